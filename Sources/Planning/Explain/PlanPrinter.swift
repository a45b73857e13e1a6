import Catalogs
import SQLTypes

/// A plan in the shape of Redshift's EXPLAIN: one line an operator, inputs indented below (sql.md 4.5).
///
/// ```
/// XN Hash Join DS_DIST_ALL_NONE  (cost=186.20..350.00 rows=6820 width=44)
///   Hash Cond: ("outer".song = "inner".title)
///   ->  XN Seq Scan on staging_events  (cost=0.00..80.56 rows=6820 width=22)
///         Filter: (page = 'NextSong'::varchar)
///   ->  XN Hash  (cost=148.96..148.96 rows=14896 width=22)
///         ->  XN Seq Scan on staging_songs  (cost=0.00..148.96 rows=14896 width=22)
/// ```
///
/// Rows are the estimates the plan was made with; labels of joins say how a cluster would move rows. Projections have
/// no line of their own, and a filter is a line of the operator it filters. The plan of a common table stands in the
/// one place where it runs.
package enum PlanPrinter {
  /// `profile`: what the operators did, for a plan that has run.
  package static func lines(_ plan: LogicalPlan, _ profile: OperatorProfile? = nil) -> [String] {
    let root = node(plan, profile)
    return root.lines
      + root.warnings { profile == nil && $0.definition.external == nil && $0.statistics.isMissing }
  }

  /// Every operator with its expressions, projections too.
  package static func wholePlan(_ plan: LogicalPlan) -> [String] { PlanText.lines(plan) }

  static func node(_ plan: LogicalPlan, _ profile: OperatorProfile? = nil) -> PlanNode {
    var tables: [Int: PlanNode] = [:]
    return node(plan, profile, profile?.subqueries ?? [:], &tables)
  }

  /// `tables`: the common tables so far, by their ids.
  private static func node(
    _ plan: LogicalPlan, _ profile: OperatorProfile?, _ subqueries: [Int: OperatorProfile],
    _ tables: inout [Int: PlanNode]
  ) -> PlanNode {
    if case .shared(let table) = plan, let known = tables[table.id], profile?.input(0) == nil {
      return known.again(profile)
    }
    let inputs = plan.inputs.enumerated().map { Self.node($1, profile?.input($0), subqueries, &tables) }
    var node = operation(plan, inputs)
    node.placement = RowPlacement.of(plan, inputs.map(\.placement), label: node.distribution)
    node.profile = profile?.joined(plan.isPartOfInput ? inputs[0].profile : nil)
    node.step = plan.stepKind ?? node.step
    node.children += plan.expressions.flatMap(\.subqueries).map { subquery in
      var child = Self.node(subquery.plan, subqueries[subquery.id], subqueries, &tables)
      child.title = "SubPlan: \(child.title)"
      child.isSubplan = true
      return child
    }
    guard case .shared(let table) = plan else { return node }
    tables[table.id] = node
    // In another place its plan has run, and is shown.
    return profile != nil && profile?.input(0) == nil ? node.again(profile) : node
  }

  private static func operation(_ plan: LogicalPlan, _ inputs: [PlanNode]) -> PlanNode {
    switch plan {
    case .scan(let scan): return self.scan(plan, scan)
    case .system(let relation):
      return leaf(plan, "Seq Scan on \(relation.name.name)", relation.columns.map(\.name))
    case .values: return leaf(plan, "Result", plan.types.map { _ in "?column?" })
    case .filter(_, let condition): return filtered(plan, inputs[0], condition)
    case .project(_, let expressions): return projected(inputs[0], expressions)
    case .join(let join): return JoinNode.node(join, inputs[0], inputs[1])
    case .aggregate(let aggregate): return self.aggregate(inputs[0], aggregate)
    case .distinct: return above(plan, "Unique", inputs[0])
    case .sort(_, let keys): return sorted(inputs[0], keys)
    case .limit(_, let count, _): return limited(inputs[0], count)
    case .top(_, let keys, let count, let offset):
      return limited(
        sorted(inputs[0], keys, keeping: count.addingReportingOverflow(offset).overflow ? .max : count + offset),
        count)
    case .window(_, let calls): return windowed(inputs[0], calls)
    case .expand(_, let sets):
      var node = above(plan, "Function Scan", inputs[0])
      node.names += sets.map(\.function.rawValue)
      return node
    case .firstRows(_, let call):
      return windowed(inputs[0], [call], note: "Keep: the first row of each partition")
    case .setOperation(let operation, let isAll, _, _):
      return combined(plan, operation, isAll: isAll, inputs[0], inputs[1])
    case .unnest(let unnest):
      var node = above(plan, "Unnest", inputs[0])
      let names = node.names
      node.title += unnest.keepsEmpty ? " Left" : ""
      node.names = names + ["element", "index"]
      return node
    case .recursiveUnion:
      return combined(plan, title: "Recursive Union", inputs[0], inputs[1])
    case .workTable(let id, let types): return leaf(plan, "WorkTable Scan on \(id)", types.map { _ in "?column?" })
    case .shared(let table): return above(plan, "Subquery Scan on common table \(table.id)", inputs[0])
    }
  }

  private static func scan(_ plan: LogicalPlan, _ scan: TableScan) -> PlanNode {
    let table = scan.table.definition
    if let external = table.external { return externalScan(plan, scan, external) }
    let alias = scan.alias == table.name.name ? "" : " \(scan.alias)"
    var node = leaf(plan, "Seq Scan on \(table.name.name)\(alias)", scan.columnNames)
    node.table = scan.table
    return node
  }

  /// What Spectrum reads, and the rows that come of it.
  private static func externalScan(_ plan: LogicalPlan, _ scan: TableScan, _ table: ExternalTable) -> PlanNode {
    let name = scan.table.definition.name
    let place = "location:\"\(table.location)\" format:\(table.format.planName)"
    var files = leaf(plan, "S3 Seq Scan \(name.schema).\(name.name) \(place)", [])
    files.prefix = ""
    var node = leaf(plan, "S3 Query Scan \(scan.alias)", scan.columnNames)
    node.children = [files]
    node.table = scan.table
    return node
  }

  private static func leaf(_ plan: LogicalPlan, _ title: String, _ names: [String]) -> PlanNode {
    let rows = RowEstimate.of(plan)
    return PlanNode(
      title: title, cost: PlanCost(total: Double(rows) / 100, rows: rows, width: plan.width), names: names)
  }

  /// An operator that reads its one input before it gives a row.
  private static func above(_ plan: LogicalPlan, _ title: String, _ input: PlanNode) -> PlanNode {
    let rows = RowEstimate.of(plan)
    let cost = PlanCost(
      startup: input.cost.startup, total: input.cost.total + Double(rows) / 400, rows: rows, width: plan.width)
    return PlanNode(title: title, children: [input], cost: cost, names: input.names)
  }

  private static func filtered(_ plan: LogicalPlan, _ input: PlanNode, _ condition: BoundExpression) -> PlanNode {
    var node = input
    node.rowsBeforeFilter = input.rowsBeforeFilter ?? input.profile?.rows
    node.details.append("Filter: \(ExpressionText.condition(condition, node.names))")
    node.cost.total += Double(node.cost.rows) / 400
    node.cost.rows = RowEstimate.of(plan)
    return node
  }

  private static func projected(_ input: PlanNode, _ expressions: [BoundExpression]) -> PlanNode {
    var node = input
    node.isProjected = true
    node.names = expressions.map { ExpressionText.text($0, input.names) }
    node.cost.width = expressions.reduce(0) { $0 + $1.type.width }
    return node
  }

  private static func aggregate(_ input: PlanNode, _ plan: AggregatePlan) -> PlanNode {
    let rows = RowEstimate.of(.aggregate(plan))
    let total = input.cost.total + Double(input.cost.rows) * Double(plan.aggregates.count + plan.groups.count) / 400
    let cost = PlanCost(startup: total, total: total, rows: rows, width: LogicalPlan.aggregate(plan).width)
    let names =
      plan.groups.map { ExpressionText.text($0, input.names) }
      + plan.aggregates.map { ExpressionText.aggregate($0, input.names) }
    return PlanNode(
      title: plan.groups.isEmpty ? "Aggregate" : "HashAggregate", children: [input], cost: cost, names: names)
  }

  /// A cluster sorts on its slices and merges on the leader. `count`: how many rows are kept of each slice.
  private static func sorted(_ input: PlanNode, _ keys: [SortKey], keeping count: Int? = nil) -> PlanNode {
    let text = keys.map { ExpressionText.key($0, input.names) }.joined(separator: ", ")
    let penalty = 1_000_000_000_000.0
    let startup = penalty + input.cost.total
    let cost = PlanCost(
      startup: startup, total: startup + Double(input.cost.rows) / 400, rows: input.cost.rows, width: input.cost.width)
    let sort = PlanNode(
      title: "Sort", details: ["Sort Key: \(text)"] + (count.map { ["Keep: the first \($0) rows"] } ?? []),
      children: [input], cost: cost, names: input.names)
    let network = PlanNode(
      title: "Network", details: ["Send to leader"], children: [sort], cost: cost, names: input.names)
    return PlanNode(
      title: "Merge", details: ["Merge Key: \(text)"], children: [network], cost: cost, names: input.names)
  }

  private static func limited(_ input: PlanNode, _ count: Int?) -> PlanNode {
    var cost = input.cost
    cost.rows = min(cost.rows, count ?? .max)
    return PlanNode(title: "Limit", children: [input], cost: cost, names: input.names)
  }

  private static func windowed(_ input: PlanNode, _ calls: [WindowCall], note: String? = nil) -> PlanNode {
    let details = calls.flatMap { call in
      let partition = call.partition.map { ExpressionText.text($0, input.names) }.joined(separator: ", ")
      let order = call.order.map { ExpressionText.key($0, input.names) }.joined(separator: ", ")
      return (partition.isEmpty ? [] : ["Partition: \(partition)"]) + (order.isEmpty ? [] : ["Order: \(order)"])
    }
    var cost = input.cost
    cost.total += Double(cost.rows * calls.count) / 100
    cost.width += calls.reduce(0) { $0 + $1.type.width }
    return PlanNode(
      title: "Window", details: details + (note.map { [$0] } ?? []), children: [input], cost: cost,
      names: input.names + calls.map { ExpressionText.window($0, input.names) })
  }

  private static func combined(
    _ plan: LogicalPlan, _ operation: SetOperation, isAll: Bool, _ left: PlanNode, _ right: PlanNode
  ) -> PlanNode {
    let title =
      switch operation {
      case .union: "Append"
      case .intersect: "Hash Intersect"
      case .except: "SetOp Except"
      }
    let node = combined(plan, title: title, left, right)
    guard operation == .union, !isAll else { return node }
    return PlanNode(title: "Unique", children: [node], cost: node.cost, names: left.names)
  }

  private static func combined(_ plan: LogicalPlan, title: String, _ left: PlanNode, _ right: PlanNode) -> PlanNode {
    let rows = RowEstimate.of(plan)
    let cost = PlanCost(
      startup: 0, total: left.cost.total + right.cost.total + Double(rows) / 100, rows: rows, width: plan.width)
    let inputs = [left, right].enumerated().flatMap { index, input in
      input.title == "Append" ? input.children : [scanned(input, index + 1)]
    }
    return PlanNode(title: title, children: inputs, cost: cost, names: left.names)
  }

  private static func scanned(_ input: PlanNode, _ number: Int) -> PlanNode {
    PlanNode(
      title: "Subquery Scan \"*SELECT* \(number)\"", children: [input], cost: input.cost, names: input.names)
  }
}

extension LogicalPlan {
  /// Whether it has no line of its own.
  fileprivate var isPartOfInput: Bool {
    switch self {
    case .filter, .project: true
    default: false
    }
  }

  fileprivate var stepKind: QueryStep.Kind? {
    switch self {
    case .scan, .system, .values, .workTable: .scan
    case .filter, .project: nil
    case .join(let join): join.keys.isEmpty ? .nestedLoop : .hashJoin
    case .aggregate: .aggregate
    case .distinct: .unique
    case .sort, .top: .sort
    case .limit: .limit
    case .window, .firstRows: .window
    case .setOperation, .shared, .recursiveUnion: .save
    case .expand, .unnest: .unnest
    }
  }

  /// Bytes of an output row, about.
  fileprivate var width: Int { types.reduce(0) { $0 + $1.width } }
}

extension ExternalFormat {
  fileprivate var planName: String { kind == .csv ? "OPENCSV" : kind.rawValue.uppercased() }
}

extension DataType {
  /// Bytes of a value, about; of a string what is usual.
  var width: Int {
    switch self {
    case .boolean: 1
    case .smallint: 2
    case .integer, .date, .real: 4
    case .decimal(let precision, _): precision > 19 ? 16 : 8
    case .char(let length), .charIgnoringCase(let length): min(length, 32)
    case .varchar(let length): min(length, 22)
    default: 8
    }
  }
}
