/// What rules make of a statement's common tables: each is rewritten once a rule, however many places read it.
///
/// Every place has the same plan before a rule, so that what the first one becomes, all become.
final class SharedPlanRewrites {
  private struct Key: Hashable {
    var rule: String
    var table: Int
  }

  private var known: [Key: SharedPlan] = [:]

  /// The plan after a rule, which itself goes round common tables.
  func apply(_ rule: String, _ change: (LogicalPlan) -> LogicalPlan, to plan: LogicalPlan) -> LogicalPlan {
    // A rule may bring in the plan of a sub-query, whose common tables are not rewritten yet.
    rewritten(change(rewritten(plan, rule, change)), rule, change)
  }

  private func rewritten(
    _ plan: LogicalPlan, _ rule: String, _ change: (LogicalPlan) -> LogicalPlan
  ) -> LogicalPlan {
    guard case .shared(let table) = plan else { return plan.mapInputs { rewritten($0, rule, change) } }
    let key = Key(rule: rule, table: table.id)
    if let known = known[key] { return .shared(known) }
    let made = SharedPlan(id: table.id, apply(rule, change, to: table.plan))
    known[key] = made
    return .shared(made)
  }
}
