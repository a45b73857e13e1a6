/// Makes a plan cheaper without changing its rows: a fixed list of rules, one a file.
package enum Optimizer {
  package static func optimize(_ plan: LogicalPlan) -> LogicalPlan {
    let inlined = SharedPlanInlining.apply(plan)
    let joined = rules(inlined)
    return ColumnPruning.apply(joined)
  }

  /// Rules that look at one operator and its inputs, from the leaves up; sub-queries become joins on the way down. A tree of inner joins is put
  /// in order once, at its top.
  private static func rules(_ plan: LogicalPlan) -> LogicalPlan {
    let joined = ScalarSubqueryJoins.apply(SubqueryJoins.apply(plan))
    return FilterPushdown.apply(subplans(inputs(of: joined)))
  }

  private static func inputs(of plan: LogicalPlan) -> LogicalPlan {
    plan.mapInputs { input in
      plan.ordersJoins && input.isInnerJoin ? subplans(inputs(of: input)) : rules(input)
    }
  }

  private static func subplans(_ plan: LogicalPlan) -> LogicalPlan {
    plan.mapExpressions { $0.mapSubplans { ColumnPruning.apply(rules($0)) } }
  }
}

extension LogicalPlan {
  var isInnerJoin: Bool { if case .join(let join) = self { join.kind == .inner } else { false } }

  /// Whether `FilterPushdown` orders an inner join right below.
  fileprivate var ordersJoins: Bool {
    if case .filter(_, let condition) = self { return !condition.contains(where: \.isSubquery) }
    return isInnerJoin
  }
}
