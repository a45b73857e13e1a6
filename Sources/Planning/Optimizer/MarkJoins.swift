import SQLTypes

/// EXISTS that is not a condition of its own becomes a join that marks the rows with a partner:
///
/// ```
/// WHERE EXISTS (SELECT … FROM b WHERE b.k = a.k) OR a.x > 9
///   left join of a with (distinct k of b)  on a.k = k
///   filter k is not null or a.x > 9
/// ```
/// The keys are distinct, so that no row comes twice; a key that is NULL has no partner.
enum MarkJoins {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { plan.rewrittenDown(joined) }

  private static func joined(_ plan: LogicalPlan) -> LogicalPlan {
    switch plan {
    case .filter(let input, let condition):
      var expressions = [condition]
      guard let joined = join(input, &expressions) else { return plan }
      let columns = input.types.enumerated().map { BoundExpression.column($0, $1) }
      return .project(.filter(joined, expressions[0]), columns)
    case .project(let input, var expressions):
      guard let joined = join(input, &expressions) else { return plan }
      return .project(joined, expressions)
    default: return plan
    }
  }

  /// `input` with the keys of the sub-queries of `expressions`, which read from there whether they are; nil where none
  /// can be joined.
  private static func join(_ input: LogicalPlan, _ expressions: inout [BoundExpression]) -> LogicalPlan? {
    var plan = input
    var marks: [Int: BoundExpression] = [:]
    for subquery in expressions.flatMap(\.subqueries) where marks[subquery.id] == nil {
      guard case .exists = subquery.kind, let (partners, keys) = partners(subquery) else { continue }
      let width = plan.types.count
      plan = .join(JoinPlan(.left, plan, partners, keys: keys, residual: nil))
      marks[subquery.id] = .isNull(.column(width, partners.types[0]), isNegated: true)
    }
    guard !marks.isEmpty else { return nil }
    expressions = expressions.map { $0.replacingSubqueries(marks) }
    return plan
  }

  /// The distinct keys that the sub-query's rows have; nil where its correlation is not by equalities alone.
  private static func partners(_ subquery: BoundSubquery) -> (LogicalPlan, [JoinKey])? {
    guard !subquery.parameters.contains(where: { $0.contains(where: \.isSubquery) }),
      let (inner, correlated) = SubqueryJoins.uncorrelated(subquery.plan)
    else { return nil }
    var keys: [JoinKey] = []
    for condition in correlated {
      guard let key = JoinKey(correlating: condition, parameters: subquery.parameters) else { return nil }
      keys.append(key)
    }
    guard !keys.isEmpty else { return nil }
    // What comes into the query has missed the rule for conditions.
    let rows = SubqueryJoins.apply(.project(inner, keys.map(\.right)))
    return (
      .distinct(rows),
      keys.enumerated().map { index, key in JoinKey(left: key.left, right: .column(index, key.right.type)) }
    )
  }
}
