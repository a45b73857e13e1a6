import SQLTypes

/// What a sub-query becomes where it is joined: at most one row a row of the query, and what is read from it.
struct SubqueryJoin {
  var right: LogicalPlan
  var keys: [JoinKey]
  /// The sub-query's value, over the columns of `right` as a left join gives them.
  var value: BoundExpression
}

extension LogicalPlan {
  /// The plan with left joins below its filters and projections, for the sub-queries of theirs that `join` can join.
  func joiningSubqueries(_ join: (BoundSubquery) -> SubqueryJoin?) -> LogicalPlan {
    rewrittenDown { plan in
      switch plan {
      case .filter(let input, let condition):
        guard let (joined, expressions) = input.joined([condition], join) else { return plan }
        let columns = input.types.enumerated().map { BoundExpression.column($0, $1) }
        return .project(.filter(joined, expressions[0]), columns)
      case .project(let input, let expressions):
        return input.joined(expressions, join).map { .project($0, $1) } ?? plan
      default: return plan
      }
    }
  }

  /// The plan with the columns that stand for the sub-queries of `expressions`, which read them from there; nil where
  /// none can be joined.
  private func joined(
    _ expressions: [BoundExpression], _ join: (BoundSubquery) -> SubqueryJoin?
  ) -> (LogicalPlan, [BoundExpression])? {
    var plan = self
    var values: [Int: BoundExpression] = [:]
    for subquery in expressions.flatMap(\.subqueries) where values[subquery.id] == nil {
      guard let join = join(subquery) else { continue }
      let width = plan.types.count
      plan = .join(JoinPlan(.left, plan, join.right, keys: join.keys, residual: nil))
      values[subquery.id] = join.value.remapped { $0 + width }
    }
    return values.isEmpty ? nil : (plan, expressions.map { $0.replacingSubqueries(values) })
  }
}

extension BoundExpression {
  fileprivate func replacingSubqueries(_ values: [Int: BoundExpression]) -> BoundExpression {
    rewritten { expression in
      if case .subquery(let subquery) = expression { values[subquery.id] } else { nil }
    }
  }
}
