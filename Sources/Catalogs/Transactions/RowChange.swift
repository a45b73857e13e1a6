/// What one statement did to a table's rows, in the row numbers of the version it changed.
enum RowChange: Sendable {
  /// Rows behind those there were.
  case appended(Int)
  /// Ascending numbers; the rows behind them move up.
  case deleted([Int])
  /// Ascending numbers; the rows stay where they are.
  case updated([Int])
  /// All rows are others: TRUNCATE, ALTER TABLE.
  case replaced

  var isAppend: Bool { if case .appended = self { true } else { false } }
}
