/// Aggregates over distinct values become plain ones over distinct rows, where all are over the distinct values of the
/// same arguments:
///
/// ```
/// SELECT g, count(DISTINCT x) … GROUP BY g   =   SELECT g, count(x) FROM (SELECT DISTINCT g, x …) GROUP BY g
/// ```
/// DISTINCT works on all threads even where there is but one group.
enum DistinctAggregates {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    plan.rewrittenUp { plan in
      if case .aggregate(let aggregate) = plan {
        overDistinctRows(aggregate).map { .aggregate($0) } ?? plan
      } else {
        plan
      }
    }
  }

  /// Nil where the aggregates are of different values, or not all DISTINCT.
  private static func overDistinctRows(_ plan: AggregatePlan) -> AggregatePlan? {
    guard plan.sets == nil, let first = plan.aggregates.first, !first.arguments.isEmpty else { return nil }
    let isAlike = plan.aggregates.allSatisfy { $0.isDistinct && $0.arguments == first.arguments && $0.order.isEmpty }
    guard isAlike else { return nil }
    let expressions = plan.groups + first.arguments
    let columns = expressions.enumerated().map { BoundExpression.column($0, $1.type) }
    let plain = plan.aggregates.map { call in
      AggregateCall(
        call.function, Array(columns[plan.groups.count...]), isDistinct: false, order: [], type: call.type)
    }
    return AggregatePlan(
      input: .distinct(.project(plan.input, expressions)), groups: Array(columns[..<plan.groups.count]),
      aggregates: plain)
  }
}
