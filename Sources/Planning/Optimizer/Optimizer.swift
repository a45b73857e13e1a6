/// Makes a plan cheaper without changing its rows: a fixed list of rules, one a file.
package enum Optimizer {
  package static func optimize(_ plan: LogicalPlan) -> LogicalPlan {
    let inlined = SharedPlanInlining.apply(plan)
    let joined = rules(inlined)
    return ColumnPruning.apply(joined)
  }

  /// Rules that look at one operator and its inputs, from the leaves up; sub-queries first.
  private static func rules(_ plan: LogicalPlan) -> LogicalPlan {
    let inner = plan.mapInputs(rules).mapExpressions { $0.mapSubplans { ColumnPruning.apply(rules($0)) } }
    return JoinSides.apply(FilterPushdown.apply(SubqueryJoins.apply(inner)))
  }
}
