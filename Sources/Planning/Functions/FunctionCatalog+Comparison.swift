import SQLTypes

/// Comparisons: both sides get one type first (sql.md 2.3).
///
/// | sides | compared as |
/// |---|---|
/// | untyped literal, any | the other side's type; the literal is parsed now |
/// | numbers | the wider number |
/// | DECIMAL, string | decimals |
/// | other number, string | strings |
/// | BOOLEAN, whole number | booleans |
/// | date or time, string | dates or times; the string is parsed |
/// | date, timestamp, timestamptz | the more precise of them |
/// | SUPER, number, string or boolean | SUPER values, by their types of the row |
/// | SUPER, date or time | dates or times |
extension FunctionCatalog {
  static func resolveComparison(
    _ function: ComparisonFunction, _ symbol: String, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    let (operands, _) = try comparable([left, right], symbol)
    return .call(.comparison(function), operands, .boolean)
  }

  /// `value [NOT] IN (list)`, everything in one type. Errors: as `comparable`.
  package static func inList(
    _ value: BoundExpression, _ list: [BoundExpression], isNegated: Bool
  ) throws(SQLError) -> BoundExpression {
    let (operands, _) = try comparable([value] + list, "=")
    return .inList(operands[0], Array(operands.dropFirst()), isNegated: isNegated)
  }

  /// The expressions in one type that can be compared, and that type; `symbol` is the operator in messages.
  /// 42883 where there is no such type, 22P02 and the like for a literal that is no value of it.
  package static func comparable(
    _ expressions: [BoundExpression], _ symbol: String
  ) throws(SQLError) -> ([BoundExpression], DataType) {
    try checkCollations(expressions)
    let types = comparedTypes(expressions)
    var common = types[0]
    for type in types.dropFirst() {
      guard let next = comparisonType(common, type) else {
        throw undefinedOperator("\(displayName(common)) \(symbol) \(displayName(type))")
      }
      common = next
    }
    let type = holdingLiterals(of: expressions, common == .unknown ? .text : common)
    var operands: [BoundExpression] = []
    for expression in expressions { operands.append(try comparisonOperand(expression, type)) }
    return (operands, type)
  }

  /// A literal beside a decimal keeps all its digits: `price < '1.005'`.
  private static func comparedTypes(_ expressions: [BoundExpression]) -> [DataType] {
    let types = expressions.map(\.type)
    guard types.contains(where: \.isDecimal) else { return types }
    return expressions.map { expression in
      guard expression.isUntyped, let text = expression.literalText else { return expression.type }
      return decimalType(ofLiteral: text) ?? expression.type
    }
  }

  /// Views compare alike whatever length was declared: strings are not cast, so that nothing is cut.
  private static func comparisonOperand(
    _ expression: BoundExpression, _ type: DataType
  ) throws(SQLError) -> BoundExpression {
    guard type.family == .string else { return try cast(expression, to: type, .explicit) }
    let text = try text(expression)
    guard type.isCaseInsensitive, !text.type.isCaseInsensitive else { return text }
    return try cast(text, to: text.type.ignoringCase(true), .explicit)
  }

  static func comparisonType(_ left: DataType, _ right: DataType) -> DataType? {
    if left == .unknown || left == right { return right }
    if right == .unknown { return left }
    return switch (left.family, right.family) {
    case (.number, .number): comparisonNumber(left, right)
    case (.number, .string): left.isDecimal ? parsedDecimal(left) : right
    case (.string, .number): right.isDecimal ? parsedDecimal(right) : left
    case (.interval, .interval): commonInterval(left, right)
    case (.boolean, .number): right.isInteger ? left : nil
    case (.number, .boolean): left.isInteger ? right : nil
    case (.date, .string): left
    case (.string, .date): right
    case (.string, .string): commonString(left, right)
    case (.date, .date): commonDatetime(left, right)
    case (.super, .date): right
    case (.date, .super): left
    case (.super, .number), (.super, .string), (.super, .boolean), (.number, .super), (.string, .super),
      (.boolean, .super):
      .super
    case (.varbyte, .varbyte): .varbyte(max(left.byteLength, right.byteLength))
    case (.oid, .oid): left
    case (.oid, .string) where right.showsObjects: left
    case (.string, .oid) where left.showsObjects: right
    case (.oid, .string) where right.namesObjects: right
    case (.string, .oid) where left.namesObjects: left
    case (.oid, .string), (.string, .oid): .longestVarchar
    case (.oid, .number): right.isInteger ? .bigint : nil
    case (.number, .oid): left.isInteger ? .bigint : nil
    case (.array, .array): commonArray(left, right)
    default: nil
    }
  }

  /// Unlike a result, a comparison may use all 38 digits.
  private static func comparisonNumber(_ left: DataType, _ right: DataType) -> DataType {
    guard left.isDecimal || right.isDecimal, let l = DecimalArithmetic.shape(left),
      let r = DecimalArithmetic.shape(right)
    else {
      return TypeRules.commonType(left, right) ?? .double
    }
    let scale = max(l.scale, r.scale)
    let precision = max(l.precision - l.scale, r.precision - r.scale) + scale
    return .decimal(precision: min(precision, 38), scale: scale)
  }

  /// What a string becomes beside a decimal: room for digits that the decimal's own type does not have.
  private static func parsedDecimal(_ type: DataType) -> DataType {
    guard let shape = DecimalArithmetic.shape(type) else { return type }
    let whole = shape.precision - shape.scale
    return .decimal(precision: 38, scale: min(max(shape.scale, 18), 38 - whole))
  }
}
