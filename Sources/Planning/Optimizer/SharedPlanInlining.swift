/// A common table that is read once need not be kept: its plan stands where it is read, and filters reach into it.
enum SharedPlanInlining {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    var uses: [Int: Int] = [:]
    count(plan, into: &uses)
    var known: [Int: LogicalPlan] = [:]
    return inline(plan, uses, &known)
  }

  private static func count(_ plan: LogicalPlan, into uses: inout [Int: Int]) {
    if case .shared(let table) = plan {
      uses[table.id, default: 0] += 1
      if uses[table.id, default: 0] > 1 { return }
    }
    for input in plan.inputs { count(input, into: &uses) }
    // The member of a recursion runs many times: what it shares is worth keeping.
    if case .recursiveUnion(_, _, let member) = plan { count(member, into: &uses) }
    for expression in plan.expressions { count(expression, into: &uses) }
  }

  private static func count(_ expression: BoundExpression, into uses: inout [Int: Int]) {
    // A correlated sub-query runs many times: what it shares is worth keeping.
    if case .subquery(let subquery) = expression {
      count(subquery.plan, into: &uses)
      if !subquery.parameters.isEmpty { count(subquery.plan, into: &uses) }
    }
    for operand in expression.operands { count(operand, into: &uses) }
  }

  /// `known`: what common tables have become, by their ids.
  private static func inline(
    _ plan: LogicalPlan, _ uses: [Int: Int], _ known: inout [Int: LogicalPlan]
  ) -> LogicalPlan {
    if case .shared(let table) = plan {
      if let made = known[table.id] { return made }
      let inner = inline(table.plan, uses, &known)
      let made = uses[table.id] == 1 ? inner : .shared(SharedPlan(id: table.id, inner))
      known[table.id] = made
      return made
    }
    return plan.mapInputs { inline($0, uses, &known) }.mapOwnSubqueries { subquery in
      var subquery = subquery
      subquery.plan = inline(subquery.plan, uses, &known)
      return subquery
    }
  }
}
