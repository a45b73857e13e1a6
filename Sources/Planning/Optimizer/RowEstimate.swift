/// About how many rows a plan gives: tables are counted, the rest is a rule of thumb.
enum RowEstimate {
  static func of(_ plan: LogicalPlan) -> Int {
    switch plan {
    case .scan(let scan): scan.table.version.rowCount
    case .system: 1000
    case .values(let rows, _): rows.count
    case .filter(let input, _): max(1, of(input) / 3)
    case .project(let input, _), .sort(let input, _), .window(let input, _), .firstRows(let input, _),
      .shared(_, let input):
      of(input)
    case .expand(let input, _): of(input) &* 10
    case .distinct(let input): max(1, of(input) / 2)
    case .limit(let input, let count, _): min(of(input), count ?? .max)
    case .top(let input, _, let count, _): min(of(input), count)
    case .aggregate(let plan): plan.groups.isEmpty ? 1 : max(1, of(plan.input) / 4)
    case .setOperation(_, _, let left, let right): of(left) &+ of(right)
    case .join(let join): join.keys.isEmpty ? product(join) : max(of(join.left), of(join.right))
    }
  }

  private static func product(_ join: JoinPlan) -> Int {
    let (product, overflow) = of(join.left).multipliedReportingOverflow(by: of(join.right))
    return overflow ? Int.max / 4 : min(product, Int.max / 4)
  }
}
