import SQLTypes

/// Reads only the columns that are required: each operator is told which of its columns are wanted and gives just
/// those, in their old order.
enum ColumnPruning {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { prune(plan, RequiredColumns(all: plan.types.count)).plan }

  /// A plan with fewer columns, and where each old one went.
  private struct Pruned {
    var plan: LogicalPlan
    var positions: [Int: Int]

    init(_ plan: LogicalPlan, keeping columns: [Int]) {
      self.plan = plan
      positions = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    }

    func moved(_ expression: BoundExpression) -> BoundExpression { expression.remapped(position) }

    func position(_ column: Int) -> Int {
      guard let position = positions[column] else { preconditionFailure("a required column is kept") }
      return position
    }
  }

  private static func prune(_ plan: LogicalPlan, _ required: RequiredColumns) -> Pruned {
    let columns = required.columns
    switch plan {
    case .scan(var scan):
      scan.columns = columns.map { scan.columns[$0] }
      return Pruned(.scan(scan), keeping: columns)
    case .values(let rows, let types):
      if columns.count == types.count { return Pruned(plan, keeping: columns) }
      let plan = LogicalPlan.values(
        rows.map { row in columns.map { row[$0] } }, types: columns.map { types[$0] })
      return Pruned(plan, keeping: columns)
    case .project(_, let expressions):
      let inner = inputs(plan, required)[0]
      return Pruned(.project(inner.plan, required.picking(expressions).map(inner.moved)), keeping: columns)
    case .aggregate(let aggregate): return prune(aggregate, columns)
    case .window(let input, let calls): return prune(input, calls, required)
    case .join(let join): return prune(join, required)
    case .setOperation(.union, true, _, _):
      let sides = inputs(plan, required)
      return Pruned(.setOperation(.union, isAll: true, sides[0].plan, sides[1].plan), keeping: columns)
    case .unnest(let unnest): return prune(unnest, required)
    case .filter, .sort, .limit, .top: return passed(plan, required)
    case .system, .distinct, .setOperation, .shared, .firstRows, .expand, .recursiveUnion, .workTable:
      let whole = Pruned(plan.mapInputs(apply), keeping: Array(plan.types.indices))
      return narrowed(whole, to: columns)
    }
  }

  /// The inputs with the columns that the operator reads of them.
  private static func inputs(_ plan: LogicalPlan, _ required: RequiredColumns) -> [Pruned] {
    zip(plan.inputs, plan.requiredOfInputs(for: required)).map(prune)
  }

  /// An operator whose output has its input's columns.
  private static func passed(_ plan: LogicalPlan, _ required: RequiredColumns) -> Pruned {
    var pruned = inputs(plan, required)[0]
    let input = pruned.plan
    pruned.plan = plan.mapExpressions(pruned.moved).mapInputs { _ in input }
    return narrowed(pruned, to: required.columns)
  }

  /// Drops columns that were needed only below.
  private static func narrowed(_ pruned: Pruned, to columns: [Int]) -> Pruned {
    let types = pruned.plan.types
    let positions = columns.map(pruned.position)
    guard positions != Array(types.indices) else { return Pruned(pruned.plan, keeping: columns) }
    return Pruned(.project(pruned.plan, positions.map { .column($0, types[$0]) }), keeping: columns)
  }

  private static func prune(_ plan: AggregatePlan, _ columns: [Int]) -> Pruned {
    let width = plan.groups.count
    let calls = columns.filter { $0 >= width }
    var kept = plan
    kept.aggregates = calls.map { plan.aggregates[$0 - width] }
    let inner = inputs(.aggregate(kept), RequiredColumns(all: width + calls.count))[0]
    kept.input = inner.plan
    let whole = Pruned(.aggregate(kept).mapExpressions(inner.moved), keeping: Array(0..<width) + calls)
    return narrowed(whole, to: columns)
  }

  private static func prune(_ input: LogicalPlan, _ calls: [WindowCall], _ required: RequiredColumns) -> Pruned {
    let width = input.types.count
    let kept = required.columns.filter { $0 >= width }
    if kept.isEmpty { return prune(input, required.slice(0..<width)) }
    let window = LogicalPlan.window(input, kept.map { calls[$0 - width] })
    let needed = window.requiredOfInputs(for: required)[0]
    let inner = prune(input, needed)
    let plan = window.mapExpressions(inner.moved).mapInputs { _ in inner.plan }
    return narrowed(Pruned(plan, keeping: needed.columns + kept), to: required.columns)
  }

  private static func prune(_ unnest: UnnestPlan, _ required: RequiredColumns) -> Pruned {
    let width = unnest.input.types.count
    let plan = LogicalPlan.unnest(unnest)
    let needed = plan.requiredOfInputs(for: required)[0]
    let inner = prune(unnest.input, needed)
    let moved = plan.mapExpressions(inner.moved).mapInputs { _ in inner.plan }
    return narrowed(Pruned(moved, keeping: needed.columns + [width, width + 1]), to: required.columns)
  }

  private static func prune(_ join: JoinPlan, _ required: RequiredColumns) -> Pruned {
    let width = join.left.types.count
    let sides = inputs(.join(join), required)
    let (left, right) = (sides[0], sides[1])
    let leftCount = left.positions.count
    let position = { (column: Int) in
      column < width ? left.position(column) : leftCount + right.position(column - width)
    }
    let plan = JoinPlan(
      join.kind, left.plan, right.plan,
      keys: join.keys.map { JoinKey(left: left.moved($0.left), right: right.moved($0.right)) },
      residual: join.residual?.remapped(position))
    let kept = left.positions.keys.sorted()
    let others = plan.keepsLeftOnly ? [] : right.positions.keys.sorted().map { $0 + width }
    return narrowed(Pruned(.join(plan), keeping: kept + others), to: required.columns)
  }
}
