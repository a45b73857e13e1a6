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

  private var leaves: [Leaf] = []
  private var conditions: [BoundExpression]

  static func apply(_ plan: LogicalPlan, conditions: [BoundExpression]) -> LogicalPlan {
    var ordering = JoinOrdering(conditions: conditions)
    ordering.flatten(plan, offset: 0)
    return ordering.joined()
  }

  private init(conditions: [BoundExpression]) { self.conditions = conditions }

  private mutating func flatten(_ plan: LogicalPlan, offset: Int) {
    guard case .join(let join) = plan, join.kind == .inner else {
      leaves.append(Leaf(plan: plan, offset: offset))
      return
    }
    let width = join.left.types.count
    flatten(join.left, offset: offset)
    flatten(join.right, offset: offset + width)
    let equalities = join.keys.map { key in
      BoundExpression.call(.equal, [key.left, key.right.remapped { $0 + width }], .boolean)
    }
    conditions += (equalities + (join.residual?.conjuncts ?? [])).map { $0.remapped { $0 + offset } }
  }

  private mutating func joined() -> LogicalPlan {
    filterLeaves()
    var places: [Int: Int] = [:]
    var waiting = leaves
    let first = waiting.removeFirst()
    var plan = first.plan
    add(first, at: 0, to: &places)
    while !waiting.isEmpty {
      let next = waiting.remove(at: waiting.firstIndex { connects($0, places) } ?? 0)
      let width = plan.types.count
      add(next, at: width, to: &places)
      let usable = takeConditions(within: places)
      let condition = BoundExpression.conjunction(usable.map { $0.remapped { places[$0] ?? $0 } })
      plan = .join(JoinPlan(.inner, plan, next.plan, condition: condition))
    }
    return restored(FilterPushdown.filtered(plan, conditions.map { $0.remapped { places[$0] ?? $0 } }), places)
  }

  /// Conditions about one relation filter it before it is joined.
  private mutating func filterLeaves() {
    for index in leaves.indices {
      let offset = leaves[index].offset
      let range = offset..<offset + leaves[index].plan.types.count
      let (own, others) = conditions.partitioned { condition in
        !condition.contains(where: \.isSubquery) && !condition.columns.isEmpty
          && condition.columns.allSatisfy(range.contains)
      }
      leaves[index].plan = FilterPushdown.push(own.map { $0.remapped { $0 - offset } }, into: leaves[index].plan)
      conditions = others
    }
  }

  private func add(_ leaf: Leaf, at place: Int, to places: inout [Int: Int]) {
    for column in leaf.plan.types.indices { places[leaf.offset + column] = place + column }
  }

  /// Whether an equality ties `leaf` to the columns joined so far.
  private func connects(_ leaf: Leaf, _ places: [Int: Int]) -> Bool {
    let range = leaf.offset..<leaf.offset + leaf.plan.types.count
    return conditions.contains { condition in
      guard case .call(.equal, let sides, _) = condition, sides.count == 2 else { return false }
      let (one, other) = (sides[0].columns, sides[1].columns)
      guard !one.isEmpty, !other.isEmpty else { return false }
      return one.allSatisfy(range.contains) && other.allSatisfy { places[$0] != nil }
        || other.allSatisfy(range.contains) && one.allSatisfy { places[$0] != nil }
    }
  }

  private mutating func takeConditions(within places: [Int: Int]) -> [BoundExpression] {
    let (usable, others) = conditions.partitioned { condition in
      !condition.contains(where: \.isSubquery) && condition.columns.allSatisfy { places[$0] != nil }
    }
    conditions = others
    return usable
  }

  /// The columns in the order in which the tree had them.
  private func restored(_ plan: LogicalPlan, _ places: [Int: Int]) -> LogicalPlan {
    let order = places.keys.sorted()
    guard order.contains(where: { places[$0] != $0 }) else { return plan }
    let types = plan.types
    return .project(plan, order.map { column in .column(places[column] ?? column, types[places[column] ?? column]) })
  }
}
