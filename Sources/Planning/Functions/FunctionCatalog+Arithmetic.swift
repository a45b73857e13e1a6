import SQLSyntax
import SQLTypes

/// `+ - * / %` over numbers (sql.md 2.2), datetimes and intervals (sql.md 2.4).
///
/// A string column in arithmetic becomes NUMERIC(18,0), as on a real cluster (sql.md 2.2, SUM over varchar):
/// `ts/1000` on a VARCHAR `1541106106796` is 1541106106.79600000000, milliseconds kept. Beside a float it becomes a
/// float.
extension FunctionCatalog {
  static func resolveArithmetic(
    _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    if let expression = try resolveDatetimeArithmetic(operation, left, right) { return expression }
    if let expression = try resolveSuperArithmetic(operation, left, right) { return expression }
    guard let (l, r) = try numericOperands(left, right) else {
      throw undefinedOperator("\(displayName(left.type)) \(operation.rawValue) \(displayName(right.type))")
    }
    return try resolveNumeric(operation, l, r)
  }

  private static func numericOperands(
    _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> (BoundExpression, BoundExpression)? {
    guard let l = try numericOperand(left, beside: right.type), let r = try numericOperand(right, beside: left.type)
    else { return nil }
    return (l, r)
  }

  private static func numericOperand(
    _ operand: BoundExpression, beside other: DataType
  ) throws(SQLError) -> BoundExpression? {
    switch operand.type.family {
    case .number: return operand
    case .unknown:
      return try cast(operand, to: other.isNumeric ? literalType(operand, beside: other) : .double, .explicit)
    case .string: return try cast(operand, to: other.isFloat ? .double : .defaultDecimal, .explicit)
    default: return nil
    }
  }

  /// `price * '1.075'`: a literal keeps its own digits beside a decimal.
  private static func literalType(_ operand: BoundExpression, beside other: DataType) -> DataType {
    guard other.isDecimal, let text = operand.literalText else { return other }
    return decimalType(ofLiteral: text) ?? other
  }

  /// The type of a number as written, `1.50` → NUMERIC(3,2); nil for what is no plain number of up to 38 digits.
  package static func decimalType(ofLiteral text: String) -> DataType? {
    let digits = text.drop { $0 == " " || $0 == "-" || $0 == "+" }
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return nil }
    let whole = parts[0].drop { $0 == "0" }.count
    let scale = parts.count == 2 ? parts[1].count : 0
    let precision = max(1, whole + scale)
    return precision <= 38 && scale <= 37 ? .decimal(precision: precision, scale: scale) : nil
  }

  private static func resolveNumeric(
    _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    let (function, rule) = arithmetic(operation)
    guard let type = DecimalArithmetic.resultType(rule, left.type, right.type) else {
      throw undefinedOperator("\(displayName(left.type)) \(operation.rawValue) \(displayName(right.type))")
    }
    let operands = [try operand(left, computing: type), try operand(right, computing: type)]
    return .call(.arithmetic(function), operands, type)
  }

  /// A decimal result is computed from decimals of the operands' own sizes, any other from its own type.
  private static func operand(
    _ expression: BoundExpression, computing type: DataType
  ) throws(SQLError) -> BoundExpression {
    guard type.isDecimal, let shape = DecimalArithmetic.shape(expression.type) else {
      return try cast(expression, to: type, .explicit)
    }
    return try cast(expression, to: .decimal(precision: shape.precision, scale: shape.scale), .explicit)
  }

  private static func arithmetic(
    _ operation: BinaryOperator
  ) -> (ArithmeticFunction, DecimalArithmetic.Operation) {
    switch operation {
    case .add: (.add, .add)
    case .subtract: (.subtract, .subtract)
    case .multiply: (.multiply, .multiply)
    case .divide: (.divide, .divide)
    default: (.modulo, .modulo)
    }
  }
}
