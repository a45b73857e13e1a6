/// A common table that is read once need not be kept: its plan stands where it is read, and filters reach into it.
enum SharedPlanInlining {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    var uses: [Int: Int] = [:]
    count(plan, into: &uses)
    return inline(plan, uses)
  }

  private static func count(_ plan: LogicalPlan, into uses: inout [Int: Int]) {
    if case .shared(let id, _) = plan {
      uses[id, default: 0] += 1
      if uses[id, default: 0] > 1 { return }
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

  private static func inline(_ plan: LogicalPlan, _ uses: [Int: Int]) -> LogicalPlan {
    if case .shared(let id, let inner) = plan, uses[id] == 1 { return inline(inner, uses) }
    return plan.mapInputs { inline($0, uses) }.mapOwnSubqueries { subquery in
      var subquery = subquery
      subquery.plan = inline(subquery.plan, uses)
      return subquery
    }
  }
}
