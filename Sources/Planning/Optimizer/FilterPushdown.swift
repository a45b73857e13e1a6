/// Moves the conditions of a filter towards the rows they are about: through projections and unions, into the sides of
/// joins; equalities across a cross join become its keys (`JoinOrdering`).
enum FilterPushdown {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    guard case .filter(let input, let condition) = plan else {
      if case .join(let join) = plan, join.kind == .inner { return JoinOrdering.apply(plan, conditions: []) }
      return plan
    }
    return push(condition.conjuncts, into: input)
  }

  static func push(_ conditions: [BoundExpression], into plan: LogicalPlan) -> LogicalPlan {
    guard !conditions.isEmpty else { return plan }
    switch plan {
    case .filter(let input, let inner): return push(inner.conjuncts + conditions, into: input)
    case .project(let input, let expressions): return push(conditions, through: expressions, over: input)
    case .join(let join) where join.kind == .inner: return JoinOrdering.apply(plan, conditions: conditions)
    case .join(let join): return push(conditions, intoSidesOf: join)
    case .setOperation(.union, true, let left, let right):
      return .setOperation(.union, isAll: true, push(conditions, into: left), push(conditions, into: right))
    default: return filtered(plan, conditions)
    }
  }

  static func filtered(_ plan: LogicalPlan, _ conditions: [BoundExpression]) -> LogicalPlan {
    BoundExpression.conjunction(conditions).map { .filter(plan, $0) } ?? plan
  }

  /// A condition over projected columns, said over the input's; one that needs a computed column stays above, so that
  /// nothing is computed twice and nothing volatile changes.
  private static func push(
    _ conditions: [BoundExpression], through expressions: [BoundExpression], over input: LogicalPlan
  ) -> LogicalPlan {
    let (below, above) = conditions.partitioned { condition in
      !condition.contains(where: \.isSubquery) && condition.columns.allSatisfy { expressions[$0].isColumn }
    }
    let moved = below.map { $0.remapped { place in expressions[place].columns.first ?? place } }
    return filtered(.project(push(moved, into: input), expressions), above)
  }

  private static func push(_ conditions: [BoundExpression], intoSidesOf join: JoinPlan) -> LogicalPlan {
    let width = join.left.types.count
    let keepsLeft = join.kind != .right && join.kind != .full
    let (left, above) = conditions.partitioned { condition in
      keepsLeft && !condition.contains(where: \.isSubquery) && condition.columns.allSatisfy { $0 < width }
    }
    var join = join
    join.left = push(left, into: join.left)
    return filtered(.join(join), above)
  }
}

extension BoundExpression {
  var isColumn: Bool { if case .column = self { true } else { false } }
}

extension Array {
  /// Those that fit, and the others, both in order.
  func partitioned(_ fits: (Element) -> Bool) -> (fitting: [Element], others: [Element]) {
    (filter(fits), filter { !fits($0) })
  }
}
