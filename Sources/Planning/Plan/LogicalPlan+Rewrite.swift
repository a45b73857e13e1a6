import SQLTypes

extension LogicalPlan {
  /// The same operator over other inputs.
  package func mapInputs(_ change: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
    switch self {
    case .scan, .system, .values: return self
    case .filter(let input, let condition): return .filter(change(input), condition)
    case .project(let input, let expressions): return .project(change(input), expressions)
    case .distinct(let input): return .distinct(change(input))
    case .sort(let input, let keys): return .sort(change(input), keys)
    case .limit(let input, let count, let offset): return .limit(change(input), count: count, offset: offset)
    case .window(let input, let calls): return .window(change(input), calls)
    case .shared(let id, let input): return .shared(id: id, change(input))
    case .setOperation(let operation, let isAll, let left, let right):
      return .setOperation(operation, isAll: isAll, change(left), change(right))
    case .join(var join):
      join.left = change(join.left)
      join.right = change(join.right)
      return .join(join)
    case .aggregate(var plan):
      plan.input = change(plan.input)
      return .aggregate(plan)
    }
  }

  package var inputs: [LogicalPlan] {
    switch self {
    case .scan, .system, .values: []
    case .filter(let input, _), .project(let input, _), .distinct(let input), .sort(let input, _),
      .limit(let input, _, _), .window(let input, _), .shared(_, let input):
      [input]
    case .setOperation(_, _, let left, let right): [left, right]
    case .join(let join): [join.left, join.right]
    case .aggregate(let plan): [plan.input]
    }
  }

  /// The same operator with its own expressions, not its inputs', sent through `change`, which keeps types.
  package func mapExpressions(_ change: (BoundExpression) -> BoundExpression) -> LogicalPlan {
    switch self {
    case .scan, .system, .distinct, .limit, .shared, .setOperation: return self
    case .values(let rows, let types): return .values(rows.map { $0.map(change) }, types: types)
    case .filter(let input, let condition): return .filter(input, change(condition))
    case .project(let input, let expressions): return .project(input, expressions.map(change))
    case .sort(let input, let keys): return .sort(input, keys.map { $0.mapExpression(change) })
    case .window(let input, let calls): return .window(input, calls.map { $0.mapExpressions(change) })
    case .join(var join):
      join.keys = join.keys.map { JoinKey(left: change($0.left), right: change($0.right)) }
      join.residual = join.residual.map(change)
      return .join(join)
    case .aggregate(var plan):
      plan.groups = plan.groups.map(change)
      plan.aggregates = plan.aggregates.map { $0.mapExpressions(change) }
      return .aggregate(plan)
    }
  }

  /// The operator's own expressions.
  package var expressions: [BoundExpression] {
    switch self {
    case .scan, .system, .distinct, .limit, .shared, .setOperation: []
    case .values(let rows, _): rows.flatMap { $0 }
    case .filter(_, let condition): [condition]
    case .project(_, let expressions): expressions
    case .sort(_, let keys): keys.map(\.expression)
    case .window(_, let calls): calls.flatMap(\.expressions)
    case .join(let join): join.keys.flatMap { [$0.left, $0.right] } + (join.residual.map { [$0] } ?? [])
    case .aggregate(let plan): plan.groups + plan.aggregates.flatMap(\.expressions)
    }
  }
}

extension SortKey {
  package func mapExpression(_ change: (BoundExpression) -> BoundExpression) -> SortKey {
    SortKey(change(expression), isDescending: isDescending, nullsFirst: nullsFirst)
  }
}

extension AggregateCall {
  package func mapExpressions(_ change: (BoundExpression) -> BoundExpression) -> AggregateCall {
    AggregateCall(
      function, arguments.map(change), isDistinct: isDistinct, order: order.map { $0.mapExpression(change) }, type: type
    )
  }

  package var expressions: [BoundExpression] { arguments + order.map(\.expression) }
}

extension WindowCall {
  package func mapExpressions(_ change: (BoundExpression) -> BoundExpression) -> WindowCall {
    var copy = self
    copy.arguments = arguments.map(change)
    copy.partition = partition.map(change)
    copy.order = order.map { $0.mapExpression(change) }
    return copy
  }

  package var expressions: [BoundExpression] { arguments + partition + order.map(\.expression) }
}

extension BoundExpression {
  /// The tree with the plans of its sub-queries sent through `change`.
  package func mapSubplans(_ change: (LogicalPlan) -> LogicalPlan) -> BoundExpression {
    guard contains(where: \.isSubquery) else { return self }
    let replaced = try? rewritten { expression throws(SQLError) in
      guard case .subquery(let subquery) = expression else { return nil }
      var copy = try subquery.rewritten { operand throws(SQLError) in operand.mapSubplans(change) }
      copy.plan = change(copy.plan)
      return .subquery(copy)
    }
    return replaced ?? self
  }
}
