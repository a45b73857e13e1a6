/// Moves the conditions of a filter towards the rows they are about: through projections, groups and unions, into the
/// sides of joins; those about both sides of an inner join become part of its own condition. What an outer join's left
/// keys are asked, its right ones are asked too.
///
/// ```
/// filter a.x = b.x AND a.y > 9                join a.x = b.x
///   cross join                                  filter a.y > 9
///     scan a                            →         scan a
///     scan b                                    scan b
/// ```
/// One walk from the top down takes the conditions along. One with a sub-query stays where it is,
/// unless that has one value for all rows.
enum FilterPushdown {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { push([], into: plan) }

  private static func push(_ conditions: [BoundExpression], into plan: LogicalPlan) -> LogicalPlan {
    switch plan {
    case .filter(let input, let inner): push(inner.folded.conjuncts + conditions, into: input)
    case .project(let input, let expressions):
      push(conditions, through: expressions.map { $0.settled(over: input) }, over: input)
    case .join(let join) where join.kind == .inner: push(conditions, intoInner: join)
    case .join(let join): push(conditions, intoLeftOf: join)
    case .unnest(let unnest): push(conditions, through: unnest)
    case .aggregate(let aggregate) where aggregate.sets == nil: push(conditions, through: aggregate)
    case .setOperation(.union, true, let left, let right):
      appended(push(conditions, into: left), push(conditions, into: right))
    default: filtered(plan.mapInputs(apply), conditions)
    }
  }

  static func filtered(_ plan: LogicalPlan, _ conditions: [BoundExpression]) -> LogicalPlan {
    BoundExpression.conjunction(conditions).map { .filter(plan, $0) } ?? plan
  }

  /// What has no rows, as a constant tells that is asked for another one, is left out.
  private static func appended(_ left: LogicalPlan, _ right: LogicalPlan) -> LogicalPlan {
    if left.hasNoRows { return right.hasNoRows ? .values([], types: right.types) : right }
    return right.hasNoRows ? left : .setOperation(.union, isAll: true, left, right)
  }

  /// A condition over projected columns, said over the input's; one that needs a computed column stays above, so that
  /// nothing is computed twice and nothing volatile changes.
  private static func push(
    _ conditions: [BoundExpression], through expressions: [BoundExpression], over input: LogicalPlan
  ) -> LogicalPlan {
    let (below, above) = conditions.partitioned { condition in
      condition.moves && condition.columns.allSatisfy { expressions[$0].isColumn || expressions[$0].isLiteral }
        && condition.columns.contains { expressions[$0].isColumn }
    }
    let moved = below.map { $0.reading(expressions).folded }
    return filtered(.project(push(moved, into: input), expressions), above)
  }

  private static func push(_ conditions: [BoundExpression], intoInner join: JoinPlan) -> LogicalPlan {
    let width = join.left.types.count
    let (moving, above) = conditions.partitioned(\.moves)
    let (left, others) = moving.partitioned { $0.readsOnly(0..<width) }
    let (right, both) = others.partitioned { $0.readsOnly(width..<Int.max) }
    var pushed = JoinPlan(
      .inner, push(left, into: join.left), push(right.map { $0.remapped { $0 - width } }, into: join.right),
      condition: .conjunction(both))
    pushed.keys += join.keys
    pushed.residual = .conjunction((pushed.residual?.conjuncts ?? []) + (join.residual?.conjuncts ?? []))
    return filtered(.join(pushed), above)
  }

  /// What is asked of a group's keys is asked of its rows, before there are groups.
  private static func push(_ conditions: [BoundExpression], through aggregate: AggregatePlan) -> LogicalPlan {
    let groups = aggregate.groups
    let (below, above) = conditions.partitioned { condition in
      condition.moves && !condition.isVolatile && !condition.columns.isEmpty
        && condition.columns.allSatisfy { $0 < groups.count && groups[$0].isColumn }
    }
    let isGroup = groups.map(\.isColumn)
    let implied = above.compactMap { condition in condition.restriction { $0 < groups.count && isGroup[$0] } }
    var aggregate = aggregate
    aggregate.input = push((below + implied).map { $0.reading(groups) }, into: aggregate.input)
    return filtered(.aggregate(aggregate), above)
  }

  /// What is asked of the rows themselves is asked before they are spread out.
  private static func push(_ conditions: [BoundExpression], through unnest: UnnestPlan) -> LogicalPlan {
    let width = unnest.input.types.count
    let (below, above) = conditions.partitioned { $0.moves && $0.readsOnly(0..<width) }
    var unnest = unnest
    unnest.input = push(below, into: unnest.input)
    return filtered(.unnest(unnest), above)
  }

  /// Rows of the other side are given NULLs where these have no partner: what is asked of them is asked behind the
  /// join.
  private static func push(_ conditions: [BoundExpression], intoLeftOf join: JoinPlan) -> LogicalPlan {
    let width = join.left.types.count
    let keepsLeft = join.kind != .right && join.kind != .full
    let (left, above) = conditions.partitioned { keepsLeft && $0.moves && $0.columns.allSatisfy { $0 < width } }
    var join = join
    join.right = push(join.askedOfRight(left + join.left.ownConditions), into: join.right)
    join.left = push(left, into: join.left)
    return filtered(.join(join), above)
  }
}

extension JoinPlan {
  /// What conditions on the left rows ask of their partners, whose keys are equal: where the others are left out, no left
  /// row loses one.
  fileprivate func askedOfRight(_ conditions: [BoundExpression]) -> [BoundExpression] {
    guard kind == .left || kind == .semi || kind == .anti(isNullAware: false) else { return [] }
    return keys.flatMap { key -> [BoundExpression] in
      guard case .column(let left, let type) = key.left, case .column(let right, type) = key.right else { return [] }
      return conditions.filter { $0.columnComparedWithConstants == left }.map { $0.remapped { _ in right } }
    }
  }
}

extension BoundExpression {
  /// May be evaluated below other operators: it has no sub-query, or only such that have one value for all rows.
  var moves: Bool { subqueries.allSatisfy(\.isOneValue) }

  /// Whether it reads columns, and of `range` only.
  fileprivate func readsOnly(_ range: Range<Int>) -> Bool {
    let columns = columns
    return !columns.isEmpty && columns.allSatisfy(range.contains)
  }
}

extension LogicalPlan {
  /// Those of a filter right at the top.
  fileprivate var ownConditions: [BoundExpression] {
    if case .filter(_, let condition) = self { condition.conjuncts } else { [] }
  }

  /// Whether a condition that is known to be false keeps all rows out.
  fileprivate var hasNoRows: Bool {
    switch self {
    case .filter(let input, let condition): condition.isNeverTrue || input.hasNoRows
    case .project(let input, _): input.hasNoRows
    case .aggregate(let plan): !plan.groups.isEmpty && plan.sets == nil && plan.input.hasNoRows
    default: false
    }
  }
}

extension BoundExpression {
  fileprivate var isLiteral: Bool { if case .constant = self { true } else { false } }

  /// The constant that it is over a projection of constants; else what is left when it is folded.
  fileprivate func settled(over input: LogicalPlan) -> BoundExpression {
    guard case .project(_, let expressions) = input else { return folded }
    let value = reading(expressions).folded
    return value.isLiteral ? value : folded
  }

  /// Whether it may have another value each time.
  var isVolatile: Bool {
    contains { if case .call(let function, _, _) = $0 { function.isVolatile } else { false } }
  }
}

extension BoundSubquery {
  /// A scalar one that reads nothing of the row outside.
  fileprivate var isOneValue: Bool { kind == .scalar && parameters.isEmpty }
}

extension Array {
  /// Those that fit, and the others, both in order.
  func partitioned(_ fits: (Element) -> Bool) -> (fitting: [Element], others: [Element]) {
    (filter(fits), filter { !fits($0) })
  }
}
