import SQLSyntax
import SQLTypes

/// Outer joins by `(+)` in WHERE:
///
/// ```
/// FROM a, b, c WHERE a.x = b.x(+) AND b.y(+) > 1 AND c.z = a.z
///   the relations without mark, joined      a, c
///   each with a mark, joined to what it is compared with    left join b on a.x = b.x and b.y > 1
///   the other conditions                    filter c.z = a.z
/// ```
extension SelectBinder {
  private struct Marked {
    var condition: BoundExpression
    /// The relation that gives NULLs.
    var relation: Int
    var others: Set<Int>
  }

  /// The rows of FROM, joined and filtered by WHERE, under the columns that `from` has.
  func bindOuterJoins(_ from: FromBinding) throws(SQLError) -> LogicalPlan {
    guard let filter = select.filter else { return from.plan }
    guard from.parts.count == select.from.count, select.hierarchy == nil else {
      throw SQLError(
        .syntaxError, "The outer join operator (+) is not allowed in a query block with FROM clause join syntax")
    }
    var marked: [Marked] = []
    var plain: [BoundExpression] = []
    for conjunct in filter.conjuncts {
      let binder = expressions(.filter)
      let condition = try binder.bindCondition(conjunct)
      let marks = binder.outerColumns
      if marks.isEmpty { plain.append(condition) } else { marked.append(try mark(condition, marks, from)) }
    }
    // A join with marks in some of its conditions only is an inner join.
    let half = marked.filter { join in
      plain.contains { Self.joins($0, join.relation, from) && !join.others.isDisjoint(with: relations($0, from)) }
    }
    let outer = marked.filter { join in !half.contains { $0.relation == join.relation } }
    plain += marked.filter { join in half.contains { $0.relation == join.relation } }.map(\.condition)
    return FilterPushdown.filtered(try join(from, outer), plain)
  }

  private static func joins(_ condition: BoundExpression, _ relation: Int, _ from: FromBinding) -> Bool {
    let relations = Set(condition.columns.map(from.part))
    return relations.count > 1 && relations.contains(relation)
  }

  private func relations(_ condition: BoundExpression, _ from: FromBinding) -> Set<Int> {
    Set(condition.columns.map(from.part))
  }

  private func mark(_ condition: BoundExpression, _ marks: Set<Int>, _ from: FromBinding) throws(SQLError) -> Marked {
    let isBranching = condition.contains {
      switch $0 {
      case .or, .inList, .subquery: true
      default: false
      }
    }
    guard !isBranching else {
      throw SQLError(.syntaxError, "Outer join operator (+) not allowed in operand of OR or IN.")
    }
    let relations = Set(marks.map(from.part))
    guard relations.count == 1, let relation = relations.first else {
      throw SQLError(.syntaxError, "Outer join operator (+) may mark one table of a condition only")
    }
    return Marked(
      condition: condition, relation: relation, others: self.relations(condition, from).subtracting(relations))
  }

  private func join(_ from: FromBinding, _ marked: [Marked]) throws(SQLError) -> LogicalPlan {
    var joined = RelationChain()
    let outer = Set(marked.map(\.relation))
    for index in from.parts.indices where !outer.contains(index) { joined.add(index, from, .inner, condition: nil) }
    var rest = outer
    while !rest.isEmpty {
      let ready = rest.sorted().first { relation in
        marked.allSatisfy { $0.relation != relation || $0.others.isDisjoint(with: rest) }
      }
      guard let relation = ready else {
        throw SQLError(.syntaxError, "two tables cannot be outer-joined to each other")
      }
      let own = marked.filter { $0.relation == relation }
      guard own.reduce(into: Set<Int>(), { $0.formUnion($1.others) }).count <= 1 else {
        throw SQLError(.syntaxError, "A table may be outer joined to at most one other table.")
      }
      joined.add(relation, from, .left, condition: .conjunction(own.map(\.condition)))
      rest.remove(relation)
    }
    return joined.inOrder(of: from)
  }
}

/// Relations of a FROM joined one after the other, in an order of their own.
private struct RelationChain {
  private var plan: LogicalPlan?
  /// Where each column of FROM is.
  private var positions: [Int: Int] = [:]

  mutating func add(_ relation: Int, _ from: FromBinding, _ kind: JoinPlan.Kind, condition: BoundExpression?) {
    let part = from.parts[relation]
    let width = plan?.types.count ?? 0
    for column in 0..<part.plan.types.count { positions[part.offset + column] = width + column }
    guard let left = plan else {
      plan =
        kind == .left ? .join(JoinPlan(.left, .values([[]], types: []), part.plan, condition: condition)) : part.plan
      return
    }
    plan = .join(JoinPlan(kind, left, part.plan, condition: condition?.remapped { positions[$0] ?? $0 }))
  }

  func inOrder(of from: FromBinding) -> LogicalPlan {
    guard let plan else { return from.plan }
    return .project(plan, from.plan.types.enumerated().map { .column(positions[$0] ?? $0, $1) })
  }
}

extension FromBinding {
  /// The relation that a column of the whole is of.
  fileprivate func part(_ column: Int) -> Int { parts.lastIndex { $0.offset <= column } ?? 0 }
}

extension Expression {
  /// The operands of AND.
  fileprivate var conjuncts: [Expression] {
    var operands: [Expression] = []
    var rest = [self]
    while let next = rest.popLast() {
      if case .binary(.and, let left, let right, _) = next { rest += [right, left] } else { operands.append(next) }
    }
    return operands
  }
}
