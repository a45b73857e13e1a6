/// About how many different values an expression has over a plan's rows.
enum DistinctEstimate {
  /// `rows`: how many the plan is estimated to give.
  static func of(_ expression: BoundExpression, over plan: LogicalPlan, rows: Int) -> Int {
    switch expression {
    case .column(let index, _): column(index, of: plan, rows)
    case .constant, .parameter: 1
    case .cast(let operand, _, _): of(operand, over: plan, rows: rows)
    default: rows
    }
  }

  private static func column(_ index: Int, of plan: LogicalPlan, _ rows: Int) -> Int {
    max(1, min(plan.distinctLimit(of: index) ?? rows, rows))
  }
}

extension LogicalPlan {
  /// No more values than that has a column which is a copy of a table's, or of those of two, one behind the other.
  fileprivate func distinctLimit(of index: Int) -> Int? {
    switch self {
    case .setOperation(.union, _, let left, let right):
      guard let mine = left.distinctLimit(of: index), let others = right.distinctLimit(of: index) else { return nil }
      return mine &+ others
    case .filter(let input, _), .sort(let input, _): return input.distinctLimit(of: index)
    case .project(let input, let expressions):
      guard case .column(let column, _) = expressions[index] else {
        return if case .constant = expressions[index] { 1 } else { nil }
      }
      return input.distinctLimit(of: column)
    case .join(let join):
      let width = join.left.types.count
      return index < width ? join.left.distinctLimit(of: index) : join.right.distinctLimit(of: index - width)
    default: return origin(of: index).map { scan, stored in scan.table.version.distinctLimit(stored) }
    }
  }

  /// The table and the index of its column that a column of the plan is a copy of; nil for what is computed.
  func origin(of index: Int) -> (TableScan, stored: Int)? {
    switch self {
    case .scan(let scan):
      guard case .stored(let stored) = scan.columns[index] else { return nil }
      return (scan, stored)
    case .filter(let input, _), .sort(let input, _), .distinct(let input), .limit(let input, _, _),
      .top(let input, _, _, _):
      return input.origin(of: index)
    case .shared(let table): return table.plan.origin(of: index)
    case .window(let input, _), .firstRows(let input, _), .expand(let input, _):
      return index < input.types.count ? input.origin(of: index) : nil
    case .unnest(let plan):
      return index < plan.input.types.count ? plan.input.origin(of: index) : nil
    case .project(let input, let expressions):
      guard case .column(let column, _) = expressions[index] else { return nil }
      return input.origin(of: column)
    case .join(let join):
      let width = join.left.types.count
      return index < width ? join.left.origin(of: index) : join.right.origin(of: index - width)
    case .aggregate(let plan):
      guard index < plan.groups.count, case .column(let column, _) = plan.groups[index] else { return nil }
      return plan.input.origin(of: column)
    case .system, .values, .setOperation, .recursiveUnion, .workTable: return nil
    }
  }
}
