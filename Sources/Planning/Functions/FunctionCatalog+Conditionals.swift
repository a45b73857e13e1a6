import SQLTypes

/// Conditional functions, lowered to the forms whose operands are evaluated only where needed (sql.md 2.6).
extension FunctionCatalog {
  static func resolveConditional(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    switch name {
    case "coalesce", "nvl", "ifnull": try coalesce(name, arguments)
    case "isnull" where arguments.count == 2: try coalesce(name, arguments)
    case "nvl2": try nvl2(arguments)
    case "nullif": try nullIf(arguments)
    case "decode": try decode(arguments)
    case "greatest", "least": try extremum(name, arguments)
    default: nil
    }
  }

  private static func coalesce(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression {
    guard !arguments.isEmpty else { throw undefined(name, arguments) }
    let (operands, type) = try unify(arguments, context: "COALESCE")
    return operands.count == 1 ? operands[0] : .coalesce(operands, type)
  }

  private static func nvl2(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    guard arguments.count == 3 else { throw undefined("nvl2", arguments) }
    let (results, type) = try unify([arguments[1], arguments[2]], context: "NVL2")
    let branch = BoundBranch(condition: .isNull(try typed(arguments[0]), isNegated: true), result: results[0])
    return .conditional([branch], otherwise: results[1], type)
  }

  /// The first argument's type is the result's; the comparison may use a wider one.
  private static func nullIf(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    guard arguments.count == 2 else { throw undefined("nullif", arguments) }
    let value = arguments[0].isUntyped && arguments[1].isUntyped ? try text(arguments[0]) : arguments[0]
    let (operands, type) = try comparable([value, arguments[1]], "=")
    let result = value.isUntyped ? try cast(value, to: type, .explicit) : value
    let branch = BoundBranch(
      condition: .call(.comparison(.equal), operands, .boolean), result: .constant(.null, result.type))
    return .conditional([branch], otherwise: result, result.type)
  }

  /// `DECODE(x, s1, r1, …, default)`, where NULL matches NULL.
  private static func decode(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    guard arguments.count >= 3 else { throw undefined("decode", arguments) }
    let pairs = (arguments.count - 1) / 2
    let hasDefault = arguments.count % 2 == 0
    let fallback = hasDefault ? arguments[arguments.count - 1] : BoundExpression.constant(.null, .unknown)
    let (results, type) = try unify((0..<pairs).map { arguments[2 + 2 * $0] } + [fallback], context: "CASE")
    var branches: [BoundBranch] = []
    for pair in 0..<pairs {
      let condition = try decodeCondition(arguments[0], arguments[1 + 2 * pair])
      branches.append(BoundBranch(condition: condition, result: results[pair]))
    }
    return .conditional(branches, otherwise: results[pairs], type)
  }

  private static func decodeCondition(
    _ value: BoundExpression, _ search: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    if search.isNullLiteral { return .isNull(try typed(value), isNegated: false) }
    let equal = try resolveComparison(.equal, "=", value, search)
    if case .constant = search { return equal }
    let bothNull = BoundExpression.and([
      .isNull(try typed(value), isNegated: false), .isNull(search, isNegated: false),
    ])
    return .or([equal, bothNull])
  }

  private static func extremum(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression {
    guard !arguments.isEmpty else { throw undefined(name, arguments) }
    let (operands, type) = try unify(arguments, context: name.uppercased())
    guard operands.count > 1 else { return operands[0] }
    return .call(.extremum(name == "greatest" ? .greatest : .least), operands, type)
  }

  /// `CASE [operand] WHEN … THEN … [ELSE …] END`; conditions are whole conditions, or values compared with `operand`.
  /// 42804 for results of different kinds or what is no condition, 42883 for values that cannot be compared.
  package static func conditional(
    operand: BoundExpression?, branches: [(condition: BoundExpression, result: BoundExpression)],
    otherwise: BoundExpression?
  ) throws(SQLError) -> BoundExpression {
    let fallback = otherwise ?? .constant(.null, .unknown)
    let (results, type) = try unify(branches.map(\.result) + [fallback], context: "CASE")
    var bound: [BoundBranch] = []
    for (index, branch) in branches.enumerated() {
      let condition =
        if let operand { try resolveComparison(.equal, "=", operand, branch.condition) } else {
          try condition(branch.condition, "CASE/WHEN")
        }
      bound.append(BoundBranch(condition: condition, result: results[index]))
    }
    return .conditional(bound, otherwise: results[branches.count], type)
  }
}
