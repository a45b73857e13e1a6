import SQLTypes

/// Window functions and their result types (sql.md 2.10). Aggregates may stand as window functions too.
extension FunctionCatalog {
  package static func isWindow(_ name: String) -> Bool { windows[name] != nil || isAggregate(name) }

  static let windows: [String: WindowCall.Function] = [
    "row_number": .rowNumber, "rank": .rank, "dense_rank": .denseRank, "percent_rank": .percentRank,
    "cume_dist": .cumeDist, "ntile": .ntile, "lag": .lag, "lead": .lead, "first_value": .firstValue,
    "last_value": .lastValue, "nth_value": .nthValue, "ratio_to_report": .ratioToReport,
  ]

  /// What a call with OVER computes; nil when no such function exists. 42883 for arguments it does not take.
  package static func window(
    _ name: String, _ arguments: [BoundExpression], isStar: Bool, isDistinct: Bool, order: [SortKey]
  ) throws(SQLError) -> (function: WindowCall.Function, arguments: [BoundExpression], type: DataType)? {
    guard let function = windows[name] else {
      guard let call = try aggregate(name, arguments, isStar: isStar, isDistinct: isDistinct, order: order)
      else { return nil }
      return (.aggregate(call.function), call.arguments, call.type)
    }
    let (converted, type) = try windowArguments(function, name, arguments)
    return (function, converted, type)
  }

  private static func windowArguments(
    _ function: WindowCall.Function, _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> ([BoundExpression], DataType) {
    switch (function, arguments.count) {
    case (.rowNumber, 0): return ([], .bigint)
    case (.rank, 0), (.denseRank, 0): return ([], .integer)
    case (.percentRank, 0), (.cumeDist, 0): return ([], .double)
    case (.ntile, 1): return ([try cast(arguments[0], to: .bigint, .explicit)], .bigint)
    case (.ratioToReport, 1): return ([try cast(arguments[0], to: .double, .explicit)], .double)
    case (.lag, 1), (.lead, 1), (.firstValue, 1), (.lastValue, 1):
      let value = try typed(arguments[0])
      return ([value], value.type)
    case (.lag, 2), (.lead, 2), (.nthValue, 2):
      let value = try typed(arguments[0])
      return ([value, try cast(arguments[1], to: .bigint, .explicit)], value.type)
    case (.lag, 3), (.lead, 3): throw .notSupported("Default parameter of \(name)")
    default: throw undefined(name, arguments)
    }
  }

  /// An untyped literal that meets no other type is a string.
  static func typed(_ expression: BoundExpression) throws(SQLError) -> BoundExpression {
    expression.isUntyped ? try text(expression) : expression
  }
}
