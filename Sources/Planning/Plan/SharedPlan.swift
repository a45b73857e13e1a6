/// The plan of a common table, one object for all the places of a statement that read it: what is asked of it again and
/// again is found out once, or tables that read each other twice would take time that doubles with each.
package final class SharedPlan: Sendable {
  package let id: Int
  package let plan: LogicalPlan
  /// About how many rows it gives.
  let estimatedRows: Int
  let leavesOutRows: Bool
  /// Whether it reads the row outside the sub-query that it stands in.
  let readsParameters: Bool
  /// Whether it reads the rows of a recursion's step before.
  let readsWorkTables: Bool

  package init(id: Int, _ plan: LogicalPlan) {
    self.id = id
    self.plan = plan
    estimatedRows = RowEstimate.of(plan)
    leavesOutRows = plan.leavesOutRows
    readsParameters = plan.readsParameters
    readsWorkTables = plan.readsWorkTables
  }
}

extension LogicalPlan {
  /// Whether an operator is such, or one of its inputs', or of a sub-query's; those of a common table are asked once.
  package func contains(where predicate: (LogicalPlan) -> Bool) -> Bool {
    var seen: Set<Int> = []
    return contains(&seen, inSubqueries: true, predicate)
  }

  /// Tells of every operator, as `contains` does.
  package func forEach(inSubqueries: Bool = true, _ body: (LogicalPlan) -> Void) {
    var seen: Set<Int> = []
    _ = contains(&seen, inSubqueries: inSubqueries) {
      body($0)
      return false
    }
  }

  private func contains(
    _ seen: inout Set<Int>, inSubqueries: Bool, _ predicate: (LogicalPlan) -> Bool
  ) -> Bool {
    if case .shared(let table) = self, !seen.insert(table.id).inserted { return false }
    if predicate(self) { return true }
    for input in inputs where input.contains(&seen, inSubqueries: inSubqueries, predicate) { return true }
    guard inSubqueries else { return false }
    for plan in subplans where plan.contains(&seen, inSubqueries: true, predicate) { return true }
    return false
  }
}
