/// Makes a plan cheaper without changing its rows: rules, one a file, each applied once, in this order.
///
/// The order matters. Sub-queries become joins before filters move, so that filters move into those joins too; filters
/// move before joins are put in order, which goes by what equalities each pair has; columns are dropped when nothing
/// moves any more. A common table that several places read is one more step between the two: it takes what all of them
/// ask, and its joins are put in order for that. The last rules choose operators for what is left: they look at small
/// patterns of neighbours.
///
/// A sub-query that stays one is optimised by the same lists, after the query it stands in: its place in there may go.
/// `.slt` scripts show the plan after each rule (`plan` records); each rule has one under `Fixtures/scripts/optimizer`.
package enum Optimizer {
  package typealias Rule = @Sendable (LogicalPlan) -> LogicalPlan

  /// Of a whole statement: they look into its sub-queries too.
  static let statementRules: [(name: String, rule: Rule)] = [
    ("SharedPlanInlining", SharedPlanInlining.apply)
  ]

  /// Of a query without its sub-queries: what is asked of which rows.
  static let filterRules: [(name: String, rule: Rule)] = [
    ("SubqueryJoins", SubqueryJoins.apply),
    ("ScalarSubqueryJoins", ScalarSubqueryJoins.apply),
    ("MarkJoins", MarkJoins.apply),
    ("SubqueryLimits", SubqueryLimits.apply),
    ("CommonConjuncts", CommonConjuncts.apply),
    ("ImpliedFilters", ImpliedFilters.apply),
    ("FilterPushdown", FilterPushdown.apply),
  ]

  /// Of a whole statement, when filters are where they are asked.
  static let sharingRules: [(name: String, rule: Rule)] = [
    ("SharedPlanFilters", SharedPlanFilters.apply),
    ("CommonSubplans", CommonSubplans.apply),
  ]

  /// Of a query without its sub-queries: how its rows are found.
  static let operatorRules: [(name: String, rule: Rule)] = [
    ("JoinOrdering", JoinOrdering.apply),
    ("JoinSides", JoinSides.apply),
    ("ColumnPruning", ColumnPruning.apply),
    ("DistinctAggregates", DistinctAggregates.apply),
    ("DependentColumns", DependentColumns.apply),
    ("FirstRows", FirstRows.apply),
    ("LimitPushdown", LimitPushdown.apply),
    ("TopRows", TopRows.apply),
  ]

  package static var ruleNames: [String] { (statementRules + filterRules + sharingRules + operatorRules).map(\.name) }

  /// `trace`, where there is one, is told the plan as it was bound and after each rule.
  package static func optimize(_ plan: LogicalPlan, trace: PlanTrace? = nil) -> LogicalPlan {
    trace?.begin(plan, query: nil)
    let whole = apply(statementRules, to: plan, query: nil, nil, trace)
    let filtered = applyToQueries(filterRules, whole, query: nil, whole.rewrites, trace) {
      trace?.begin($0.plan, query: $0.id)
    }
    let shared = apply(sharingRules, to: filtered, query: nil, nil, trace)
    return applyToQueries(operatorRules, shared, query: nil, shared.rewrites, trace) { _ in }
  }

  /// `query`: which sub-query it is; nil for the statement's own. `enter` is told each sub-query before the rules are.
  private static func applyToQueries(
    _ rules: [(name: String, rule: Rule)], _ plan: LogicalPlan, query: Int?, _ rewrites: SharedPlanRewrites?,
    _ trace: PlanTrace?, entering enter: (BoundSubquery) -> Void
  ) -> LogicalPlan {
    func optimized(_ plan: LogicalPlan) -> LogicalPlan {
      plan.mapSubqueries { subquery in
        var subquery = subquery
        enter(subquery)
        subquery.plan = applyToQueries(rules, subquery.plan, query: subquery.id, rewrites, trace, entering: enter)
        return subquery
      }
    }
    let plan = apply(rules, to: plan, query: query, rewrites, trace)
    return rewrites?.apply("sub-queries", optimized, to: plan) ?? optimized(plan)
  }

  private static func apply(
    _ rules: [(name: String, rule: Rule)], to plan: LogicalPlan, query: Int?, _ rewrites: SharedPlanRewrites?,
    _ trace: PlanTrace?
  ) -> LogicalPlan {
    rules.reduce(plan) { plan, rule in
      let changed = rewrites?.apply(rule.name, rule.rule, to: plan) ?? rule.rule(plan)
      trace?.add(rule.name, from: plan, to: changed, query: query)
      return changed
    }
  }
}

extension LogicalPlan {
  /// For the rules of queries; nil where there are no common tables. The rules of whole statements look into them.
  fileprivate var rewrites: SharedPlanRewrites? {
    contains { if case .shared = $0 { true } else { false } } ? SharedPlanRewrites() : nil
  }
}
