/// Conditions on one relation that follow from those on several, so that fewer of its rows reach the join:
///
/// ```
/// (a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4)    … AND (a.x = 1 OR a.x = 3) AND (b.y = 2 OR b.y = 4)
/// a.x = b.x AND a.x IN (1, 2)                       … AND b.x IN (1, 2)
/// ```
/// What they follow from stays: an OR says more than its parts. FilterPushdown moves them from here.
enum ImpliedFilters {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    switch plan {
    case .filter(let input, let condition):
      guard let tree = JoinTree(input) else { return plan.mapInputs(apply) }
      let implied = implied(tree, condition.conjuncts)
      return FilterPushdown.filtered(applyBelow(input), condition.conjuncts + implied)
    case .join:
      guard let tree = JoinTree(plan) else { return plan.mapInputs(apply) }
      return FilterPushdown.filtered(applyBelow(plan), implied(tree, []))
    default: return plan.mapInputs(apply)
    }
  }

  /// The inputs of a tree of inner joins.
  private static func applyBelow(_ plan: LogicalPlan) -> LogicalPlan {
    plan.mapInputs { $0.isInnerJoin ? applyBelow($0) : apply($0) }
  }

  private static func implied(_ tree: JoinTree, _ conditions: [BoundExpression]) -> [BoundExpression] {
    let known = tree.conditions + conditions + tree.leaves.flatMap(\.conditions)
    var implied: [BoundExpression] = []
    for condition in known.flatMap({ restrictions($0, tree) }) + alongEqualities(known, tree) {
      if !known.contains(condition), !implied.contains(condition) { implied.append(condition) }
    }
    return implied
  }

  // MARK: Branches of an OR

  /// Of an OR over several relations, for each one what all branches ask of it.
  private static func restrictions(_ condition: BoundExpression, _ tree: JoinTree) -> [BoundExpression] {
    guard tree.leaves(of: condition).count > 1 else { return [] }
    return tree.leaves.compactMap { leaf in condition.restriction(to: leaf.columns.contains) }
  }

  // MARK: Equal columns

  /// A comparison of a column with constants holds for the columns it equals.
  private static func alongEqualities(_ known: [BoundExpression], _ tree: JoinTree) -> [BoundExpression] {
    let classes = ColumnClasses(known)
    return known.flatMap { condition -> [BoundExpression] in
      guard let column = condition.columnComparedWithConstants else { return [] }
      return classes.others(column).filter { tree.leaf(of: $0) != tree.leaf(of: column) }.map { other in
        condition.remapped { _ in other }
      }
    }
  }

  /// Columns that equalities make one.
  private struct ColumnClasses {
    private var classes: [Set<Int>] = []

    init(_ conditions: [BoundExpression]) {
      for case .call(.comparison(.equal), let sides, _) in conditions {
        guard sides.count == 2, case .column(let one, let type) = sides[0], case .column(let other, type) = sides[1]
        else { continue }
        let (touched, rest) = classes.partitioned { $0.contains(one) || $0.contains(other) }
        classes = rest + [touched.reduce(into: [one, other]) { $0.formUnion($1) }]
      }
    }

    func others(_ column: Int) -> [Int] {
      (classes.first { $0.contains(column) } ?? []).subtracting([column]).sorted()
    }
  }
}

extension JoinTree.Leaf {
  /// Those of a filter right on it, over the tree's columns.
  fileprivate var conditions: [BoundExpression] {
    guard case .filter(_, let condition) = plan else { return [] }
    return condition.conjuncts.map { $0.remapped { $0 + columns.lowerBound } }
  }
}

extension BoundExpression {
  /// What all branches of an OR ask of some columns; nil where one asks nothing of them.
  func restriction(to isOne: (Int) -> Bool) -> BoundExpression? {
    let branches = disjuncts.map(\.conjuncts)
    guard branches.count > 1, moves else { return nil }
    let parts = branches.map { branch in
      branch.filter { $0.cannotFail && !$0.columns.isEmpty && $0.columns.allSatisfy(isOne) }
    }
    guard !parts.contains(where: \.isEmpty) else { return nil }
    return .or(parts.compactMap(BoundExpression.conjunction))
  }

  /// The column of `column < constant` and `column IN (constants)`.
  var columnComparedWithConstants: Int? {
    switch self {
    case .call(.comparison, let operands, _):
      guard operands.count == 2, operands.contains(where: \.isConstant) else { return nil }
      return operands.first(where: \.isColumn)?.columns.first
    case .inList(.column(let column, _), let list, _): return list.allSatisfy(\.isConstant) ? column : nil
    default: return nil
    }
  }
}
