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
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { plan.joiningSubqueries(join) }

  private static func join(_ subquery: BoundSubquery) -> SubqueryJoin? {
    guard case .exists = subquery.kind, let (partners, keys) = partners(subquery) else { return nil }
    return SubqueryJoin(
      right: partners, keys: keys, value: .isNull(.column(0, partners.types[0]), isNegated: true))
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
