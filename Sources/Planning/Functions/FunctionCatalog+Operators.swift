import SQLSyntax
import SQLTypes

/// Operators by the kinds of their operands.
extension FunctionCatalog {
  /// `left op right`. 42883 where the operator does not take such operands, 42804 for an operand that is no condition.
  package static func resolve(
    _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    if let varbytes = try resolveVarbytes(operation, left, right) { return varbytes }
    return switch operation {
    case .and: .and([try condition(left, "AND"), try condition(right, "AND")])
    case .or: .or([try condition(left, "OR"), try condition(right, "OR")])
    case .equal: try resolveComparison(.equal, "=", left, right)
    case .notEqual: try resolveComparison(.notEqual, "<>", left, right)
    case .less: try resolveComparison(.less, "<", left, right)
    case .lessOrEqual: try resolveComparison(.lessOrEqual, "<=", left, right)
    case .greater: try resolveComparison(.greater, ">", left, right)
    case .greaterOrEqual: try resolveComparison(.greaterOrEqual, ">=", left, right)
    case .concatenate: try resolveConcatenation(left, right)
    case .power: try resolvePower(left, right)
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: try resolveBits(operation, left, right)
    case .add where isText(left.type) && isText(right.type): try resolveConcatenation(left, right)
    case .add, .subtract, .multiply, .divide, .modulo: try resolveArithmetic(operation, left, right)
    }
  }

  /// `op operand`. Errors: as for two operands.
  package static func resolve(
    _ operation: UnaryOperator, _ operand: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    switch operation {
    case .not: return .not(try condition(operand, "NOT"))
    case .plus: return try numberOrInterval(operand, "+")
    case .minus: return try resolveNegation(operand)
    case .absolute:
      let number = try number(operand, "@")
      return .call(.unary(.absolute), [number], number.type)
    case .squareRoot: return .call(.mathematics(.squareRoot), [try double(operand, "|/")], .double)
    case .cubeRoot: return .call(.mathematics(.cubeRoot), [try double(operand, "||/")], .double)
    case .bitNot where operand.type.isVarbyte: return .call(.varbyte(.not), [operand], operand.type)
    case .bitNot:
      let number = operand.isUntyped ? try cast(operand, to: .integer, .explicit) : operand
      guard number.type.isInteger else { throw undefinedOperator("~ \(displayName(operand.type))") }
      return .call(.bits(.not), [number], number.type)
    }
  }

  /// The operand as a condition: booleans, whole numbers (`WHERE 1`), literals such as 't' (sql.md 1.2).
  ///
  /// - Parameter context: `WHERE`, `AND`, `CASE/WHEN`… as 42804 words it.
  package static func condition(
    _ expression: BoundExpression, _ context: String
  ) throws(SQLError) -> BoundExpression {
    switch expression.type {
    case .boolean: return expression
    case .smallint, .integer, .bigint, .unknown, .super: return try cast(expression, to: .boolean, .explicit)
    default:
      throw SQLError(
        .datatypeMismatch,
        "argument of \(context) must be type boolean, not type \(expression.type.familyName)")
    }
  }

  /// `+` between two strings joins them (sql.md, "strings with +").
  private static func isText(_ type: DataType) -> Bool {
    if case .catalog(let type) = type { return type.isText }
    return type.isCharacter
  }

  private static func resolveConcatenation(
    _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    if left.type.element != nil || right.type.element != nil { return try joinedArrays(left, right) }
    guard isImplicit(left.type, to: .text), isImplicit(right.type, to: .text) else {
      throw undefinedOperator("\(displayName(left.type)) || \(displayName(right.type))")
    }
    try checkCollations([left, right])
    let texts = [try text(left), try text(right)]
    let length = min(texts[0].type.byteLength + texts[1].type.byteLength, DataType.maximumVarcharLength)
    let type = DataType.varchar(max(1, length)).ignoringCase(texts.contains(where: \.type.isCaseInsensitive))
    return .call(.string(.concatenate), texts, type)
  }

  private static func resolvePower(
    _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    .call(.mathematics(.power), [try double(left, "^"), try double(right, "^")], .double)
  }

  private static func resolveBits(
    _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    let l = left.isUntyped ? try cast(left, to: right.isUntyped ? .integer : right.type, .explicit) : left
    let r = right.isUntyped ? try cast(right, to: l.type, .explicit) : right
    guard l.type.isInteger, r.type.isInteger else {
      throw undefinedOperator("\(displayName(left.type)) \(operation.rawValue) \(displayName(right.type))")
    }
    let isShift = operation == .shiftLeft || operation == .shiftRight
    let type = isShift ? l.type : DecimalArithmetic.wider(l.type, r.type)
    return .call(
      .bits(bitFunction(operation)),
      [try cast(l, to: type, .explicit), try cast(r, to: isShift ? .bigint : type, .explicit)],
      type)
  }

  private static func bitFunction(_ operation: BinaryOperator) -> BitFunction {
    switch operation {
    case .bitAnd: .and
    case .bitOr: .or
    case .shiftLeft: .shiftLeft
    case .shiftRight: .shiftRight
    default: .exclusiveOr
    }
  }

  private static func resolveNegation(_ operand: BoundExpression) throws(SQLError) -> BoundExpression {
    if operand.type == .super { return .call(.superValue(.negate), [operand], .super) }
    let number = try numberOrInterval(operand, "-")
    if case .constant(let value, let type) = number {
      switch value {
      case .int(let value) where value != .min: return .constant(.int(-value), type)
      case .double(let value): return .constant(.double(-value), type)
      case .int128(let value) where value != .min: return .constant(.int128(-value), type)
      default: break
      }
    }
    return .call(.unary(.negate), [number], number.type)
  }

  private static func numberOrInterval(
    _ operand: BoundExpression, _ symbol: String
  ) throws(SQLError) -> BoundExpression {
    operand.type.isInterval ? operand : try number(operand, symbol)
  }

  static func number(_ operand: BoundExpression, _ symbol: String) throws(SQLError) -> BoundExpression {
    if operand.type.isNumeric { return operand }
    if operand.isUntyped { return try cast(operand, to: .double, .explicit) }
    if operand.type.isCharacter { return try cast(operand, to: .defaultDecimal, .explicit) }
    throw undefinedOperator("\(symbol) \(displayName(operand.type))")
  }

  private static func double(_ operand: BoundExpression, _ symbol: String) throws(SQLError) -> BoundExpression {
    try cast(try number(operand, symbol), to: .double, .explicit)
  }

  /// The expression as a string of its own length.
  static func text(_ expression: BoundExpression) throws(SQLError) -> BoundExpression {
    if expression.type.family == .string { return expression }
    if let text = expression.literalText { return .constant(.string(text), .varchar(max(1, text.utf8.count))) }
    return try cast(expression, to: .varchar(expression.isUntyped ? 1 : expression.type.byteLength), .explicit)
  }
}
