import SQLSyntax
import SQLTypes

/// What SUPER values are given to: functions of any number of arguments, operators, and functions of numbers.
extension FunctionCatalog {
  static func resolveSuper(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    switch name {
    case "array": return try superArray(arguments)
    case "object": return try object(arguments)
    case "array_union" where arguments.count == 2:
      return try resolve("array_concat", arguments).flatMap { both throws(SQLError) in
        try resolve("array_distinct", [both])
      }
    case "object_transform": return try transform(arguments)
    case "abs", "ceil", "ceiling", "floor", "round", "trunc":
      return try superMathematics(name, arguments)
    default: return nil
    }
  }

  /// `ARRAY(a, …)`, elements of any types that become SUPER. 42846 for those that do not: dates and times.
  package static func superArray(_ elements: [BoundExpression]) throws(SQLError) -> BoundExpression {
    .call(.superValue(.array), try supers(elements), .super)
  }

  /// `OBJECT(name, value, …)`.
  private static func object(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    guard arguments.count % 2 == 0 else { throw undefined("object", arguments) }
    var operands: [BoundExpression] = []
    for (index, argument) in arguments.enumerated() {
      operands.append(try index % 2 == 0 ? text(argument) : cast(argument, to: .super, .explicit))
    }
    return .call(.superValue(.object), operands, .super)
  }

  /// The value that `steps`, text or numbers, lead to.
  package static func navigate(_ value: BoundExpression, _ steps: [BoundExpression]) throws(SQLError) -> BoundExpression
  {
    guard value.type == .super else {
      throw SQLError(
        .datatypeMismatch, "cannot navigate into a value of type \(displayName(value.type)), which is not SUPER")
    }
    var operands = [value]
    if case .call(.superValue(.navigate), let inner, _) = value { operands = inner }
    for step in steps {
      operands.append(try step.type.isNumeric ? cast(step, to: .bigint, .explicit) : text(step))
    }
    return .call(.superValue(.navigate), operands, .super)
  }

  /// OBJECT_TRANSFORM as the parser gives it: input, number of paths to keep or -1, those, then paths and values. The
  /// call's arguments are the input, whether there is a KEEP, and paths with their values; a path that is kept comes
  /// with a NULL of type BOOLEAN.
  private static func transform(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    guard arguments.count >= 2, case .constant(.int(let kept), _) = arguments[1] else {
      throw undefined("object_transform", arguments)
    }
    var operands = [try cast(arguments[0], to: .super, .explicit), .constant(.bool(kept >= 0), .boolean)]
    let clauses = arguments.dropFirst(2)
    for path in clauses.prefix(max(0, Int(kept))) { operands += [try text(path), .constant(.null, .boolean)] }
    for (index, argument) in clauses.dropFirst(max(0, Int(kept))).enumerated() {
      operands.append(index % 2 == 0 ? try text(argument) : try cast(argument, to: .super, .explicit))
    }
    return .call(.superValue(.transform), operands, .super)
  }

  private static func supers(_ expressions: [BoundExpression]) throws(SQLError) -> [BoundExpression] {
    var supers: [BoundExpression] = []
    for expression in expressions { supers.append(try cast(expression, to: .super, .explicit)) }
    return supers
  }

  /// Arithmetic with a SUPER value on either side; nil where there is none, or where the other side is no scalar.
  static func resolveSuperArithmetic(
    _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression
  ) throws(SQLError) -> BoundExpression? {
    guard left.type == .super || right.type == .super, let function = superFunction(operation),
      becomesSuper(left), becomesSuper(right)
    else { return nil }
    return .call(.superValue(function), try supers([left, right]), .super)
  }

  private static func becomesSuper(_ expression: BoundExpression) -> Bool {
    expression.isUntyped || canCast(expression.type, to: .super)
  }

  private static func superFunction(_ operation: BinaryOperator) -> SuperFunction? {
    switch operation {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    default: nil
    }
  }

  /// ABS, CEIL, FLOOR, ROUND(x[, n]) and TRUNC(x[, n]) of SUPER; nil for other arguments.
  private static func superMathematics(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    guard let value = arguments.first, value.type == .super, arguments.count <= 2 else { return nil }
    let function: SuperFunction =
      switch name {
      case "abs": .absolute
      case "floor": .floor
      case "round": .round
      case "trunc": .truncate
      default: .ceiling
      }
    let hasPlaces = arguments.count == 2
    guard !hasPlaces || function == .round || function == .truncate else { throw undefined(name, arguments) }
    let places = hasPlaces ? [try cast(arguments[1], to: .bigint, .explicit)] : []
    return .call(.superValue(function), [value] + places, .super)
  }
}
