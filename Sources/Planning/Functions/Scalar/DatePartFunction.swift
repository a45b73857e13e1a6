/// Functions whose first argument names a part, a constant (sql.md 2.4): bound in `FunctionCatalog+Dates`.
package enum DatePartFunction: String, Hashable, Sendable, CaseIterable {
  /// (part, datetime | interval) → integer, or double for timestamptz: the field alone
  case extract
  /// (part, datetime | interval) → double: seconds and epochs with their fraction
  case fraction = "datePart"
  /// (part, timestamp | timestamptz | interval)
  case truncate = "dateTruncate"
  /// (part, bigint, timestamp | timestamptz | time | timetz)
  case add = "dateAdd"
  /// (part, x, y) of one datetime type → bigint
  case difference = "dateDifference"
}
