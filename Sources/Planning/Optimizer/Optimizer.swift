/// Makes a plan cheaper without changing its rows: rules, one a file, each applied once, in this order.
///
/// The order matters. Sub-queries become joins before filters move, so that filters move into those joins too; filters
/// move before joins are put in order, which goes by what equalities each pair has; columns are dropped when nothing
/// moves any more. The last rules choose operators for what is left: they look at small patterns of neighbours.
///
/// A sub-query that stays one is optimised by the same list, after the query it stands in: its place in there may go.
/// `.slt` scripts show the plan after each rule (`plan` records); each rule has one under `Fixtures/scripts/optimizer`.
package enum Optimizer {
  package typealias Rule = @Sendable (LogicalPlan) -> LogicalPlan

  /// Of a whole statement: they look into its sub-queries too.
  static let statementRules: [(name: String, rule: Rule)] = [
    ("SharedPlanInlining", SharedPlanInlining.apply)
  ]

  /// Of a query without its sub-queries.
  static let queryRules: [(name: String, rule: Rule)] = [
    ("SubqueryJoins", SubqueryJoins.apply),
    ("ScalarSubqueryJoins", ScalarSubqueryJoins.apply),
    ("MarkJoins", MarkJoins.apply),
    ("SubqueryLimits", SubqueryLimits.apply),
    ("CommonConjuncts", CommonConjuncts.apply),
    ("ImpliedFilters", ImpliedFilters.apply),
    ("FilterPushdown", FilterPushdown.apply),
    ("JoinOrdering", JoinOrdering.apply),
    ("JoinSides", JoinSides.apply),
    ("ColumnPruning", ColumnPruning.apply),
    ("DistinctAggregates", DistinctAggregates.apply),
    ("DependentColumns", DependentColumns.apply),
    ("FirstRows", FirstRows.apply),
    ("LimitPushdown", LimitPushdown.apply),
    ("TopRows", TopRows.apply),
  ]

  /// Of a whole statement, when its queries are done.
  static let finalRules: [(name: String, rule: Rule)] = [
    ("SharedPlanFilters", SharedPlanFilters.apply)
  ]

  package static var ruleNames: [String] { (statementRules + queryRules + finalRules).map(\.name) }

  /// `trace`, where there is one, is told the plan as it was bound and after each rule.
  package static func optimize(_ plan: LogicalPlan, trace: PlanTrace? = nil) -> LogicalPlan {
    trace?.begin(plan, query: nil)
    let whole = apply(statementRules, to: plan, query: nil, trace)
    return apply(finalRules, to: optimizeQuery(whole, query: nil, trace), query: nil, trace)
  }

  /// `query`: which sub-query it is; nil for the statement's own.
  private static func optimizeQuery(_ plan: LogicalPlan, query: Int?, _ trace: PlanTrace?) -> LogicalPlan {
    apply(queryRules, to: plan, query: query, trace).mapSubqueries { subquery in
      var subquery = subquery
      trace?.begin(subquery.plan, query: subquery.id)
      subquery.plan = optimizeQuery(subquery.plan, query: subquery.id, trace)
      return subquery
    }
  }

  private static func apply(
    _ rules: [(name: String, rule: Rule)], to plan: LogicalPlan, query: Int?, _ trace: PlanTrace?
  ) -> LogicalPlan {
    rules.reduce(plan) { plan, rule in
      let changed = rule.rule(plan)
      trace?.add(rule.name, from: plan, to: changed, query: query)
      return changed
    }
  }
}
