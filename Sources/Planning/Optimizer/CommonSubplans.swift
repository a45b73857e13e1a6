/// Groups that are computed in several places of a statement are computed once, and read from there as a common table is.
///
/// ```
/// aggregate sum(a.y) by a.x       shared 2: aggregate sum(a.y) by a.x
/// aggregate sum(a.y) by a.x   →   shared 2: the same
/// ```
/// Of plans that are the same operator by operator; none whose values may differ each time, or that reads a row outside.
enum CommonSubplans {
  static func apply(_ plan: LogicalPlan) -> LogicalPlan {
    let groups = plan.groupings
    let repeated = groups.indices.filter { index in
      let isFirst = !groups[..<index].contains { $0.isSame(as: groups[index]) }
      return isFirst && groups[(index + 1)...].contains { $0.isSame(as: groups[index]) }
    }
    guard !repeated.isEmpty else { return plan }
    return sharing(repeated.map { groups[$0] }, in: plan, from: plan.greatestID + 1)
  }

  private static func sharing(_ repeated: [LogicalPlan], in plan: LogicalPlan, from id: Int) -> LogicalPlan {
    switch plan {
    case .shared, .recursiveUnion: return plan
    case .aggregate:
      if let index = repeated.firstIndex(where: plan.isSame) { return .shared(id: id + index, plan) }
    default: break
    }
    return plan.mapInputs { sharing(repeated, in: $0, from: id) }
  }
}

extension LogicalPlan {
  /// The aggregates that may be shared, outermost first; not those of common tables, which are shared already.
  fileprivate var groupings: [LogicalPlan] {
    switch self {
    case .shared, .recursiveUnion: []
    case .aggregate: (isSettled ? [self] : []) + inputs.flatMap(\.groupings)
    default: inputs.flatMap(\.groupings)
    }
  }

  /// Whether it gives the same rows wherever it stands in the statement.
  private var isSettled: Bool {
    !expressions.contains { $0.contains { $0.isSubquery || $0.isParameter || $0.isVolatileCall } }
      && inputs.allSatisfy(\.isSettled)
  }

  /// Of what is shared or recursive anywhere in the statement, sub-queries included.
  fileprivate var greatestID: Int {
    let own =
      switch self {
      case .shared(let id, _), .recursiveUnion(let id, _, _), .workTable(let id, _): id
      default: 0
      }
    let subplans = expressions.flatMap(\.subqueries).map(\.plan)
    return (inputs + subplans).reduce(own) { max($0, $1.greatestID) }
  }

  fileprivate func isSame(as other: LogicalPlan) -> Bool {
    hasSameOperator(as: other) && expressions == other.expressions
      && zip(inputs, other.inputs).allSatisfy { $0.isSame(as: $1) }
  }

  /// But for its expressions and inputs. What is not listed is never the same.
  private func hasSameOperator(as other: LogicalPlan) -> Bool {
    switch (self, other) {
    case (.scan(let left), .scan(let right)):
      left.table.id == right.table.id && left.table.revision == right.table.revision && left.columns == right.columns
    case (.filter, .filter), (.project, .project): true
    case (.join(let left), .join(let right)): left.kind == right.kind && left.keys.count == right.keys.count
    case (.aggregate(let left), .aggregate(let right)):
      left.groups.count == right.groups.count && left.aggregates == right.aggregates && left.sets == right.sets
    case (.setOperation(let left, let leftIsAll, _, _), .setOperation(let right, let rightIsAll, _, _)):
      left == right && leftIsAll == rightIsAll
    case (.shared(let left, _), .shared(let right, _)): left == right
    default: false
    }
  }
}

extension BoundExpression {
  fileprivate var isVolatileCall: Bool {
    if case .call(let function, _, _) = self { function.isVolatile } else { false }
  }
}
