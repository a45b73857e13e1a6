/// Comparison of two values of one type; trailing blanks of character values do not count (sql.md 1.2).
package enum ComparisonFunction: String, Hashable, Sendable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}
