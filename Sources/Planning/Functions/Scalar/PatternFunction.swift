/// (value, pattern[, escape]) → boolean; regular expressions are POSIX extended. Bound in `FunctionCatalog+Like`.
package enum PatternFunction: String, Hashable, Sendable, CaseIterable {
  case like, likeIgnoringCase, similarTo, similarToIgnoringCase, matchesRegex, matchesRegexIgnoringCase
}
