import SQLTypes

/// A plan as it is, an operator a line and its inputs below it: what `plan` records of scripts compare.
///
/// ```
/// Project: song, title
///   Join left: (e.song = s.title)
///     Filter: (e.page = 'NextSong'::character varying)
///       Scan events as e: song, page
///     Scan songs as s: title
/// ```
/// Where EXPLAIN has Redshift's shape and guesses costs, this has nothing that depends on how many rows there are.
/// Columns go by the names of the tables' columns they come from; a value with a long text is `#` and its index in its
/// operator.
enum PlanText {
  private static let longestName = 48

  static func lines(_ plan: LogicalPlan) -> [String] {
    var tables: [Int: [String]] = [:]
    return PlanText.Node(plan, &tables).lines
  }

  /// An operator's lines and its columns' names.
  private struct Node {
    var lines: [String] = []
    var names: [String] = []

    /// `tables`: the columns' names of common tables so far, by their ids; a table's plan is told once.
    init(_ plan: LogicalPlan, _ tables: inout [Int: [String]]) {
      if case .shared(let table) = plan, let known = tables[table.id] {
        (lines, names) = ([PlanText.title(plan, [known])], known)
        return
      }
      let inputs = plan.inputs.map { Node($0, &tables) }
      let inner = inputs.flatMap(\.names)
      names = PlanText.names(plan, inner)
      if case .shared(let table) = plan { tables[table.id] = names }
      var below = inputs.flatMap(\.lines)
      for subquery in plan.expressions.flatMap(\.subqueries) { below += Node.lines(of: subquery, inner, &tables) }
      lines = [PlanText.title(plan, inputs.map(\.names))] + below.map { "  " + $0 }
    }

    private static func lines(
      of subquery: BoundSubquery, _ names: [String], _ tables: inout [Int: [String]]
    ) -> [String] {
      let parameters = subquery.parameters.enumerated().map { "$\($0) = \(ExpressionText.text($1, names))" }
      let kind = PlanText.kind(subquery, names).map { ["Subplan \(subquery.id): \($0)"] } ?? ["Subplan \(subquery.id)"]
      return [(kind + parameters).joined(separator: ", ")] + Node(subquery.plan, &tables).lines.map { "  " + $0 }
    }
  }

  /// What is asked of a sub-query's rows; nil where their value is.
  private static func kind(_ subquery: BoundSubquery, _ names: [String]) -> String? {
    switch subquery.kind {
    case .scalar: nil
    case .exists: "exists"
    case .array: "array"
    case .membership(let value, let isNegated): "\(ExpressionText.text(value, names)) \(isNegated ? "not in" : "in")"
    case .comparison(let value, _, let isAll):
      "\(ExpressionText.text(value, names)) with \(isAll ? "all" : "any")"
    }
  }

  /// `inner`: the columns of all inputs behind each other.
  private static func names(_ plan: LogicalPlan, _ inner: [String]) -> [String] {
    switch plan {
    case .scan(let scan): scan.columnNames.map { "\(scan.alias).\($0)" }
    case .system(let relation): relation.columns.map { "\(relation.name.name).\($0.name)" }
    case .values(_, let types), .workTable(_, let types): types.indices.map { "#\($0)" }
    case .project(_, let expressions): named(expressions.map { ExpressionText.text($0, inner) }, from: 0)
    case .aggregate(let plan):
      named(
        plan.groups.map { ExpressionText.text($0, inner) }
          + plan.aggregates.map { ExpressionText.aggregate($0, inner) }, from: 0)
    case .window(_, let calls): inner + named(calls.map { ExpressionText.window($0, inner) }, from: inner.count)
    case .expand(_, let sets): inner + sets.map(\.function.rawValue)
    case .unnest(let plan):
      inner + [plan.parts == .elements ? "element" : "member", plan.parts == .elements ? "index" : "name"]
    case .firstRows(_, let call): inner + named([ExpressionText.window(call, inner)], from: inner.count)
    case .join(let join): join.keepsLeftOnly ? Array(inner.prefix(join.left.types.count)) : inner
    case .setOperation(_, _, let left, _), .recursiveUnion(_, let left, _): Array(inner.prefix(left.types.count))
    case .filter, .distinct, .sort, .top, .limit, .shared: inner
    }
  }

  private static func named(_ texts: [String], from first: Int) -> [String] {
    texts.enumerated().map { $1.utf8.count <= longestName ? $1 : "#\(first + $0)" }
  }

  /// `names`: the columns of each input.
  private static func title(_ plan: LogicalPlan, _ names: [[String]]) -> String {
    let inner = names.first ?? []
    switch plan {
    case .scan(let scan): return title(scan)
    case .system(let relation): return "System relation \(relation.name.name)"
    case .values(let rows, let types):
      return "Values: \(types.isEmpty ? max(1, rows.count) : rows.count) × \(types.count)"
    case .filter(_, let condition): return "Filter: \(ExpressionText.condition(condition, inner))"
    case .project(_, let expressions):
      return "Project: \(list(expressions.map { ExpressionText.text($0, inner) }))"
    case .join(let join): return title(join, names[0], names[1])
    case .aggregate(let plan): return title(plan, inner)
    case .distinct: return "Distinct"
    case .sort(_, let keys): return "Sort: \(list(keys, inner))"
    case .top(_, let keys, let count, let offset): return "Top\(rows(count, offset)) by \(list(keys, inner))"
    case .limit(_, let count, let offset): return "Limit\(rows(count, offset))"
    case .window(_, let calls): return "Window: \(list(calls.map { title($0, inner) }))"
    case .expand(_, let sets): return "Expand: \(list(sets.map(\.function.rawValue)))"
    case .unnest(let plan):
      return
        "Unnest \(plan.parts.rawValue)\(plan.keepsEmpty ? ", keeping empty" : ""): \(ExpressionText.text(plan.value, inner))"
    case .firstRows(_, let call): return "First rows: \(title(call, inner))"
    case .setOperation(let operation, let isAll, _, _):
      return "\(operation.rawValue.capitalizedWord)\(isAll ? " all" : "")"
    case .shared(let table): return "Shared \(table.id)"
    case .recursiveUnion(let id, _, _): return "Recursive union \(id)"
    case .workTable(let id, _): return "Work table \(id)"
    }
  }

  private static func title(_ scan: TableScan) -> String {
    let name = scan.table.definition.name.name
    let columns = scan.columns.isEmpty ? "" : ": \(list(scan.columnNames))"
    return "Scan \(name)\(scan.alias == name ? "" : " as \(scan.alias)")\(columns)"
  }

  private static func title(_ join: JoinPlan, _ left: [String], _ right: [String]) -> String {
    let keys = join.keys.map { "(\(ExpressionText.text($0.left, left)) = \(ExpressionText.text($0.right, right)))" }
    let residual = join.residual.map { ["if \(ExpressionText.condition($0, left + right))"] } ?? []
    let conditions = (keys.isEmpty ? [] : [keys.joined(separator: " and ")]) + residual
    return "Join \(name(join.kind))\(conditions.isEmpty ? "" : ": \(list(conditions))")"
  }

  private static func name(_ kind: JoinPlan.Kind) -> String {
    switch kind {
    case .inner: "inner"
    case .left: "left"
    case .right: "right"
    case .full: "full"
    case .semi: "semi"
    case .anti(isNullAware: false): "anti"
    case .anti(isNullAware: true): "anti, null-aware"
    }
  }

  private static func title(_ plan: AggregatePlan, _ names: [String]) -> String {
    let calls = plan.aggregates.map { ExpressionText.aggregate($0, names) }
    let groups = plan.groups.map { ExpressionText.text($0, names) }
    let sets = plan.sets.map { sets in " sets \(list(sets.map { "(\(list($0.map { groups[$0] })))" }))" }
    let keys = groups.isEmpty ? "" : "by \(list(groups))"
    return "Aggregate: \([list(calls), keys].filter { !$0.isEmpty }.joined(separator: " "))\(sets ?? "")"
  }

  private static func title(_ call: WindowCall, _ names: [String]) -> String {
    let partition = call.partition.map { ExpressionText.text($0, names) }
    let parts = [
      partition.isEmpty ? "" : "partition by \(list(partition))",
      call.order.isEmpty ? "" : "order by \(list(call.order, names))",
    ]
    return "\(ExpressionText.window(call, names)) over (\(parts.filter { !$0.isEmpty }.joined(separator: " ")))"
  }

  private static func rows(_ count: Int?, _ offset: Int) -> String {
    (count.map { " \($0)" } ?? "") + (offset > 0 ? " offset \(offset)" : "")
  }

  private static func list(_ keys: [SortKey], _ names: [String]) -> String {
    list(keys.map { ExpressionText.key($0, names) })
  }

  private static func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }
}

extension TableScan {
  /// What the columns are called in the table.
  var columnNames: [String] {
    columns.map { column in
      switch column {
      case .stored(let index): table.definition.columns[index].name
      case .rowNumber: "rownumber"
      }
    }
  }
}

extension String {
  fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}
