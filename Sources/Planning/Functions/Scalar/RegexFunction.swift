import SQLTypes

/// REGEXP_COUNT, REGEXP_INSTR, REGEXP_REPLACE, REGEXP_SUBSTR (sql.md 2.5).
package enum RegexFunction: String, Hashable, Sendable, CaseIterable {
  case count = "regexCount"
  case position = "regexPosition"
  case replace = "regexReplace"
  case substring = "regexSubstring"

  static let named: [NamedFunction<Self>] = [
    .init("regexp_count", .count, [.text, .text, .bigint, .text], optional: 2, .fixed(.integer)),
    .init(
      "regexp_instr", .position, [.text, .text, .bigint, .bigint, .bigint, .text], optional: 4, .fixed(.integer)),
    .init(
      "regexp_replace", .replace, [.text, .text, .text, .bigint, .text], optional: 3, .fixed(.longestVarchar)),
    .init("regexp_substr", .substring, [.text, .text, .bigint, .bigint, .text], optional: 3, .textOf(0)),
  ]
}
