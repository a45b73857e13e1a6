import SQLTypes

/// Mathematical functions whose result type depends on more than one argument's kind (sql.md 2.9).
extension FunctionCatalog {
  static func resolveMathematics(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    nil
  }
}
