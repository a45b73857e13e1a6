import SQLTypes

/// A correlated aggregate becomes a join with the aggregate of all groups at once:
///
/// ```
/// SELECT a.x, (SELECT count(*) + max(b.v) FROM b WHERE b.k = a.k) FROM a
///   left join of a with (aggregate b by k: count, max)  on a.k = k
///   project x, coalesce(count, 0) + max
/// ```
///
/// A row without a partner reads what the aggregates are over no rows: 0 for counts, NULL for the others.
enum ScalarSubqueryJoins {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { plan.joiningSubqueries(join) }

  private static func join(_ subquery: BoundSubquery) -> SubqueryJoin? {
    guard case .scalar = subquery.kind, let parts = Parts(subquery) else { return nil }
    return SubqueryJoin(right: parts.aggregate, keys: parts.keys, value: parts.result)
  }

  /// What a sub-query is made of, once its correlation is taken out.
  private struct Parts {
    /// Groups first, then the sub-query's aggregates.
    var aggregate: LogicalPlan
    var keys: [JoinKey]
    /// The sub-query's value, over the columns of `aggregate` as a left join gives them.
    var result: BoundExpression

    init?(_ subquery: BoundSubquery) {
      guard !subquery.parameters.isEmpty, !subquery.parameters.contains(where: { $0.contains(where: \.isSubquery) }),
        let (plan, value) = subquery.plan.aggregateAndValue, plan.groups.isEmpty, plan.sets == nil,
        case .filter(let input, let condition) = plan.input, !input.readsParameters
      else { return nil }
      let (correlated, own) = condition.conjuncts.partitioned { $0.contains(where: \.isParameter) }
      var keys: [JoinKey] = []
      for conjunct in correlated {
        guard let key = JoinKey(correlating: conjunct, parameters: subquery.parameters) else { return nil }
        keys.append(key)
      }
      guard !keys.isEmpty, !value.contains(where: { $0.isParameter || $0.isSubquery }),
        !plan.aggregates.contains(where: { $0.expressions.contains { $0.contains(where: \.isParameter) } })
      else { return nil }
      let groups = keys.map(\.right)
      // What comes into the query has missed the rule before this one.
      aggregate = SubqueryJoins.apply(
        .aggregate(
          AggregatePlan(input: FilterPushdown.filtered(input, own), groups: groups, aggregates: plan.aggregates)))
      self.keys = keys.enumerated().map { index, key in
        JoinKey(left: key.left, right: .column(index, key.right.type))
      }
      result = value.readingAggregates(plan.aggregates, from: groups.count)
    }
  }
}

extension LogicalPlan {
  /// An aggregate, and the one value that projections above make of it.
  fileprivate var aggregateAndValue: (AggregatePlan, BoundExpression)? {
    guard case .project(let input, let expressions) = self, expressions.count == 1 else { return nil }
    switch input {
    case .aggregate(let plan): return (plan, expressions[0])
    case .project:
      guard let (plan, value) = input.aggregateAndValue else { return nil }
      return (plan, expressions[0].rewritten { $0.isColumn ? value : nil })
    default: return nil
    }
  }
}

extension JoinKey {
  /// `inner = parameter`: the parameter's value on the left, the sub-query's own expression on the right.
  init?(correlating condition: BoundExpression, parameters: [BoundExpression]) {
    guard case .call(.comparison(.equal), let sides, _) = condition, sides.count == 2,
      !condition.contains(where: \.isSubquery)
    else { return nil }
    for (inner, outer) in [(sides[0], sides[1]), (sides[1], sides[0])]
    where !inner.contains(where: \.isParameter) && !inner.columns.isEmpty && outer.columns.isEmpty {
      self.init(left: outer.replacingParameters(parameters), right: inner)
      return
    }
    return nil
  }
}

extension BoundExpression {
  /// The aggregates' columns behind `offset` groups, where a group without rows has none.
  fileprivate func readingAggregates(_ aggregates: [AggregateCall], from offset: Int) -> BoundExpression {
    rewritten { expression in
      guard case .column(let index, let type) = expression else { return nil }
      let column = BoundExpression.column(index + offset, type)
      switch aggregates[index].function {
      case .count, .countRows: return .coalesce([column, .constant(.int(0), type)], type)
      default: return column
      }
    }
  }
}
