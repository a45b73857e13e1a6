import SQLTypes

/// Joins the relations of a tree of inner joins in another order: always the two next whose join is estimated to give
/// the fewest rows, as long as an equality ties them together.
///
/// ```
/// FROM a, b, c WHERE a.x = c.x AND c.y = b.y     a × b, then ⋈ c ON x, y
///                                                (a ⋈ c ON x) ⋈ b ON y
/// FROM sales, dates, stores WHERE …              sales ⋈ stores first where the condition on stores keeps fewer rows
/// ```
///
/// Two relations stay as they are written, and so do those of which no estimate is smaller. Columns come out in their
/// old order.
struct JoinOrdering {
  /// Relations that are joined already.
  private struct Group {
    var plan: LogicalPlan
    /// Which of the tree's columns each of the plan's is.
    var columns: [Int]
    var leaves: Set<Int>
    var rows: Int
  }

  /// A condition over the tree's columns, with the leaves it reads.
  private struct Condition {
    var expression: BoundExpression
    var leaves: Set<Int>
    /// Of an equality, its sides and their leaves, where both read some.
    var sides: [Side]?

    struct Side {
      var expression: BoundExpression
      var leaves: Set<Int>
    }
  }

  private struct Pair {
    var left: Int
    var right: Int
    var rows: Int
  }

  private let width: Int
  private var groups: [Group]
  private var conditions: [Condition]

  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    guard let tree = JoinTree(plan) else { return plan.mapInputs(apply) }
    var ordering = JoinOrdering(tree)
    return ordering.joined()
  }

  private init(_ tree: JoinTree) {
    width = tree.leaves.last?.columns.upperBound ?? 0
    groups = tree.leaves.enumerated().map { index, leaf in
      let plan = Self.apply(leaf.plan)
      return Group(plan: plan, columns: Array(leaf.columns), leaves: [index], rows: RowEstimate.of(plan))
    }
    conditions = tree.conditions.map { expression in
      var condition = Condition(expression: expression, leaves: tree.leaves(of: expression))
      if case .call(.comparison(.equal), let operands, _) = expression, operands.count == 2 {
        let sides = operands.map { Condition.Side(expression: $0, leaves: tree.leaves(of: $0)) }
        if sides.allSatisfy({ !$0.leaves.isEmpty }) { condition.sides = sides }
      }
      return condition
    }
  }

  private mutating func joined() -> LogicalPlan {
    while groups.count > 1 { join(nextPair()) }
    let group = groups[0]
    let rest = conditions.map { moved($0.expression, group.columns) }
    return restored(FilterPushdown.filtered(group.plan, rest), group.columns)
  }

  // MARK: Which two

  /// The connected pair with the fewest rows; the first two where none is connected. Of very many relations the first
  /// is joined with the next that it is connected with: trying all pairs takes the cube of their number.
  private func nextPair() -> Pair {
    let mostTried = 20
    var best: Pair?
    for left in groups.indices.prefix(groups.count > mostTried ? 1 : mostTried) {
      for right in groups.indices.dropFirst(left + 1) {
        guard let rows = estimate(groups[left], groups[right]) else { continue }
        if groups.count > mostTried { return Pair(left: left, right: right, rows: rows) }
        if best.map({ rows < $0.rows }) ?? true { best = Pair(left: left, right: right, rows: rows) }
      }
    }
    return best
      ?? Pair(left: 0, right: 1, rows: RowEstimate.matches(groups[0].rows, groups[1].rows, [], residual: 1))
  }

  /// The rows of a join; nil where no equality ties the two together.
  private func estimate(_ left: Group, _ right: Group) -> Int? {
    let equalities = conditions.compactMap { condition -> EqualityEstimate? in
      guard let sides = condition.sides else { return nil }
      if sides[0].leaves.isSubset(of: left.leaves), sides[1].leaves.isSubset(of: right.leaves) {
        return EqualityEstimate(left: distinctValues(sides[0], left), right: distinctValues(sides[1], right))
      }
      guard sides[1].leaves.isSubset(of: left.leaves), sides[0].leaves.isSubset(of: right.leaves) else { return nil }
      return EqualityEstimate(left: distinctValues(sides[1], left), right: distinctValues(sides[0], right))
    }
    return equalities.isEmpty ? nil : RowEstimate.matches(left.rows, right.rows, equalities, residual: 1)
  }

  private func distinctValues(_ side: Condition.Side, _ group: Group) -> Int {
    DistinctEstimate.of(moved(side.expression, group.columns), over: group.plan, rows: group.rows)
  }

  // MARK: Joining

  private mutating func join(_ pair: Pair) {
    let (left, right) = (groups[pair.left], groups[pair.right])
    let (columns, leaves) = (left.columns + right.columns, left.leaves.union(right.leaves))
    let (usable, others) = conditions.partitioned { $0.expression.moves && $0.leaves.isSubset(of: leaves) }
    conditions = others
    let condition = BoundExpression.conjunction(usable.map { moved($0.expression, columns) })
    groups[pair.left] = Group(
      plan: .join(JoinPlan(.inner, left.plan, right.plan, condition: condition)), columns: columns, leaves: leaves,
      rows: pair.rows)
    groups.remove(at: pair.right)
  }

  /// An expression over the tree's columns, said over those of a plan.
  private func moved(_ expression: BoundExpression, _ columns: [Int]) -> BoundExpression {
    expression.remapped { column in
      guard let index = columns.firstIndex(of: column) else {
        preconditionFailure("a condition reads relations that are joined")
      }
      return index
    }
  }

  /// The columns in the order in which the tree had them.
  private func restored(_ plan: LogicalPlan, _ columns: [Int]) -> LogicalPlan {
    guard columns != Array(0..<width) else { return plan }
    let types = plan.types
    var expressions: [BoundExpression] = []
    for column in 0..<width {
      guard let index = columns.firstIndex(of: column) else { preconditionFailure("all relations are joined") }
      expressions.append(.column(index, types[index]))
    }
    return .project(plan, expressions)
  }
}
