/// Types and values of arithmetic on decimals (sql.md 2.2). Values are unscaled; nil means overflow.
@usableFromInline
package enum DecimalArithmetic {
  package enum Operation: Hashable, Sendable {
    case add, subtract, multiply, divide, modulo
  }

  package static let maximumPrecision = 38

  /// The type of a binary operation; nil when an operand is not a number.
  package static func resultType(_ operation: Operation, _ lhs: DataType, _ rhs: DataType) -> DataType? {
    guard lhs.isNumeric, rhs.isNumeric else { return nil }
    if lhs == .real, rhs == .real { return .real }
    if lhs.isFloat || rhs.isFloat { return .double }
    if lhs.isInteger, rhs.isInteger { return wider(lhs, rhs) }
    guard let left = shape(lhs), let right = shape(rhs) else { return nil }
    return decimalType(operation, left, right)
  }

  /// The wider of two integer types.
  package static func wider(_ lhs: DataType, _ rhs: DataType) -> DataType {
    if lhs == .bigint || rhs == .bigint { return .bigint }
    return lhs == .integer || rhs == .integer ? .integer : .smallint
  }

  /// Precision and scale of a decimal, or of the decimal an integer becomes: (5,0), (10,0), (19,0).
  package static func shape(_ type: DataType) -> (precision: Int, scale: Int)? {
    switch type {
    case .smallint: (5, 0)
    case .integer: (10, 0)
    case .bigint: (19, 0)
    case .decimal(let precision, let scale): (precision, scale)
    default: nil
    }
  }

  private static func decimalType(
    _ operation: Operation, _ lhs: (precision: Int, scale: Int), _ rhs: (precision: Int, scale: Int)
  ) -> DataType {
    let scale = max(lhs.scale, rhs.scale)
    switch operation {
    case .add, .subtract:
      return capped(max(lhs.precision - lhs.scale, rhs.precision - rhs.scale) + 1 + scale, scale)
    case .multiply:
      return capped(lhs.precision + rhs.precision + 1, lhs.scale + rhs.scale)
    case .modulo:
      return capped(min(lhs.precision - lhs.scale, rhs.precision - rhs.scale) + scale, scale)
    case .divide:
      return quotientType(lhs, rhs)
    }
  }

  private static func capped(_ precision: Int, _ scale: Int) -> DataType {
    .decimal(precision: min(max(precision, 1), maximumPrecision), scale: min(scale, maximumPrecision - 1))
  }

  private static func quotientType(
    _ lhs: (precision: Int, scale: Int), _ rhs: (precision: Int, scale: Int)
  ) -> DataType {
    let scale = min(max(4, lhs.scale + rhs.precision - rhs.scale + 1), 100)
    let precision = lhs.precision - lhs.scale + rhs.scale + scale
    guard precision > maximumPrecision else { return .decimal(precision: precision, scale: scale) }
    let kept = max(maximumPrecision + scale - precision, 4)
    return .decimal(precision: maximumPrecision, scale: min(kept, maximumPrecision - 1))
  }
}
