import Planning
import SQLTypes

extension AggregatePlan {
  /// The same by plain aggregates over distinct rows, where all aggregates are over the distinct values of the same
  /// arguments; nil else.
  ///
  /// ```
  /// SELECT g, count(DISTINCT x) … GROUP BY g   =   SELECT g, count(x) FROM (SELECT DISTINCT g, x …) GROUP BY g
  /// ```
  /// DISTINCT works on all threads even where there is but one group.
  var overDistinctRows: AggregatePlan? {
    guard sets == nil, let first = aggregates.first, !first.arguments.isEmpty else { return nil }
    let isAlike = aggregates.allSatisfy { $0.isDistinct && $0.arguments == first.arguments && $0.order.isEmpty }
    guard isAlike else { return nil }
    let expressions = groups + first.arguments
    let columns = expressions.enumerated().map { BoundExpression.column($0, $1.type) }
    let plain = aggregates.map { call in
      AggregateCall(
        call.function, Array(columns[groups.count...]), isDistinct: false, order: [], type: call.type)
    }
    return AggregatePlan(
      input: .distinct(.project(input, expressions)), groups: Array(columns[..<groups.count]), aggregates: plain)
  }
}
