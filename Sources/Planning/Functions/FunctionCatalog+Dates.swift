import SQLTypes

/// Functions that name a date part (sql.md 2.4).
extension FunctionCatalog {
  static func resolveDate(_ name: String, _ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression? {
    nil
  }
}
