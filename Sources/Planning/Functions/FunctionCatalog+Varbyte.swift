import SQLSyntax
import SQLTypes

/// Operators over VARBYTE: `||` and `+` join, `& | # ~` take bits (AWS documentation: "VARBYTE operators").
extension FunctionCatalog {
  /// nil unless both operands are VARBYTE, or one is and the other a literal, which becomes one.
  static func resolveVarbytes(
    _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    guard let function = varbyteFunction(operation), areVarbytes(left, right) else { return nil }
    let operands = [try varbyte(left), try varbyte(right)]
    let lengths = operands.map(\.type.byteLength)
    let length = function == .concatenate ? lengths[0] + lengths[1] : lengths.max() ?? 0
    return .call(.varbyte(function), operands, .varbyte(min(length, DataType.maximumVarbyteLength)))
  }

  private static func areVarbytes(_ left: BoundExpression, _ right: BoundExpression) -> Bool {
    let isLeft = left.type.isVarbyte
    let isRight = right.type.isVarbyte
    return isLeft && (isRight || right.isUntyped) || isRight && left.isUntyped
  }

  private static func varbyte(_ operand: BoundExpression) throws(SQLError) -> BoundExpression {
    operand.isUntyped ? try cast(operand, to: .defaultVarbyte, .explicit) : operand
  }

  private static func varbyteFunction(_ operation: BinaryOperator) -> VarbyteFunction? {
    switch operation {
    case .concatenate, .add: .concatenate
    case .bitAnd: .and
    case .bitOr: .or
    case .bitXor: .exclusiveOr
    default: nil
    }
  }
}
