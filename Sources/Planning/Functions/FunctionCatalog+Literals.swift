import SQLTypes

/// Constants converted while planning.
extension FunctionCatalog {
  /// nil when the conversion is left to the kernels.
  static func fold(
    _ value: Value, _ from: DataType, to type: DataType, _ mode: CastMode
  ) throws(SQLError) -> BoundExpression? {
    nil
  }
}
