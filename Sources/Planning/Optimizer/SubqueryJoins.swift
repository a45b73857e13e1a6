import SQLTypes

/// Conditions with a sub-query become joins where an equality ties the two together:
///
/// ```
/// WHERE x IN (SELECT y FROM b)                              semi join  x = y
/// WHERE x NOT IN (SELECT y FROM b)                          null-aware anti join  x = y
/// WHERE x IN (SELECT y FROM b WHERE b.z = a.z)              semi join  x = y, a.z = b.z
/// WHERE [NOT] EXISTS (SELECT … FROM b WHERE b.y = a.x …)    semi (anti) join  a.x = b.y
/// ```
///
/// Conditions without a sub-query come first, so that the join sees fewer rows.
///
/// Any other correlated sub-query runs once for each distinct tuple of its parameters.
enum SubqueryJoins {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { plan.rewrittenDown(joined) }

  private static func joined(_ plan: LogicalPlan) -> LogicalPlan {
    guard case .filter(var input, let condition) = plan, condition.contains(where: \.isSubquery) else { return plan }
    let (plain, others) = condition.conjuncts.partitioned { !$0.contains(where: \.isSubquery) }
    input = FilterPushdown.filtered(input, plain)
    var rest: [BoundExpression] = []
    for conjunct in others {
      if let joined = join(input, conjunct) { input = joined } else { rest.append(conjunct) }
    }
    return FilterPushdown.filtered(input, rest)
  }

  private static func join(_ input: LogicalPlan, _ condition: BoundExpression) -> LogicalPlan? {
    switch condition {
    case .subquery(let subquery): join(input, subquery, isNegated: false)
    case .not(.subquery(let subquery)): join(input, subquery, isNegated: true)
    default: nil
    }
  }

  private static func join(_ input: LogicalPlan, _ subquery: BoundSubquery, isNegated: Bool) -> LogicalPlan? {
    switch subquery.kind {
    case .membership(let value, let isNot) where subquery.parameters.isEmpty && !value.contains(where: \.isSubquery):
      let kind: JoinPlan.Kind = isNot != isNegated ? .anti(isNullAware: true) : .semi
      let key = JoinKey(left: value, right: .column(0, subquery.plan.types[0]))
      return .join(JoinPlan(kind, input, subquery.plan, keys: [key], residual: nil))
    case .membership(let value, let isNot) where isNot == isNegated && !value.contains(where: \.isSubquery):
      return membership(input, subquery, value)
    case .exists where !subquery.parameters.isEmpty:
      return exists(input, subquery, isNegated: isNegated)
    default: return nil
    }
  }

  /// `value IN (SELECT expression … WHERE …)` with a correlated condition: the value is one more equality.
  private static func membership(_ input: LogicalPlan, _ subquery: BoundSubquery, _ value: BoundExpression)
    -> LogicalPlan?
  {
    guard case .project(let body, let expressions) = subquery.plan.withoutOrder, let first = expressions.first,
      !first.contains(where: { $0.isParameter || $0.isSubquery }), case .filter = body,
      let (inner, conditions) = uncorrelated(body)
    else { return nil }
    let width = input.types.count
    let equality = BoundExpression.call(.comparison(.equal), [value, first.remapped { $0 + width }], .boolean)
    let correlated = conditions.map { $0.remapped { $0 + width }.replacingParameters(subquery.parameters) }
    return .join(JoinPlan(.semi, input, inner, condition: .conjunction([equality] + correlated)))
  }

  private static func exists(_ input: LogicalPlan, _ subquery: BoundSubquery, isNegated: Bool) -> LogicalPlan? {
    guard let (inner, conditions) = uncorrelated(subquery.plan) else { return nil }
    let width = input.types.count
    let condition = conditions.map { condition in
      condition.remapped { $0 + width }.replacingParameters(subquery.parameters)
    }
    let join = JoinPlan(
      isNegated ? .anti(isNullAware: false) : .semi, input, inner, condition: .conjunction(condition))
    return join.keys.isEmpty ? nil : .join(join)
  }

  /// The plan without the filters that mention parameters, and those filters; nil where a parameter stands elsewhere.
  static func uncorrelated(_ plan: LogicalPlan) -> (LogicalPlan, [BoundExpression])? {
    switch plan {
    // What EXISTS selects does not matter, so the conditions may look at the projection's input.
    case .project(let input, _): return uncorrelated(input)
    case .distinct(let input), .sort(let input, _): return uncorrelated(input)
    case .filter(let input, let condition):
      guard !input.readsParameters else { return nil }
      let (outer, own) = condition.conjuncts.partitioned { $0.contains(where: \.isParameter) }
      guard !outer.isEmpty, !outer.contains(where: { $0.contains(where: \.isSubquery) }) else { return nil }
      return (FilterPushdown.filtered(input, own), outer)
    default: return nil
    }
  }
}

extension BoundExpression {
  func replacingParameters(_ values: [BoundExpression]) -> BoundExpression {
    rewritten { expression in
      if case .parameter(let slot, _) = expression { values[slot] } else { nil }
    }
  }
}

extension LogicalPlan {
  /// The same rows as a set, without what only orders them or drops duplicates.
  fileprivate var withoutOrder: LogicalPlan {
    switch self {
    case .distinct(let input), .sort(let input, _): input.withoutOrder
    default: self
    }
  }
}
