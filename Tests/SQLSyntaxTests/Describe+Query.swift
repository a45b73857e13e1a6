import SQLSyntax

extension Query {
  var brief: String {
    var text = ""
    if !with.isEmpty {
      text =
        with.map {
          "\($0.name)\($0.columns.isEmpty ? "" : "(\($0.columns.joined(separator: " ")))")={\($0.query.brief)}"
        }
        .joined(separator: " ") + " "
      text = "with\(isRecursive ? "*" : "") \(text)"
    }
    text += body.brief
    if !orderBy.isEmpty { text += " order \(orderBy.brief)" }
    if let limit { text += " limit \(limit.brief)" }
    if let offset { text += " offset \(offset.brief)" }
    return text
  }
}

extension QueryBody {
  var brief: String {
    switch self {
    case .select(let select): select.brief
    case .values(let rows): "values " + rows.map { "[\($0.brief)]" }.joined(separator: " ")
    case .nested(let query): "(\(query.brief))"
    case .setOperation(let symbol, let isAll, let left, let right):
      "[\(left.brief) \(symbol.rawValue)\(isAll ? " all" : "") \(right.brief)]"
    }
  }
}

extension Select {
  var brief: String {
    var text = "select"
    if isDistinct { text += distinctOn.isEmpty ? " distinct" : " distinct on \(distinctOn.brief)" }
    if let top { text += " top \(top.brief)" }
    text += " " + items.map(\.brief).joined(separator: ", ")
    if !excluded.isEmpty { text += " except \(excluded.map(\.last))" }
    if let into { text += " into \(into.isTemporary ? "temp " : "")\(into.name.brief)" }
    if !from.isEmpty { text += " from \(from.brief)" }
    if let filter { text += " where \(filter.brief)" }
    if let hierarchy {
      text += (hierarchy.start.map { " start \($0.brief)" } ?? "") + " connect \(hierarchy.condition.brief)"
    }
    if !groupBy.isEmpty { text += " group \(groupBy.map(\.brief).joined(separator: ", "))" }
    if let having { text += " having \(having.brief)" }
    if let qualify { text += " qualify \(qualify.brief)" }
    return text
  }
}

extension SelectItem {
  var brief: String {
    switch self {
    case .star(let qualifier, _): (qualifier.map { "\($0.brief)." } ?? "") + "*"
    case .expression(let expression, let alias): expression.brief + (alias.map { " as \($0)" } ?? "")
    }
  }
}

extension GroupingElement {
  var brief: String {
    switch self {
    case .expression(let expression): expression.brief
    case .sets(let sets): "sets" + sets.map { "[\($0.brief)]" }.joined()
    case .all: "all"
    }
  }
}

extension [TableReference] {
  var brief: String { map(\.brief).joined(separator: ", ") }
}

extension TableReference {
  var brief: String {
    switch self {
    case .table(let name, let alias): name.brief + (alias?.brief ?? "")
    case .derived(let query, let alias): "{\(query.brief)}" + (alias?.brief ?? "")
    case .function(let call, let alias): call.brief + (alias?.brief ?? "")
    case .join(let join): "<\(join.left.brief) \(join.kind) \(join.right.brief)\(join.condition.brief)>"
    case .unnest(let clause):
      "\(clause.isUnpivot ? "unpivot " : "")(\(clause.value.brief) as \(clause.alias)"
        + (clause.indexAlias.map { " at \($0)" } ?? "") + ")"
    }
  }
}

extension TableAlias {
  var brief: String { " \(name)" + (columns.isEmpty ? "" : "(\(columns.joined(separator: " ")))") }
}

extension JoinClause.Condition {
  var brief: String {
    switch self {
    case .on(let expression): " on \(expression.brief)"
    case .using(let columns): " using \(columns.joined(separator: " "))"
    case .natural: " natural"
    case .none: ""
    }
  }
}
