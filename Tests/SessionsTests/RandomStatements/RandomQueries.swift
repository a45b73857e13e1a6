import TestSupport

/// A relation of the generator's schema.
struct RandomTable {
  var name: String
  var columns: [RandomColumn]

  static let all = [
    RandomTable(
      name: "t",
      columns: [
        .init(name: "a", type: .integer), .init(name: "c", type: .decimal), .init(name: "s", type: .text),
        .init(name: "d", type: .date), .init(name: "j", type: .json),
      ]),
    RandomTable(
      name: "u",
      columns: [
        .init(name: "a", type: .integer), .init(name: "ts", type: .timestamp), .init(name: "x", type: .double),
        .init(name: "b", type: .boolean), .init(name: "s", type: .text),
      ]),
    RandomTable(name: "v", columns: [.init(name: "a", type: .integer), .init(name: "s", type: .text)]),
  ]
}

/// Queries: joins, sub-queries, groups, windows, set operations, common tables, navigation of SUPER.
struct RandomQueries {
  var expressions: RandomExpressions
  private var depth = 0
  private var aliases = 0

  init(_ random: SeededGenerator) { expressions = RandomExpressions(random) }

  private mutating func below(_ bound: Int) -> Int { expressions.random.below(bound) }
  private mutating func pick(_ elements: [String]) -> String { expressions.random.pick(elements) }

  /// A query whose columns are named `c1` and on.
  mutating func query(_ types: [RandomType]) -> String {
    depth += 1
    defer { depth -= 1 }
    var text = select(types)
    if depth < 3, below(6) == 0 {
      text = "(\(text)) \(pick(["UNION", "UNION ALL", "INTERSECT", "EXCEPT", "MINUS"])) (\(select(types)))"
    }
    if depth < 3, below(6) == 0 { text = withCommonTable(text) }
    if below(3) == 0 {
      text += " ORDER BY \(below(types.count) + 1)\(pick(["", " DESC", " NULLS FIRST", " DESC NULLS LAST"]))"
    }
    if below(3) == 0 { text += " LIMIT \(below(20))\(pick(["", " OFFSET 2"]))" }
    return text
  }

  /// One or more columns of any types.
  mutating func anyQuery() -> String { query(types()) }

  mutating func types() -> [RandomType] {
    (0...below(3)).map { _ in expressions.random.pick(RandomType.allCases) }
  }

  private mutating func withCommonTable(_ text: String) -> String {
    if depth == 1, below(4) == 0 {
      return "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < \(below(9))) \(text)"
    }
    return "WITH w AS (\(select([.integer, .text]))) \(text)"
  }

  private mutating func select(_ types: [RandomType]) -> String {
    let (from, columns) = relations()
    let filter = below(2) == 0 ? " WHERE \(condition(columns))" : ""
    if below(4) == 0 { return grouped(types, from, columns, filter) }
    let items = types.enumerated().map { index, type in "\(item(type, columns)) AS c\(index + 1)" }
    let top = below(12) == 0 ? "TOP \(below(9)) " : below(8) == 0 ? "DISTINCT " : ""
    let qualify = below(12) == 0 ? " QUALIFY row_number() OVER (ORDER BY \(expressions.any(columns))) < 4" : ""
    return "SELECT \(top)\(items.joined(separator: ", ")) FROM \(from)\(filter)\(qualify)"
  }

  private mutating func grouped(_ types: [RandomType], _ from: String, _ columns: [RandomColumn], _ filter: String)
    -> String
  {
    let key = "upper(\(expressions.make(.text, columns)))"
    let items = types.enumerated().map { index, type in "\(aggregate(type, columns)) AS c\(index + 1)" }
    let grouping = pick([
      key, "ROLLUP (\(key))", "CUBE (\(key), 1 + \(expressions.make(.integer, columns)))",
      "GROUPING SETS ((\(key)), ())",
    ])
    let having = below(3) == 0 ? " HAVING \(aggregate(.integer, columns)) > 1" : ""
    return "SELECT \(items.joined(separator: ", ")) FROM \(from)\(filter) GROUP BY \(grouping)\(having)"
  }

  private mutating func aggregate(_ type: RandomType, _ columns: [RandomColumn]) -> String {
    let distinct = pick(["", "", "DISTINCT "])
    switch type {
    case .integer: return "count(\(distinct)\(expressions.any(columns)))"
    case .decimal, .double:
      return "\(pick(["sum", "avg", "min", "max"]))(\(distinct)\(expressions.make(type, columns)))"
    case .text:
      let order = expressions.any(columns)
      return "listagg(\(expressions.make(.text, columns)), ',') WITHIN GROUP (ORDER BY \(order))"
    case .date, .timestamp: return "\(pick(["min", "max"]))(\(expressions.make(type, columns)))"
    case .boolean: return "\(pick(["bool_and", "bool_or"]))(\(expressions.make(.boolean, columns)))"
    case .json: return "object('n', count(\(expressions.any(columns))))"
    }
  }

  private mutating func item(_ type: RandomType, _ columns: [RandomColumn]) -> String {
    switch below(10) {
    case 0: return window(type, columns)
    case 1 where depth < 3:
      return "(SELECT max(a)::\(type.name) FROM \(pick(["t", "u", "v"])) WHERE \(condition(columns)))"
    default: return expressions.make(type, columns)
    }
  }

  private mutating func window(_ type: RandomType, _ columns: [RandomColumn]) -> String {
    let function = pick([
      "row_number()", "rank()", "dense_rank()", "ntile(3)", "percent_rank()", "sum(1)",
      "lag(\(expressions.make(type, columns)))", "lead(\(expressions.make(type, columns)), 2)",
      "first_value(\(expressions.make(type, columns)))", "count(\(expressions.any(columns)))",
    ])
    let partition = below(2) == 0 ? "PARTITION BY \(expressions.any(columns)) " : ""
    let frame = pick(["", "", " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW", " ROWS UNBOUNDED PRECEDING"])
    return "\(function) OVER (\(partition)ORDER BY \(expressions.any(columns))\(frame))"
  }

  mutating func condition(_ columns: [RandomColumn]) -> String {
    guard depth < 3, below(4) == 0 else { return expressions.make(.boolean, columns) }
    let table = pick(["t", "u", "v"])
    switch below(3) {
    case 0:
      return
        "\(pick(["EXISTS", "NOT EXISTS"])) (SELECT 1 FROM \(table) WHERE \(table).a = \(expressions.make(.integer, columns)))"
    case 1: return "\(expressions.make(.integer, columns)) \(pick(["IN", "NOT IN"])) (\(query([.integer])))"
    default:
      return
        "\(expressions.make(.integer, columns)) \(pick(["=", "<", ">"])) \(pick(["ANY", "ALL"])) (\(query([.integer])))"
    }
  }

  /// A FROM clause and the columns it brings.
  private mutating func relations() -> (String, [RandomColumn]) {
    var (from, columns) = relation()
    for _ in 0..<below(3) {
      let (other, more) = relation()
      let both = columns + more
      switch below(5) {
      case 0: from += ", \(other)"
      case 1: from += " CROSS JOIN \(other)"
      default:
        let condition = expressions.make(.boolean, both)
        let equality = "\(expressions.make(.integer, columns)) = \(expressions.make(.integer, more))"
        let kind = pick(["", "LEFT ", "RIGHT ", "FULL "])
        from += " \(kind)JOIN \(other) ON \(kind != "FULL " && below(3) == 0 ? condition : equality)"
      }
      columns = both
    }
    if below(8) == 0, let json = columns.first(where: { $0.type == .json }) {
      let alias = nextAlias()
      from += ", \(json.name) AS \(alias)"
      columns.append(RandomColumn(name: alias, type: .json))
    }
    return (from, columns)
  }

  private mutating func relation() -> (String, [RandomColumn]) {
    let alias = nextAlias()
    if depth < 3, below(5) == 0 {
      let types = types()
      let columns = types.enumerated().map { RandomColumn(name: "\(alias).c\($0 + 1)", type: $1) }
      return ("(\(query(types))) AS \(alias)", columns)
    }
    let table = expressions.random.pick(RandomTable.all)
    let columns = table.columns.map { RandomColumn(name: "\(alias).\($0.name)", type: $0.type) }
    return ("\(table.name) AS \(alias)", columns)
  }

  private mutating func nextAlias() -> String {
    aliases += 1
    return "r\(aliases)"
  }
}
