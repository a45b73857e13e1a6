import SQLTypes

/// Expressions of a plan as EXPLAIN writes them, with the names of the columns they read.
enum ExpressionText {
  private static let symbols: [ScalarFunction: String] = [
    .comparison(.equal): "=", .comparison(.notEqual): "<>", .comparison(.less): "<", .comparison(.lessOrEqual): "<=",
    .comparison(.greater): ">", .comparison(.greaterOrEqual): ">=", .arithmetic(.add): "+",
    .arithmetic(.subtract): "-", .arithmetic(.multiply): "*", .arithmetic(.divide): "/", .arithmetic(.modulo): "%",
    .string(.concatenate): "||", .pattern(.like): "~~", .pattern(.likeIgnoringCase): "~~*",
    .pattern(.matchesRegex): "~", .datetimeArithmetic(.addDays): "+", .datetimeArithmetic(.addInterval): "+",
    .datetimeArithmetic(.multiplyInterval): "*", .datetimeArithmetic(.divideInterval): "/", .bits(.and): "&",
    .bits(.or): "|", .bits(.exclusiveOr): "#",
  ]

  static func text(_ expression: BoundExpression, _ names: [String]) -> String {
    switch expression {
    case .constant(let value, let type): constant(value, type)
    case .column(let index, _): index < names.count ? names[index] : "?column?"
    case .parameter(let slot, _), .placeholder(.argument(let slot), _): "$\(slot)"
    case .placeholder(let placeholder, _): "\(placeholder)"
    case .call(let function, let arguments, _): call(function, arguments, names)
    case .cast(let operand, let type, _): "(\(text(operand, names)))::\(type)"
    case .and(let operands): "(\(operands.map { text($0, names) }.joined(separator: " AND ")))"
    case .or(let operands): "(\(operands.map { text($0, names) }.joined(separator: " OR ")))"
    case .not(let operand): "(NOT \(text(operand, names)))"
    case .isNull(let operand, let isNegated): "(\(text(operand, names)) IS \(isNegated ? "NOT " : "")NULL)"
    case .conditional(let branches, let otherwise, _): conditional(branches, otherwise, names)
    case .coalesce(let operands, _): "COALESCE(\(list(operands, names)))"
    case .inList(let value, let values, let isNegated):
      "(\(text(value, names)) \(isNegated ? "<> ALL" : "= ANY") ('{\(elements(values, names))}'))"
    case .subquery: "(subplan)"
    }
  }

  /// A condition, in parentheses.
  static func condition(_ expression: BoundExpression, _ names: [String]) -> String {
    let text = text(expression, names)
    return text.hasPrefix("(") ? text : "(\(text))"
  }

  /// A side of a hash condition: `"outer".song`.
  static func side(_ side: String, _ expression: BoundExpression, _ names: [String]) -> String {
    let text = text(expression, names)
    guard case .column = expression, !text.contains("(") else { return text }
    return "\"\(side)\".\(text)"
  }

  static func key(_ key: SortKey, _ names: [String]) -> String {
    let nulls = key.nullsFirst == key.isDescending ? "" : " NULLS \(key.nullsFirst ? "FIRST" : "LAST")"
    return text(key.expression, names) + (key.isDescending ? " DESC" : "") + nulls
  }

  static func aggregate(_ call: AggregateCall, _ names: [String]) -> String {
    guard call.function != .countRows else { return "count(*)" }
    return "\(name(call.function))(\(call.isDistinct ? "DISTINCT " : "")\(list(call.arguments, names)))"
  }

  static func window(_ call: WindowCall, _ names: [String]) -> String {
    if case .aggregate(.countRows) = call.function { return "count(*)" }
    return "\(name(call.function))(\(list(call.arguments, names)))"
  }

  private static func name(_ function: WindowCall.Function) -> String {
    switch function {
    case .rowNumber: "row_number"
    case .rank: "rank"
    case .denseRank: "dense_rank"
    case .percentRank: "percent_rank"
    case .cumeDist: "cume_dist"
    case .ntile: "ntile"
    case .lag: "lag"
    case .lead: "lead"
    case .firstValue: "first_value"
    case .lastValue: "last_value"
    case .nthValue: "nth_value"
    case .ratioToReport: "ratio_to_report"
    case .aggregate(let function): name(function)
    }
  }

  private static func name(_ function: AggregateFunction) -> String {
    switch function {
    case .countRows, .count: "count"
    case .minimum: "min"
    case .maximum: "max"
    case .average: "avg"
    case .listAggregate: "listagg"
    default: function.rawValue
    }
  }

  private static func call(_ function: ScalarFunction, _ arguments: [BoundExpression], _ names: [String]) -> String {
    guard let symbol = symbols[function], arguments.count >= 2 else {
      return "\(function.name)(\(list(arguments, names)))"
    }
    return "(\(text(arguments[0], names)) \(symbol) \(text(arguments[1], names)))"
  }

  private static func conditional(_ branches: [BoundBranch], _ otherwise: BoundExpression, _ names: [String]) -> String
  {
    let whens = branches.map { "WHEN \(text($0.condition, names)) THEN \(text($0.result, names))" }
    return "CASE \(whens.joined(separator: " ")) ELSE \(text(otherwise, names)) END"
  }

  private static func list(_ expressions: [BoundExpression], _ names: [String]) -> String {
    expressions.map { text($0, names) }.joined(separator: ", ")
  }

  /// Of a long list only the beginning.
  private static func elements(_ values: [BoundExpression], _ names: [String]) -> String {
    let shown = values.prefix(20).map { value in
      if case .constant(let value, let type) = value {
        ValueText.text(of: value, type: type) ?? "NULL"
      } else {
        text(value, names)
      }
    }
    return shown.joined(separator: ",") + (values.count > 20 ? ",…" : "")
  }

  private static func constant(_ value: Value, _ type: DataType) -> String {
    guard let text = ValueText.text(of: value, type: type) else { return "NULL" }
    if type == .boolean { return value == .bool(true) ? "true" : "false" }
    return type.isNumeric ? text : "'\(text)'::\(type.familyName)"
  }
}
