import SQLTypes

/// Puts the operators of one SELECT on each other in their order: aggregate, HAVING, windows, QUALIFY, the select list,
/// DISTINCT, ORDER BY. Each step sends the expressions above it from the columns it takes to the columns it gives.
struct SelectPlanBuilder {
  var plan: LogicalPlan
  var items: [SelectBinder.Item]
  var aggregates: [AggregateCall]
  var windows: [WindowCall]
  var sets: [SetCall]
  var keys: [SortKey]
  var isDistinct: Bool
  var qualify: BoundExpression?
  /// The columns of FROM by their names, for messages.
  var names: Scope

  mutating func group(_ grouping: Grouping, having: BoundExpression?) throws(SQLError) {
    guard grouping.isExplicit || having != nil || !aggregates.isEmpty else { return }
    plan = .aggregate(
      AggregatePlan(input: plan, groups: grouping.expressions, aggregates: aggregates, sets: grouping.sets))
    let width = grouping.expressions.count
    let names = self.names
    let output: (BoundExpression) throws(SQLError) -> BoundExpression? = { expression throws(SQLError) in
      if let group = grouping.expressions.firstIndex(of: expression) { return .column(group, expression.type) }
      switch expression {
      case .placeholder(.aggregate(let index), let type): return .column(width + index, type)
      case .column: throw Self.ungrouped(expression, names)
      default: return nil
      }
    }
    try replaceAbove(output)
    if let having { plan = .filter(plan, try having.rewritten(output)) }
  }

  mutating func addWindows() throws(SQLError) {
    if !windows.isEmpty {
      let width = plan.types.count
      plan = .window(plan, windows)
      try replaceAbove { expression throws(SQLError) in
        if case .placeholder(.window(let index), let type) = expression { .column(width + index, type) } else { nil }
      }
    }
    if let qualify { plan = .filter(plan, qualify) }
  }

  mutating func addSets() throws(SQLError) {
    guard !sets.isEmpty else { return }
    let width = plan.types.count
    plan = .expand(plan, sets)
    try replaceAbove { expression throws(SQLError) in
      if case .placeholder(.set(let index), let type) = expression { .column(width + index, type) } else { nil }
    }
  }

  /// The select list, DISTINCT and ORDER BY. Throws 42P10 for a sort key that DISTINCT has dropped. A sort key outside
  /// the list travels along as a hidden column.
  func finish() throws(SQLError) -> BoundQuery {
    let columns = items.map { OutputColumn(name: $0.name, type: $0.expression.type) }
    var expressions = items.map(\.expression)
    var sortKeys: [SortKey] = []
    for key in keys {
      let index = expressions.firstIndex(of: key.expression) ?? expressions.count
      if index == expressions.count { expressions.append(key.expression) }
      sortKeys.append(
        SortKey(.column(index, key.expression.type), isDescending: key.isDescending, nullsFirst: key.nullsFirst))
    }
    if isDistinct && expressions.count > items.count {
      throw SQLError(
        .invalidColumnReference, "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
    }
    var result = LogicalPlan.project(plan, expressions)
    if isDistinct { result = .distinct(result) }
    if !sortKeys.isEmpty { result = .sort(result, sortKeys) }
    if expressions.count > items.count {
      result = .project(result, columns.enumerated().map { .column($0, $1.type) })
    }
    return BoundQuery(plan: result, columns: columns)
  }

  /// Sends items, sort keys, window calls and QUALIFY through `replace`.
  ///
  /// Not generic in what it throws, as `rewritten` is: the optimizing compiler (Swift 6.3) fails on that.
  private mutating func replaceAbove(
    _ replace: (BoundExpression) throws(SQLError) -> BoundExpression?
  ) throws(SQLError) {
    for index in items.indices { items[index].expression = try items[index].expression.rewritten(replace) }
    for index in keys.indices { keys[index].expression = try keys[index].expression.rewritten(replace) }
    for index in windows.indices { try windows[index].rewrite(replace) }
    for index in sets.indices { sets[index].arguments = try sets[index].arguments.rewritten(replace) }
    qualify = try qualify.map { condition throws(SQLError) in try condition.rewritten(replace) }
  }

  private static func ungrouped(_ expression: BoundExpression, _ names: Scope) -> SQLError {
    let column = names.columns.first { $0.expression == expression }
    let name = column.map { column in column.relation.map { "\($0).\(column.name)" } ?? column.name } ?? "?column?"
    return SQLError(
      .groupingError,
      "column \"\(name)\" must appear in the GROUP BY clause or be used in an aggregate function")
  }
}

extension WindowCall {
  mutating func rewrite(_ replace: (BoundExpression) throws(SQLError) -> BoundExpression?) throws(SQLError) {
    arguments = try arguments.rewritten(replace)
    partition = try partition.rewritten(replace)
    for index in order.indices { order[index].expression = try order[index].expression.rewritten(replace) }
  }
}
