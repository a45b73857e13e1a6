import Columnar
import Planning
import SQLTypes

/// Plans become operators. An operator that needs all rows runs its input here and now.
extension Executor {
  /// `use` says which columns of the plan's output anybody reads.
  func source(_ plan: LogicalPlan, use: ColumnUse) throws -> any BatchSource {
    switch plan {
    case .scan(let scan): return TableScanSource(scan, use: use)
    case .system(let relation): return BatchList(SystemRows.batches(relation, system))
    case .values(let rows, let types): return BatchList(try ValuesRows.batches(rows, types: types, evaluator))
    case .filter(let input, let condition):
      let source = try firstOfPartitions(input, condition, use) ?? source(input, use: use.adding(condition))
      return FilterSource(input: source, condition: condition, evaluator: evaluator, use: use)
    case .project(let input, let expressions): return try project(input, expressions, use)
    case .join(let join):
      return try JoinOperator.source(join, use: use, context) {
        try source(join.left, use: $0)
      } right: {
        try source(join.right, use: $0)
      }
    case .aggregate(let grouped):
      let plan = grouped.overDistinctRows ?? grouped
      let aggregate = AggregateOperator(plan, context)
      return try aggregate.source(source(plan.input, use: aggregate.inputUse))
    case .distinct(let input):
      if let plan = input.distinctWithoutFollowers { return try source(plan, use: use) }
      return try DistinctOperator.source(whole(input), types: input.types, context)
    case .sort(let input, let keys):
      let sort = SortOperator(keys: keys, types: input.types, use: use, context: context)
      return try sort.source(source(input, use: sort.inputUse))
    case .limit(let input, let count, let offset): return try limit(input, count: count, offset: offset, use: use)
    case .window(let input, let calls):
      let window = WindowOperator(calls: calls, types: input.types, use: use, context: context)
      return try window.source(source(input, use: window.inputUse))
    case .setOperation(let operation, let isAll, let left, let right):
      let set = SetOperator(
        operation: operation, isAll: isAll, types: left.types, rightTypes: right.types, context: context)
      return try set.source(whole(left), whole(right))
    case .shared(let id, let input): return BatchList(try shared(id, input))
    }
  }

  /// A source that gives all columns.
  private func whole(_ plan: LogicalPlan) throws -> any BatchSource {
    try source(plan, use: ColumnUse(all: plan.types.count))
  }

  private func project(
    _ input: LogicalPlan, _ expressions: [BoundExpression], _ use: ColumnUse
  ) throws -> any BatchSource {
    let read = expressions.indices.filter { use[$0] }.map { expressions[$0] }
    let source = try source(input, use: ColumnUse(none: input.types.count).adding(read))
    return ProjectSource(input: source, expressions: expressions, evaluator: evaluator, use: use)
  }

  /// The rows that may satisfy `ROW_NUMBER() … = 1`, found without numbering all rows.
  private func firstOfPartitions(
    _ input: LogicalPlan, _ condition: BoundExpression, _ use: ColumnUse
  ) throws -> (any BatchSource)? {
    guard let (rows, call) = input.windowOfFirstRows(condition) else { return nil }
    let use = use.adding(condition)
    var windowUse = use
    if case .project(_, let expressions) = input {
      let read = expressions.indices.filter { use[$0] }.map { expressions[$0] }
      windowUse = ColumnUse(none: rows.types.count + 1).adding(read)
    }
    let first = FirstRowOperator(call: call, use: windowUse, context: context)
    let source = try first.source(source(rows, use: first.inputUse))
    guard case .project(_, let expressions) = input else { return source }
    return ProjectSource(input: source, expressions: expressions, evaluator: evaluator, use: use)
  }

  /// A limit moves below projections, which keep rows and their order, to stop sorts and scans early.
  private func limit(_ input: LogicalPlan, count: Int?, offset: Int, use: ColumnUse) throws -> any BatchSource {
    switch input {
    case .project(let inner, let expressions):
      return try project(.limit(inner, count: count, offset: offset), expressions, use)
    case .sort(let inner, let keys):
      guard let count, count < Batch.targetCount else { break }
      let sort = SortOperator(keys: keys, types: inner.types, use: use, context: context)
      let sorted = try sort.source(source(inner, use: sort.inputUse), limit: count + offset)
      return try LimitOperator.source(sorted, count: count, offset: offset, context)
    default: break
    }
    return try LimitOperator.source(source(input, use: use), count: count, offset: offset, context)
  }

  /// Kept for the statement, except where a correlated sub-query's own common table reads the row outside.
  private func shared(_ id: Int, _ input: LogicalPlan) throws -> [Batch] {
    if !evaluator.context.parameters.isEmpty && input.readsParameters { return try context.collect(whole(input)) }
    return try results.shared(id) { try context.collect(whole(input)) }
  }
}
