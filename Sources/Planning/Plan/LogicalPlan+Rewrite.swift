import SQLTypes

extension LogicalPlan {
  /// The same operator over other inputs; a common table's plan, which other places read too, is left alone.
  package func mapInputs(_ change: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
    switch self {
    case .scan, .system, .values, .workTable, .shared: return self
    case .filter(let input, let condition): return .filter(change(input), condition)
    case .project(let input, let expressions): return .project(change(input), expressions)
    case .distinct(let input): return .distinct(change(input))
    case .sort(let input, let keys): return .sort(change(input), keys)
    case .limit(let input, let count, let offset): return .limit(change(input), count: count, offset: offset)
    case .top(let input, let keys, let count, let offset):
      return .top(change(input), keys, count: count, offset: offset)
    case .firstRows(let input, let call): return .firstRows(change(input), call)
    case .window(let input, let calls): return .window(change(input), calls)
    case .expand(let input, let sets): return .expand(change(input), sets)
    case .setOperation(let operation, let isAll, let left, let right):
      return .setOperation(operation, isAll: isAll, change(left), change(right))
    case .recursiveUnion(let id, let seed, let member):
      return .recursiveUnion(id: id, seed: change(seed), member: change(member))
    case .join(var join):
      join.left = change(join.left)
      join.right = change(join.right)
      return .join(join)
    case .aggregate(var plan):
      plan.input = change(plan.input)
      return .aggregate(plan)
    case .unnest(var plan):
      plan.input = change(plan.input)
      return .unnest(plan)
    }
  }

  package var inputs: [LogicalPlan] {
    switch self {
    case .scan, .system, .values, .workTable: []
    case .filter(let input, _), .project(let input, _), .distinct(let input), .sort(let input, _),
      .limit(let input, _, _), .top(let input, _, _, _), .window(let input, _), .firstRows(let input, _),
      .expand(let input, _):
      [input]
    case .shared(let table): [table.plan]
    case .setOperation(_, _, let left, let right), .recursiveUnion(_, let left, let right): [left, right]
    case .join(let join): [join.left, join.right]
    case .aggregate(let plan): [plan.input]
    case .unnest(let plan): [plan.input]
    }
  }

  /// The same operator with its own expressions, not its inputs', sent through `change`, which keeps types.
  package func mapExpressions(_ change: (BoundExpression) -> BoundExpression) -> LogicalPlan {
    switch self {
    case .scan, .system, .distinct, .limit, .shared, .setOperation, .recursiveUnion, .workTable: return self
    case .values(let rows, let types): return .values(rows.map { $0.map(change) }, types: types)
    case .filter(let input, let condition): return .filter(input, change(condition))
    case .project(let input, let expressions): return .project(input, expressions.map(change))
    case .sort(let input, let keys): return .sort(input, keys.map { $0.mapExpression(change) })
    case .top(let input, let keys, let count, let offset):
      return .top(input, keys.map { $0.mapExpression(change) }, count: count, offset: offset)
    case .firstRows(let input, let call): return .firstRows(input, call.mapExpressions(change))
    case .window(let input, let calls): return .window(input, calls.map { $0.mapExpressions(change) })
    case .expand(let input, let sets): return .expand(input, sets.map { $0.mapExpressions(change) })
    case .join(var join):
      join.keys = join.keys.map { JoinKey(left: change($0.left), right: change($0.right)) }
      join.residual = join.residual.map(change)
      return .join(join)
    case .aggregate(var plan):
      plan.groups = plan.groups.map(change)
      plan.aggregates = plan.aggregates.map { $0.mapExpressions(change) }
      return .aggregate(plan)
    case .unnest(var plan):
      plan.value = change(plan.value)
      return .unnest(plan)
    }
  }

  /// Of the sub-queries within its own expressions.
  package var subplans: [LogicalPlan] { expressions.flatMap(\.subqueries).map(\.plan) }

  /// The operator's own expressions.
  package var expressions: [BoundExpression] {
    switch self {
    case .scan, .system, .distinct, .limit, .shared, .setOperation, .recursiveUnion, .workTable: []
    case .values(let rows, _): rows.flatMap { $0 }
    case .filter(_, let condition): [condition]
    case .project(_, let expressions): expressions
    case .sort(_, let keys), .top(_, let keys, _, _): keys.map(\.expression)
    case .firstRows(_, let call): call.expressions
    case .window(_, let calls): calls.flatMap(\.expressions)
    case .expand(_, let sets): sets.flatMap(\.arguments)
    case .join(let join): join.keys.flatMap { [$0.left, $0.right] } + (join.residual.map { [$0] } ?? [])
    case .aggregate(let plan): plan.groups + plan.aggregates.flatMap(\.expressions)
    case .unnest(let plan): [plan.value]
    }
  }
}

extension LogicalPlan {
  /// The tree with every operator sent through `change`, its inputs first.
  func rewrittenUp(_ change: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
    change(mapInputs { $0.rewrittenUp(change) })
  }

  /// The tree with every operator sent through `change`, and then the inputs of what it became.
  func rewrittenDown(_ change: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
    change(self).mapInputs { $0.rewrittenDown(change) }
  }

  /// The tree with its sub-queries sent through `change`; what stands in their own plans is left alone.
  func mapSubqueries(_ change: (BoundSubquery) -> BoundSubquery) -> LogicalPlan {
    mapInputs { $0.mapSubqueries(change) }.mapOwnSubqueries(change)
  }

  /// The same of the operator alone, not of its inputs.
  func mapOwnSubqueries(_ change: (BoundSubquery) -> BoundSubquery) -> LogicalPlan {
    hasSubqueries ? mapExpressions { $0.mapSubqueries(change) } : self
  }

  /// Whether a sub-query stands in one of the operator's own expressions.
  private var hasSubqueries: Bool {
    if case .values(let rows, _) = self {
      return rows.contains { $0.contains { $0.contains(where: \.isSubquery) } }
    }
    return expressions.contains { $0.contains(where: \.isSubquery) }
  }

  /// Whether an expression reads the row outside the sub-query that this plan belongs to; a nested sub-query does so
  /// through its own parameters.
  package var readsParameters: Bool {
    if case .shared(let table) = self { return table.readsParameters }
    return expressions.contains { $0.contains(where: \.isParameter) } || inputs.contains(where: \.readsParameters)
  }
}

extension LogicalPlan {
  /// Whether it reads the rows of a recursion's step before.
  package var readsWorkTables: Bool {
    switch self {
    case .workTable: true
    case .shared(let table): table.readsWorkTables
    default: inputs.contains(where: \.readsWorkTables)
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
  /// The tree with its sub-queries sent through `change`, those in a sub-query's operands first.
  func mapSubqueries(_ change: (BoundSubquery) -> BoundSubquery) -> BoundExpression {
    guard contains(where: \.isSubquery) else { return self }
    return rewritten { expression in
      guard case .subquery(let subquery) = expression else { return nil }
      return .subquery(change(subquery.rewritten { $0.mapSubqueries(change) }))
    }
  }
}
