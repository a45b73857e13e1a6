/// What every branch of an OR asks is asked once, beside it: an equality in there can then join, a condition move.
///
/// ```
/// (a.x = b.x AND a.y = 1) OR (a.x = b.x AND b.y = 2)    a.x = b.x AND (a.y = 1 OR b.y = 2)
/// (a.x = 1) OR (a.x = 1 AND b.y = 2)                    a.x = 1
/// ```
/// AND distributes over OR in three-valued logic too. A condition that can fail stays behind what guards it in its
/// branch (`x <> 0 AND 1 / x > 2`).
enum CommonConjuncts {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan { plan.rewrittenUp(factored) }

  private static func factored(_ plan: LogicalPlan) -> LogicalPlan {
    switch plan {
    case .filter(let input, let condition):
      guard let conjuncts = factored(condition.conjuncts) else { return plan }
      return FilterPushdown.filtered(input, conjuncts)
    case .join(let join):
      guard let residual = join.residual, let conjuncts = factored(residual.conjuncts) else { return plan }
      var joined = JoinPlan(join.kind, join.left, join.right, condition: .conjunction(conjuncts))
      joined.keys = join.keys + joined.keys
      return .join(joined)
    default: return plan
    }
  }

  /// Nil where there is nothing to take out.
  private static func factored(_ conjuncts: [BoundExpression]) -> [BoundExpression]? {
    let factored = conjuncts.map(factored)
    return factored.contains { $0 != nil } ? zip(conjuncts, factored).flatMap { $1 ?? [$0] } : nil
  }

  private static func factored(_ condition: BoundExpression) -> [BoundExpression]? {
    let branches = condition.disjuncts.map(\.conjuncts)
    guard branches.count > 1 else { return nil }
    var common: [BoundExpression] = []
    for conjunct in branches[0] where conjunct.cannotFail && !common.contains(conjunct) {
      if branches.dropFirst().allSatisfy({ $0.contains(conjunct) }) { common.append(conjunct) }
    }
    guard !common.isEmpty else { return nil }
    let rests = branches.map { branch in branch.filter { !common.contains($0) } }
    if rests.contains(where: \.isEmpty) { return common }
    return common + [.or(rests.compactMap(BoundExpression.conjunction))]
  }
}

extension BoundExpression {
  /// The operands of a disjunction, or the expression alone.
  var disjuncts: [BoundExpression] {
    if case .or(let operands) = self { return operands.flatMap(\.disjuncts) }
    return [self]
  }

  /// Whether it has a value for every row, always the same: it may be computed where it was not before.
  var cannotFail: Bool {
    switch self {
    case .constant, .column, .parameter: true
    case .placeholder, .subquery, .cast: false
    case .call(.comparison, let operands, _), .call(.pattern(.like), let operands, _): operands.allSatisfy(\.cannotFail)
    case .call: false
    case .and, .or, .not, .isNull, .conditional, .coalesce, .inList: operands.allSatisfy(\.cannotFail)
    }
  }
}
