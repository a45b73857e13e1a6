import SQLSyntax

/// Trees as short text, for the tables of the tests: `(+ a (* b 2))`.
extension Expression {
  var brief: String {
    switch self {
    case .literal(let literal): literal.brief
    case .parameter(let number, _): "$\(number)"
    case .column(let name): name.brief
    case .wholeRow(let name): "\(name.brief).*"
    case .typedLiteral(let type, let text, let qualifier, _):
      "\(type.brief)'\(text)'" + (qualifier.map { " \($0)" } ?? "")
    case .unary(let symbol, let value, _): "(\(symbol.rawValue) \(value.brief))"
    case .binary(let symbol, let left, let right, _): "(\(symbol.rawValue) \(left.brief) \(right.brief))"
    case .cast(let value, let type, let isTry): "\(isTry ? "try " : "")\(value.brief)::\(type.brief)"
    case .function(let call): call.brief
    case .conditional(let operand, let branches, let otherwise):
      Self.brief(operand, branches.map { "\($0.condition.brief)→\($0.result.brief)" }, otherwise)
    default: briefPredicate
    }
  }

  private static func brief(_ operand: Expression?, _ branches: [String], _ otherwise: Expression?) -> String {
    let parts = [operand?.brief] + branches + [otherwise.map { "else \($0.brief)" }]
    return "case[\(parts.compactMap { $0 }.joined(separator: " "))]"
  }

  private var briefPredicate: String {
    switch self {
    case .isNull(let value, let isNegated): "(\(negated(isNegated, "null")) \(value.brief))"
    case .isTruth(let value, let truth, let isNegated):
      "(\(negated(isNegated, truth.map { "\($0)" } ?? "unknown")) \(value.brief))"
    case .isDistinct(let left, let right, let isNegated):
      "(\(negated(isNegated, "distinct")) \(left.brief) \(right.brief))"
    case .between(let value, let low, let high, let isNegated):
      "(\(negated(isNegated, "between")) \(value.brief) \(low.brief) \(high.brief))"
    case .inList(let value, let list, let isNegated): "(\(negated(isNegated, "in")) \(value.brief) [\(list.brief)])"
    case .inQuery(let value, let query, let isNegated): "(\(negated(isNegated, "in")) \(value.brief) {\(query.brief)})"
    case .like(let like):
      "(\(negated(like.isNegated, "\(like.kind)")) \(like.value.brief) \(like.pattern.brief)"
        + (like.escape.map { " \($0.brief)" } ?? "") + ")"
    case .exists(let query): "exists{\(query.brief)}"
    case .scalarQuery(let query): "{\(query.brief)}"
    case .quantified(let left, let symbol, let isAll, let query):
      "(\(symbol.rawValue) \(isAll ? "all" : "any") \(left.brief) {\(query.brief)})"
    case .row(let list): "row[\(list.brief)]"
    case .quantifiedArray(let left, let symbol, let isAll, let array):
      "\(left.brief) \(symbol.rawValue) \(isAll ? "all" : "any")(\(array.brief))"
    case .array(let list): "array[\(list.brief)]"
    case .arrayQuery(let query): "array(\(query.brief))"
    case .element(let value, let index): "\(value.brief)[\(index.brief)]"
    case .member(let value, let name): "\(value.brief).\(name)"
    case .atTimeZone(let value, let zone): "(zone \(value.brief) \(zone.brief))"
    case .collate(let value, let name): "(collate \(value.brief) \(name))"
    case .defaultValue: "default"
    case .prior(let operand): "prior \(operand.brief)"
    case .outerColumn(let name): "\(name.brief)(+)"
    default: "?"
    }
  }

  private func negated(_ isNegated: Bool, _ word: String) -> String { isNegated ? "not-\(word)" : word }
}

extension [Expression] {
  var brief: String { map(\.brief).joined(separator: " ") }
}

extension Literal {
  var brief: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let digits), .decimal(let digits): digits
    case .float(let digits): "\(digits)f"
    case .string(let text): "'\(text)'"
    }
  }
}

extension QualifiedName {
  var brief: String { parts.joined(separator: ".") }
}

extension TypeName {
  var brief: String {
    let sizes = arguments.map { if case .number(let number) = $0 { "\(number)" } else { "max" } }
    return sizes.isEmpty ? name : "\(name)(\(sizes.joined(separator: ",")))"
  }
}

extension FunctionCall {
  var brief: String {
    var inner = arguments.map(\.brief)
    if isStar { inner = ["*"] }
    if isDistinct { inner.insert("distinct", at: 0) }
    if !orderWithin.isEmpty { inner.append("order \(orderWithin.brief)") }
    var text = (isApproximate ? "approximate " : "") + name.brief
    if hasParentheses { text += "(\(inner.joined(separator: " ")))" }
    if let ignoresNulls { text += ignoresNulls ? " ignore" : " respect" }
    return text + (window.map { " over(\($0.brief))" } ?? "")
  }
}

extension WindowSpecification {
  var brief: String {
    var parts: [String] = []
    if !partitionBy.isEmpty { parts.append("by \(partitionBy.brief)") }
    if !orderBy.isEmpty { parts.append("order \(orderBy.brief)") }
    if let frame { parts.append("\(frame.start)…\(frame.end)") }
    return parts.joined(separator: " ")
  }
}

extension [OrderItem] {
  var brief: String {
    map { item in
      item.expression.brief + (item.isDescending ? " desc" : "")
        + (item.nullsFirst.map { $0 ? " first" : " last" } ?? "")
    }.joined(separator: ", ")
  }
}
