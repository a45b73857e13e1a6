/// About how many rows a plan gives: tables are counted, and what their storage tells of their values is used; the rest
/// is a rule of thumb.
enum RowEstimate {
  static func of(_ plan: LogicalPlan) -> Int {
    switch plan {
    case .scan(let scan): scan.table.rowEstimate
    case .system, .workTable: 1000
    case .values(let rows, _): rows.count
    case .filter(let input, let condition): filtered(input, of(input), condition)
    case .project(let input, _), .sort(let input, _), .window(let input, _): of(input)
    case .shared(let table): table.estimatedRows
    case .firstRows(let input, let call): groups(call.partition, of: input)
    case .expand(let input, _): min(of(input), .max / 10) * 10
    case .distinct(let input): max(1, of(input) / 2)
    case .unnest(let plan): of(plan.input) &* 4
    case .limit(let input, let count, _): min(of(input), count ?? .max)
    case .top(let input, _, let count, _): min(of(input), count)
    case .aggregate(let plan): plan.groups.isEmpty ? 1 : groups(plan.groups, of: plan.input)
    case .recursiveUnion(_, let seed, let member): of(seed) &+ of(member)
    case .setOperation(_, _, let left, let right): of(left) &+ of(right)
    case .join(let join): of(join)
    }
  }

  private static func of(_ join: JoinPlan) -> Int {
    let (left, right) = (of(join.left), of(join.right))
    let matches = matches(join, left, right)
    return switch join.kind {
    case .inner: matches
    case .left: max(left, matches)
    case .right: max(right, matches)
    case .full: max(left &+ right, matches)
    case .semi, .anti: max(1, min(left, matches) / 2)
    }
  }

  private static func matches(_ join: JoinPlan, _ left: Int, _ right: Int) -> Int {
    let equalities = join.keys.map { key in
      EqualityEstimate(
        left: DistinctEstimate.of(key.left, over: join.left, rows: left),
        right: DistinctEstimate.of(key.right, over: join.right, rows: right))
    }
    let residual = join.residual.map { Selectivity.of($0, over: nil, rows: 0) } ?? 1
    return matches(left, right, equalities, residual: residual)
  }

  /// Of a join of so many rows with so many by these equalities.
  static func matches(_ left: Int, _ right: Int, _ equalities: [EqualityEstimate], residual: Double) -> Int {
    guard left > 0, right > 0 else { return 0 }
    let keys = max(values(equalities.map(\.left), rows: left), values(equalities.map(\.right), rows: right))
    return clamped(Double(left) * Double(right) / keys * residual)
  }

  /// The different keys among so many rows, of which there are no more. Parts of a key tend to go together: each one
  /// after the first counts with the root of what it had alone.
  private static func values(_ parts: [Int], rows: Int) -> Double {
    let values = parts.sorted(by: >).enumerated().reduce(1.0) { product, next in
      product * (next.offset == 0 ? Double(next.element) : Double(next.element).squareRoot())
    }
    return max(1, min(values, Double(rows)))
  }

  private static func groups(_ keys: [BoundExpression], of input: LogicalPlan) -> Int {
    let rows = of(input)
    let values = keys.reduce(1.0) { $0 * Double(DistinctEstimate.of($1, over: input, rows: rows)) }
    return clamped(min(values, Double(rows) / 2))
  }

  private static func filtered(_ input: LogicalPlan, _ rows: Int, _ condition: BoundExpression) -> Int {
    clamped(Double(rows) * Selectivity.of(condition, over: input, rows: rows))
  }

  private static func clamped(_ rows: Double) -> Int { rows < 1 ? 1 : rows > 1e15 ? Int(1e15) : Int(rows) }
}

extension LogicalPlan {
  /// About how many rows it gives.
  package var estimatedRows: Int { RowEstimate.of(self) }

  /// Whether the plan leaves out rows of its tables: else its keys are likely to be all there are.
  package var leavesOutRows: Bool {
    switch self {
    case .filter, .limit, .top, .values: true
    case .join(let join):
      switch join.kind {
      case .inner: join.left.leavesOutRows || join.right.leavesOutRows
      case .semi, .anti: true
      case .left: join.left.leavesOutRows
      case .right: join.right.leavesOutRows
      case .full: false
      }
    case .setOperation(.union, _, let left, let right): left.leavesOutRows && right.leavesOutRows
    case .shared(let table): table.leavesOutRows
    case .scan, .system, .recursiveUnion, .workTable: false
    default: inputs.contains(where: \.leavesOutRows)
    }
  }
}
