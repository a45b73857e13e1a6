import Catalogs
import Columnar
import Planning
import SQLTypes

/// Plans become operators, one for one: what is to be rewritten, the optimizer has rewritten. A pipeline breaker
/// (`BatchSource`) runs its input here and now.
extension Executor {
  /// `required` says which columns of the plan's output anybody reads, `filters` which rows nobody does. `index` is the
  /// plan's among the inputs of the operator that reads it.
  func source(
    _ plan: LogicalPlan, _ required: RequiredColumns, _ filters: KeyFilters = .none, input index: Int = 0
  ) throws -> any BatchSource {
    guard let consumer = statistics else { return try makeSource(plan, required, filters) }
    let statistics = consumer.input(index)
    var executor = self
    executor.statistics = statistics
    return try statistics.measured(keepsInput: plan.keepsInput) { try executor.makeSource(plan, required, filters) }
  }

  private func makeSource(
    _ plan: LogicalPlan, _ required: RequiredColumns, _ filters: KeyFilters
  ) throws -> any BatchSource {
    if plan.isShut { return BatchList([]) }
    let input = { try self.input(plan, required, filters) }
    switch plan {
    case .scan(let scan): return TableScanSource(try withRows(scan), required, filters)
    case .system(let relation): return BatchList(SystemRows.batches(relation, system))
    case .values(let rows, let types): return BatchList(try ValuesRows.batches(rows, types: types, evaluator))
    case .filter(_, let condition):
      return FilterSource(
        input: try input(), condition: condition, evaluator: evaluator, required: required)
    case .project(_, let expressions):
      return ProjectSource(
        input: try input(), expressions: expressions, evaluator: evaluator, required: required)
    case .join(let join): return try self.join(join, required, filters)
    case .aggregate(let aggregate):
      return try AggregateOperator(aggregate, context).source(input())
    case .distinct(let inner): return try DistinctOperator.source(input(), types: inner.types, context)
    case .sort(let inner, let keys):
      return try sort(inner, keys, required).source(input())
    case .top(let inner, let keys, let count, let offset):
      let sorted = try sort(inner, keys, required).source(
        input(), limit: LimitWindow(skip: offset, rest: count).rows)
      return try LimitOperator.source(sorted, count: count, offset: offset, context)
    case .limit(_, let count, let offset):
      return try LimitOperator.source(input(), count: count, offset: offset, context)
    case .window(_, let calls): return try WindowOperator(calls: calls, context: context).source(input())
    case .expand(_, let sets):
      return try ExpandOperator(sets: sets, context: context).source(input())
    case .firstRows(_, let call):
      let first = FirstRowOperator(call: call, required: required, context: context)
      return try first.source(input())
    case .setOperation(let operation, let isAll, let left, let right):
      let set = SetOperator(
        operation: operation, isAll: isAll, types: left.types, rightTypes: right.types, context: context)
      let inputs = plan.requiredOfInputs(for: required)
      let below = filters.ofInputs(of: plan)
      return try set.source(source(left, inputs[0], below[0]), source(right, inputs[1], below[1], input: 1))
    case .unnest(let unnest):
      return UnnestSource(input: try input(), plan: unnest, evaluator: evaluator, required: required)
    case .shared(let table): return BatchList(try shared(table.id, table.plan))
    case .recursiveUnion(let id, let seed, let member): return BatchList(try recursion(id, seed, member))
    case .workTable(let id, _): return BatchList(workTables[id] ?? [])
    }
  }

  /// The scan of an external table, of the rows that were read for the statement.
  private func withRows(_ scan: TableScan) throws(SQLError) -> TableScan {
    guard let table = scan.table.definition.external else { return scan }
    guard let version = evaluator.context.externalRows[table] else {
      throw SQLError(.internalError, "external table \"\(scan.table.definition.name.name)\" was not read")
    }
    var scan = scan
    scan.table.version = version
    return scan
  }

  /// The source of an operator's one input.
  private func input(
    _ plan: LogicalPlan, _ required: RequiredColumns, _ filters: KeyFilters
  ) throws -> any BatchSource {
    let inputs = plan.inputs
    precondition(inputs.count == 1, "an operator with one input")
    return try source(inputs[0], plan.requiredOfInputs(for: required)[0], filters.ofInputs(of: plan)[0])
  }

  private func join(
    _ join: JoinPlan, _ required: RequiredColumns, _ filters: KeyFilters
  ) throws -> any BatchSource {
    let inputs = LogicalPlan.join(join).requiredOfInputs(for: required)
    let below = filters.ofInputs(of: .join(join))
    if join.runsLeftFirst {
      let left = try context.collect(source(join.left, inputs[0], below[0]))
      let known = below[1].adding(try leftKeys(join, left))
      return try JoinOperator.source(join, required, context) { _ in
        BatchList(left)
      } right: {
        try source(join.right, inputs[1], known, input: 1)
      }
    }
    return try JoinOperator.source(join, required, context) { rightKeys in
      try source(join.left, inputs[0], below[0].adding(rightKeys))
    } right: {
      try source(join.right, inputs[1], below[1], input: 1)
    }
  }

  /// What the keys of all left rows tell of the right ones.
  private func leftKeys(_ join: JoinPlan, _ batches: [Batch]) throws -> KeyFilters {
    let expressions = join.keys.map(\.left)
    let keys = try batches.map { try evaluator.evaluate(all: expressions, $0) }
    return KeyFilters(join.keys.map(\.right), of: join.right, keys: keys)
  }

  private func sort(_ input: LogicalPlan, _ keys: [SortKey], _ required: RequiredColumns) -> SortOperator {
    SortOperator(
      keys: keys, types: input.types, required: required.adding(keys.map(\.expression)), context: context)
  }

  /// Kept for the statement, except where a correlated sub-query's own common table reads the row outside, or one in a
  /// recursion the step before.
  private func shared(_ id: Int, _ input: LogicalPlan) throws -> [Batch] {
    let compute = { try context.collect(source(input, RequiredColumns(all: input.types.count))) }
    if !workTables.isEmpty && input.readsWorkTables { return try compute() }
    if !evaluator.context.parameters.isEmpty && input.readsParameters { return try compute() }
    return try results.shared(id, compute)
  }
}

extension LogicalPlan {
  /// Whether an operator that runs its input first holds the input's rows; others hold what they make of them.
  fileprivate var keepsInput: Bool {
    switch self {
    case .aggregate, .distinct, .firstRows, .top, .limit: false
    default: true
    }
  }
}
