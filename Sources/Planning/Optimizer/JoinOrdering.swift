import SQLTypes

/// Takes a tree of inner joins with its conditions apart and joins again so that every step has an equality to hash on,
/// as far as there is one.
///
/// ```
/// FROM a, b, c WHERE a.x = c.x AND c.y = b.y     a × b, then ⋈ c ON x, y
///                                                a ⋈ c ON x, then ⋈ b ON y
/// ```
///
/// The relations stay in the order written unless that would make a cross product. Columns come out in their old order.
struct JoinOrdering {
  private struct Leaf {
    var plan: LogicalPlan
    /// Its first column among all columns of the tree.
    var offset: Int
  }

  /// A condition over the tree's columns, with the leaves it reads.
  private struct Condition {
    var expression: BoundExpression
    var leaves: Set<Int>
    /// Of an equality, the leaves of each side, where both read some.
    var sides: (Set<Int>, Set<Int>)?
  }

  private var leaves: [Leaf] = []
  private var expressions: [BoundExpression] = []
  private var conditions: [Condition] = []

  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    guard plan.isInnerJoin else { return plan.mapInputs(apply) }
    var ordering = JoinOrdering()
    ordering.flatten(plan, offset: 0)
    ordering.conditions = ordering.expressions.map(ordering.condition)
    return ordering.joined()
  }

  private mutating func flatten(_ plan: LogicalPlan, offset: Int) {
    guard case .join(let join) = plan, join.kind == .inner else {
      leaves.append(Leaf(plan: Self.apply(plan), offset: offset))
      return
    }
    let width = join.left.types.count
    flatten(join.left, offset: offset)
    flatten(join.right, offset: offset + width)
    let equalities = join.keys.map { key in
      BoundExpression.call(.comparison(.equal), [key.left, key.right.remapped { $0 + width }], .boolean)
    }
    expressions += (equalities + (join.residual?.conjuncts ?? [])).map { $0.remapped { $0 + offset } }
  }

  private func condition(_ expression: BoundExpression) -> Condition {
    var condition = Condition(expression: expression, leaves: leaves(of: expression))
    if case .call(.comparison(.equal), let operands, _) = expression, operands.count == 2 {
      let sides = (leaves(of: operands[0]), leaves(of: operands[1]))
      if !sides.0.isEmpty && !sides.1.isEmpty { condition.sides = sides }
    }
    return condition
  }

  private func leaves(of expression: BoundExpression) -> Set<Int> {
    Set(expression.columns.map { column in (leaves.firstIndex { $0.offset > column } ?? leaves.count) - 1 })
  }

  private mutating func joined() -> LogicalPlan {
    var positions: [Int: Int] = [:]
    var waiting = Array(leaves.indices.dropFirst())
    var present: Set<Int> = [0]
    var plan = leaves[0].plan
    var width = add(leaves[0], at: 0, to: &positions)
    while !waiting.isEmpty {
      let next = waiting.remove(at: waiting.firstIndex { connects($0, present) } ?? 0)
      width += add(leaves[next], at: width, to: &positions)
      present.insert(next)
      let usable = takeConditions(within: present).map { Self.moved($0, positions) }
      plan = .join(JoinPlan(.inner, plan, leaves[next].plan, condition: .conjunction(usable)))
    }
    let rest = conditions.map { Self.moved($0.expression, positions) }
    return restored(FilterPushdown.filtered(plan, rest), positions)
  }

  private static func moved(_ expression: BoundExpression, _ positions: [Int: Int]) -> BoundExpression {
    expression.remapped { column in
      guard let position = positions[column] else { preconditionFailure("a condition reads relations that are joined") }
      return position
    }
  }

  private func add(_ leaf: Leaf, at position: Int, to positions: inout [Int: Int]) -> Int {
    let width = leaf.plan.types.count
    for column in 0..<width { positions[leaf.offset + column] = position + column }
    return width
  }

  /// Whether an equality ties a leaf to those joined so far.
  private func connects(_ leaf: Int, _ present: Set<Int>) -> Bool {
    conditions.contains { condition in
      guard condition.leaves.contains(leaf), let (one, other) = condition.sides else { return false }
      return one == [leaf] && other.isSubset(of: present) || other == [leaf] && one.isSubset(of: present)
    }
  }

  private mutating func takeConditions(within present: Set<Int>) -> [BoundExpression] {
    let (usable, others) = conditions.partitioned { $0.expression.moves && $0.leaves.isSubset(of: present) }
    conditions = others
    return usable.map(\.expression)
  }

  /// The columns in the order in which the tree had them.
  private func restored(_ plan: LogicalPlan, _ positions: [Int: Int]) -> LogicalPlan {
    let order = positions.sorted { $0.key < $1.key }.map(\.value)
    guard order != Array(order.indices) else { return plan }
    let types = plan.types
    return .project(plan, order.map { .column($0, types[$0]) })
  }
}

extension LogicalPlan {
  fileprivate var isInnerJoin: Bool { if case .join(let join) = self { join.kind == .inner } else { false } }
}
