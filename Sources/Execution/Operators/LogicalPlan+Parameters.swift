import Planning

extension LogicalPlan {
  /// Whether an expression of the plan reads the row outside; a nested sub-query does so through its parameters.
  var readsParameters: Bool {
    let reads = expressions.contains { expression in
      expression.contains { if case .parameter = $0 { true } else { false } }
    }
    return reads || inputs.contains(where: \.readsParameters)
  }

  private var inputs: [LogicalPlan] {
    switch self {
    case .scan, .system, .values: []
    case .filter(let input, _), .project(let input, _), .distinct(let input), .sort(let input, _),
      .limit(let input, _, _), .window(let input, _), .shared(_, let input):
      [input]
    case .join(let join): [join.left, join.right]
    case .aggregate(let plan): [plan.input]
    case .setOperation(_, _, let left, let right): [left, right]
    }
  }

  private var expressions: [BoundExpression] {
    switch self {
    case .scan, .system, .distinct, .limit, .setOperation, .shared: []
    case .values(let rows, _): rows.flatMap { $0 }
    case .filter(_, let condition): [condition]
    case .project(_, let expressions): expressions
    case .join(let join): join.keys.flatMap { [$0.left, $0.right] } + (join.residual.map { [$0] } ?? [])
    case .aggregate(let plan): plan.groups + plan.aggregates.flatMap(\.inputs)
    case .sort(_, let keys): keys.map(\.expression)
    case .window(_, let calls): calls.flatMap { $0.arguments + $0.partition + $0.order.map(\.expression) }
    }
  }
}
