/// A tree of inner joins taken apart: its relations in the order written, and the conditions over all their columns.
struct JoinTree {
  /// A relation, and its columns among those of the tree.
  struct Leaf {
    var plan: LogicalPlan
    var columns: Range<Int>
  }

  private(set) var leaves: [Leaf] = []
  /// In the order of the tree's columns.
  private(set) var conditions: [BoundExpression] = []

  /// Nil for what is no inner join.
  init?(_ plan: LogicalPlan) {
    guard plan.isInnerJoin else { return nil }
    flatten(plan, offset: 0)
  }

  private mutating func flatten(_ plan: LogicalPlan, offset: Int) {
    guard case .join(let join) = plan, join.kind == .inner else {
      return leaves.append(Leaf(plan: plan, columns: offset..<offset + plan.types.count))
    }
    let width = join.left.types.count
    flatten(join.left, offset: offset)
    flatten(join.right, offset: offset + width)
    let equalities = join.keys.map { key in
      BoundExpression.call(.comparison(.equal), [key.left, key.right.remapped { $0 + width }], .boolean)
    }
    conditions += (equalities + (join.residual?.conjuncts ?? [])).map { $0.remapped { $0 + offset } }
  }

  /// The leaves whose columns an expression reads.
  func leaves(of expression: BoundExpression) -> Set<Int> { Set(expression.columns.map(leaf)) }

  /// The leaf of a column.
  func leaf(of column: Int) -> Int {
    (leaves.firstIndex { $0.columns.lowerBound > column } ?? leaves.count) - 1
  }
}

extension LogicalPlan {
  var isInnerJoin: Bool { if case .join(let join) = self { join.kind == .inner } else { false } }
}
