/// A hash join keeps its right side in memory: an inner join gets the smaller input there.
enum JoinSides {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    plan.rewrittenUp { plan in
      guard case .join(let join) = plan, join.kind == .inner, !join.keys.isEmpty else { return plan }
      return swapped(join) ?? plan
    }
  }

  private static func swapped(_ join: JoinPlan) -> LogicalPlan? {
    guard RowEstimate.of(join.left) * 2 < RowEstimate.of(join.right) else { return nil }
    let (left, right) = (join.left.types, join.right.types)
    let keys = join.keys.map { JoinKey(left: $0.right, right: $0.left) }
    let residual = join.residual?.remapped { $0 < left.count ? $0 + right.count : $0 - left.count }
    let turned = LogicalPlan.join(JoinPlan(.inner, join.right, join.left, keys: keys, residual: residual))
    let order =
      left.enumerated().map { BoundExpression.column($0 + right.count, $1) }
      + right.enumerated().map { BoundExpression.column($0, $1) }
    return .project(turned, order)
  }
}
