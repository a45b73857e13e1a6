import SQLTypes

extension LogicalPlan {
  /// The types of the output columns.
  package var types: [DataType] {
    switch self {
    case .scan(let scan): scan.types
    case .system(let relation): relation.columns.map(\.type)
    case .values(_, let types), .workTable(_, let types): types
    case .filter(let input, _), .distinct(let input), .sort(let input, _), .limit(let input, _, _),
      .top(let input, _, _, _), .setOperation(_, _, let input, _), .recursiveUnion(_, let input, _):
      input.types
    case .shared(let table): table.plan.types
    case .project(_, let expressions): expressions.map(\.type)
    case .join(let join): join.types
    case .aggregate(let plan): plan.groups.map(\.type) + plan.aggregates.map(\.type)
    case .window(let input, let calls): input.types + calls.map(\.type)
    case .expand(let input, let sets): input.types + sets.map(\.type)
    case .firstRows(let input, let call): input.types + [call.type]
    case .unnest(let plan): plan.types
    }
  }
}

extension JoinPlan {
  package var types: [DataType] {
    var types: [DataType] = []
    addTypes(to: &types)
    return types
  }

  /// Those of a chain of joins are put together once, not anew at each of them.
  fileprivate func addTypes(to types: inout [DataType]) {
    left.addTypes(to: &types)
    if !keepsLeftOnly { right.addTypes(to: &types) }
  }

  /// Whether only the left columns come out: it asks whether there is a partner.
  package var keepsLeftOnly: Bool {
    switch kind {
    case .semi, .anti: true
    case .inner, .left, .right, .full: false
    }
  }
}

extension LogicalPlan {
  fileprivate func addTypes(to types: inout [DataType]) {
    if case .join(let join) = self { join.addTypes(to: &types) } else { types += self.types }
  }
}
