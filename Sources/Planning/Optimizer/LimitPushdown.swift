/// A LIMIT moves below projections, which keep rows and their order: what is not given is not computed, and `TopRows`
/// finds the sort below.
///
/// A large one stays: it would have to be gathered before the projection begins, where it is otherwise counted as the
/// batches go by.
enum LimitPushdown {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { plan.rewrittenDown(below) }

  private static func below(_ plan: LogicalPlan) -> LogicalPlan {
    guard case .limit(.project(let input, let expressions), let count?, let offset) = plan,
      count <= TopRows.maximumCount
    else { return plan }
    return .project(.limit(input, count: count, offset: offset), expressions)
  }
}
