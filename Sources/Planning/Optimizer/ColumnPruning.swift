import SQLTypes

/// Reads only the columns that are used: each operator is told which of its columns are wanted and gives just those, in
/// their old order.
enum ColumnPruning {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { prune(plan, Set(plan.types.indices)).plan }

  /// A plan with fewer columns, and where each old one went.
  private struct Pruned {
    var plan: LogicalPlan
    var places: [Int: Int]

    init(_ plan: LogicalPlan, keeping columns: [Int]) {
      self.plan = plan
      places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    }

    func moved(_ expression: BoundExpression) -> BoundExpression { expression.remapped { places[$0] ?? $0 } }
  }

  private static func prune(_ plan: LogicalPlan, _ wanted: Set<Int>) -> Pruned {
    let columns = wanted.sorted()
    switch plan {
    case .scan(var scan):
      scan.columns = columns.map { scan.columns[$0] }
      return Pruned(.scan(scan), keeping: columns)
    case .values(let rows, let types):
      let plan = LogicalPlan.values(
        rows.map { row in columns.map { row[$0] } }, types: columns.map { types[$0] })
      return Pruned(plan, keeping: columns)
    case .project(let input, let expressions):
      let kept = columns.map { expressions[$0] }
      let inner = prune(input, used(kept))
      return Pruned(.project(inner.plan, kept.map(inner.moved)), keeping: columns)
    case .filter(let input, let condition):
      let inner = prune(input, wanted.union(condition.columns))
      return narrowed(.filter(inner.plan, inner.moved(condition)), inner, to: columns)
    case .sort(let input, let keys):
      let inner = prune(input, wanted.union(used(keys.map(\.expression))))
      return narrowed(.sort(inner.plan, keys.map { $0.mapExpression(inner.moved) }), inner, to: columns)
    case .limit(let input, let count, let offset):
      let inner = prune(input, wanted)
      return narrowed(.limit(inner.plan, count: count, offset: offset), inner, to: columns)
    case .setOperation(.union, true, let left, let right):
      let (mine, theirs) = (prune(left, wanted), prune(right, wanted))
      return Pruned(.setOperation(.union, isAll: true, mine.plan, theirs.plan), keeping: columns)
    case .aggregate(let aggregate): return prune(aggregate, columns)
    case .window(let input, let calls): return prune(input, calls, wanted)
    case .join(let join): return prune(join, columns)
    case .system, .distinct, .setOperation, .shared:
      let whole = Pruned(plan.mapInputs(apply), keeping: Array(plan.types.indices))
      return narrowed(whole.plan, whole, to: columns)
    }
  }

  private static func used(_ expressions: [BoundExpression]) -> Set<Int> {
    expressions.reduce(into: []) { $0.formUnion($1.columns) }
  }

  /// Drops columns that were needed only below.
  private static func narrowed(_ plan: LogicalPlan, _ inner: Pruned, to columns: [Int]) -> Pruned {
    let types = plan.types
    let places = columns.map { inner.places[$0] ?? $0 }
    guard places != Array(types.indices) else { return Pruned(plan, keeping: columns) }
    return Pruned(.project(plan, places.map { .column($0, types[$0]) }), keeping: columns)
  }

  private static func prune(_ plan: AggregatePlan, _ columns: [Int]) -> Pruned {
    let width = plan.groups.count
    let calls = columns.filter { $0 >= width }
    let inner = prune(plan.input, used(plan.groups + calls.flatMap { plan.aggregates[$0 - width].expressions }))
    let kept = AggregatePlan(
      input: inner.plan, groups: plan.groups.map(inner.moved),
      aggregates: calls.map { plan.aggregates[$0 - width].mapExpressions(inner.moved) }, sets: plan.sets)
    let whole = Pruned(.aggregate(kept), keeping: Array(0..<width) + calls)
    return narrowed(whole.plan, whole, to: columns)
  }

  private static func prune(_ input: LogicalPlan, _ calls: [WindowCall], _ wanted: Set<Int>) -> Pruned {
    let width = input.types.count
    let kept = wanted.filter { $0 >= width }.sorted()
    let needed = wanted.filter { $0 < width }.union(used(kept.flatMap { calls[$0 - width].expressions }))
    let inner = prune(input, needed)
    let plan = LogicalPlan.window(inner.plan, kept.map { calls[$0 - width].mapExpressions(inner.moved) })
    let whole = Pruned(plan, keeping: needed.sorted() + kept)
    return narrowed(plan, whole, to: wanted.sorted())
  }

  private static func prune(_ join: JoinPlan, _ columns: [Int]) -> Pruned {
    let width = join.left.types.count
    let residual = join.residual?.columns ?? []
    let needed = residual.union(columns)
    let left = prune(join.left, used(join.keys.map(\.left)).union(needed.filter { $0 < width }))
    let right = prune(
      join.right, used(join.keys.map(\.right)).union(needed.filter { $0 >= width }.map { $0 - width }))
    let newWidth = left.places.count
    let place: (Int) -> Int = { column in
      column < width ? left.places[column] ?? 0 : newWidth + (right.places[column - width] ?? 0)
    }
    let plan = JoinPlan(
      join.kind, left.plan, right.plan,
      keys: join.keys.map { JoinKey(left: left.moved($0.left), right: right.moved($0.right)) },
      residual: join.residual?.remapped(place))
    let kept = left.places.keys.sorted() + right.places.keys.sorted().map { $0 + width }
    let visible = plan.types.count == left.places.count ? Array(left.places.keys.sorted()) : kept
    return narrowed(.join(plan), Pruned(.join(plan), keeping: visible), to: columns)
  }
}
