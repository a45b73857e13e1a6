import SQLTypes

/// Takes a tree of inner joins with its conditions apart and joins again so that every step has an equality to hash on,
/// as far as there is one.
///
/// ```
/// FROM a, b, c WHERE a.x = c.x AND c.y = b.y     a × b × c, then filter
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
    /// May be evaluated below others: it has no sub-query.
    var moves: Bool
  }

  private var leaves: [Leaf] = []
  private var expressions: [BoundExpression]
  private var conditions: [Condition] = []

  static func apply(_ plan: LogicalPlan, conditions: [BoundExpression]) -> LogicalPlan {
    var ordering = JoinOrdering(expressions: conditions)
    ordering.flatten(plan, offset: 0)
    ordering.conditions = ordering.expressions.map(ordering.condition)
    return ordering.joined()
  }

  private init(expressions: [BoundExpression]) { self.expressions = expressions }

  private mutating func flatten(_ plan: LogicalPlan, offset: Int) {
    guard case .join(let join) = plan, join.kind == .inner else {
      leaves.append(Leaf(plan: plan, offset: offset))
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
    var condition = Condition(
      expression: expression, leaves: leaves(of: expression), moves: !expression.contains(where: \.isSubquery))
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
    filterLeaves()
    var places: [Int: Int] = [:]
    var waiting = Array(leaves.indices.dropFirst())
    var present: Set<Int> = [0]
    var plan = leaves[0].plan
    var width = add(leaves[0], at: 0, to: &places)
    while !waiting.isEmpty {
      let next = waiting.remove(at: waiting.firstIndex { connects($0, present) } ?? 0)
      width += add(leaves[next], at: width, to: &places)
      present.insert(next)
      let usable = takeConditions(within: present)
      let condition = BoundExpression.conjunction(usable.map { $0.remapped { places[$0] ?? $0 } })
      plan = JoinSides.apply(.join(JoinPlan(.inner, plan, leaves[next].plan, condition: condition)))
    }
    let rest = conditions.map { $0.expression.remapped { places[$0] ?? $0 } }
    return restored(FilterPushdown.filtered(plan, rest), places)
  }

  /// Conditions about one relation filter it before it is joined.
  private mutating func filterLeaves() {
    let (own, others) = conditions.partitioned { $0.moves && $0.leaves.count == 1 }
    conditions = others
    for (place, group) in Dictionary(grouping: own, by: { $0.leaves.first ?? 0 }) {
      let offset = leaves[place].offset
      let moved = group.map { $0.expression.remapped { $0 - offset } }
      leaves[place].plan = FilterPushdown.push(moved, into: leaves[place].plan)
    }
  }

  private func add(_ leaf: Leaf, at place: Int, to places: inout [Int: Int]) -> Int {
    let width = leaf.plan.types.count
    for column in 0..<width { places[leaf.offset + column] = place + column }
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
    let (usable, others) = conditions.partitioned { $0.moves && $0.leaves.isSubset(of: present) }
    conditions = others
    return usable.map(\.expression)
  }

  /// The columns in the order in which the tree had them.
  private func restored(_ plan: LogicalPlan, _ places: [Int: Int]) -> LogicalPlan {
    let order = places.keys.sorted()
    guard order.contains(where: { places[$0] != $0 }) else { return plan }
    let types = plan.types
    return .project(plan, order.map { column in .column(places[column] ?? column, types[places[column] ?? column]) })
  }
}
