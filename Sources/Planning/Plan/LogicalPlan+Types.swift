import SQLTypes

extension LogicalPlan {
  /// The types of the output columns.
  package var types: [DataType] {
    switch self {
    case .scan(let scan): scan.types
    case .system(let relation): relation.columns.map(\.type)
    case .values(_, let types): types
    case .filter(let input, _), .distinct(let input), .sort(let input, _), .limit(let input, _, _),
      .shared(_, let input), .setOperation(_, _, let input, _):
      input.types
    case .project(_, let expressions): expressions.map(\.type)
    case .join(let join): join.types
    case .aggregate(let plan): plan.groups.map(\.type) + plan.aggregates.map(\.type)
    case .window(let input, let calls): input.types + calls.map(\.type)
    }
  }
}

extension JoinPlan {
  package var types: [DataType] {
    switch kind {
    case .semi, .anti: left.types
    case .inner, .left, .right, .full: left.types + right.types
    }
  }
}
