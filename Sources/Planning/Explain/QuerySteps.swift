import Catalogs

/// The steps of plans that have run, in the order of their running.
///
/// ```
/// XN HashAggregate                segment 0   scan songs, project, hash
///   ->  XN Hash Join              segment 1   scan events, hjoin, aggr
///         ->  XN Seq Scan events  segment 2   scan of the groups, return
///         ->  XN Hash
///               ->  XN Seq Scan songs
/// ```
package struct QuerySteps {
  package private(set) var steps: [QueryStep] = []
  package private(set) var plan: [PlanLine] = []
  package private(set) var alerts: [QueryAlert] = []
  private var segment = 0
  private var step = 0
  private var lastShared = 0
  private let unanalyzed: Set<Int>

  /// `unanalyzed`: ids of tables that had no statistics when the plans ran.
  package init(unanalyzed: Set<Int>) { self.unanalyzed = unanalyzed }

  /// The plan's steps behind those there are.
  package mutating func add(_ plan: LogicalPlan, _ profile: OperatorProfile) {
    if step > 0 { beginSegment() }
    var root = PlanPrinter.node(plan, profile)
    number(&root, parent: 0, depth: 0)
    for warning in root.warnings(isMissing: { unanalyzed.contains($0.id) }) { appendLine(warning) }
    add(root)
  }

  private mutating func appendLine(_ text: String) {
    var line = PlanLine(
      node: plan.count + 1, parent: 0, text: text, info: "", rows: 0, startupCost: 0, totalCost: 0, width: 0)
    line.isWarning = true
    plan.append(line)
  }

  /// What was done with the rows in the end.
  package mutating func finish(_ kind: QueryStep.Kind, rows: Int, table: (id: Int, name: String)? = nil, at time: Int64)
  {
    var last = QueryStep(
      kind, segment: segment, step: step, table: table?.id, tableName: table?.name, node: steps.last?.node ?? 0)
    (last.rows, last.bytes) = (rows, kind == .result ? steps.last?.bytes ?? 0 : 0)
    (last.startTime, last.endTime) = (steps.last?.endTime ?? time, time)
    append(last)
  }

  private mutating func number(_ node: inout PlanNode, parent: Int, depth: Int) {
    node.number = plan.count + 1
    let indent = depth == 0 ? "" : String(repeating: " ", count: depth * 6 - 4) + "->  "
    plan.append(
      PlanLine(
        node: node.number, parent: parent, text: indent + node.head, info: node.details.joined(separator: " "),
        rows: node.cost.rows, startupCost: node.cost.startup, totalCost: node.cost.total, width: node.cost.width))
    for index in node.children.indices { number(&node.children[index], parent: node.number, depth: depth + 1) }
  }

  /// Sub-queries run first, and of a join the inner side.
  private mutating func add(_ node: PlanNode) {
    let isJoin = node.step == .hashJoin || node.step == .nestedLoop
    let inputs = node.children.filter { !$0.isSubplan }
    let order = node.children.filter(\.isSubplan) + (isJoin ? inputs.reversed() : inputs)
    for (index, child) in order.enumerated() {
      add(child)
      if (index + 1 < order.count || child.isSubplan) && step > 0 { beginSegment() }
    }
    guard let kind = node.step, let profile = node.profile ?? node.children.first?.profile else { return }
    append(makeStep(kind, node, profile))
    alerts += node.alerts(segment: segment, step: step - 1, unanalyzed: unanalyzed)
    if kind.isBreaker { scanShared(node, profile) }
    if node.isProjected { append(makeStep(.project, node, profile)) }
  }

  private mutating func makeStep(_ kind: QueryStep.Kind, _ node: PlanNode, _ profile: OperatorProfile) -> QueryStep {
    var made = QueryStep(kind, segment: segment, step: step, table: table(of: kind, node), node: node.number)
    made.tableName = node.table?.definition.name.name
    (made.rows, made.bytes) = (profile.rows, profile.bytes)
    made.rowsBeforeFilter = node.rowsBeforeFilter ?? profile.rows
    (made.startTime, made.endTime) = (profile.startTime, profile.endTime)
    if kind != .project && kind != .hash { (made.memory, made.time) = (profile.memory, profile.time) }
    return made
  }

  /// A join probes the hash table of the step that ended the segment before.
  private mutating func table(of kind: QueryStep.Kind, _ node: PlanNode) -> Int? {
    switch kind {
    case .project, .limit, .result, .unnest: return nil
    case .scan: return node.table?.id ?? 0
    case .hashJoin: return steps.last { $0.kind == .hash && $0.node > node.number }?.table
    default:
      lastShared += 1
      return lastShared
    }
  }

  /// What a step has gathered is read again in a segment of its own.
  private mutating func scanShared(_ node: PlanNode, _ profile: OperatorProfile) {
    let table = steps.last?.table
    beginSegment()
    var scan = QueryStep(
      .scan, segment: segment, step: step, table: table, tableName: "Internal Worktable", node: node.number)
    (scan.rows, scan.rowsBeforeFilter, scan.bytes) = (profile.rows, profile.rows, profile.bytes)
    (scan.startTime, scan.endTime) = (profile.endTime, profile.endTime)
    append(scan)
  }

  private mutating func append(_ step: QueryStep) {
    steps.append(step)
    self.step += 1
  }

  private mutating func beginSegment() { (segment, step) = (segment + 1, 0) }
}

extension QueryStep.Kind {
  fileprivate var isBreaker: Bool {
    switch self {
    case .aggregate, .sort, .unique, .window, .save: true
    default: false
    }
  }
}
