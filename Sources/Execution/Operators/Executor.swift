import Catalogs
import Columnar
import Planning
import SQLTypes
import Scheduling

/// Runs the plans of one statement: what common tables and sub-queries gave is kept until the executor is gone.
///
/// The same input gives the same batches in the same order for any number of threads.
package struct Executor: Sendable {
  /// The expression kernels, with sub-queries: for what a statement computes besides its plan.
  package let evaluator: Evaluator
  let context: ExecutionContext
  let system: SystemContext
  let results: SharedResults
  /// In the member of a recursive union: the rows of the step before, by its id.
  var workTables: [Int: [Batch]] = [:]
  /// Of the operator whose inputs become sources now; nil where nothing is measured.
  var statistics: OperatorStatistics?
  /// Where what sub-queries did comes together; nil where nothing is measured.
  private let subqueries: SubqueryStatistics?

  /// `context.runSubquery` is the executor's own. `statistics` counts what one plan's operators do.
  package init(
    pool: WorkerPool, context: EvaluationContext, system: SystemContext, statistics: OperatorStatistics? = nil
  ) {
    self.init(
      pool: pool, context: context, system: system, results: SharedResults(), subqueries: statistics?.subqueries)
    self.statistics = statistics
  }

  private init(
    pool: WorkerPool, context: EvaluationContext, system: SystemContext, results: SharedResults,
    subqueries: SubqueryStatistics?
  ) {
    var inner = context
    inner.system = system
    inner.runSubquery = { subquery, parameters in
      try results.subquery(SubqueryKey(id: subquery.id, parameters: parameters)) {
        var context = context
        context.parameters = parameters
        return try Executor(
          pool: pool, context: context, system: system, results: results, subqueries: subqueries
        ).run(subquery)
      }
    }
    evaluator = Evaluator(context: inner)
    self.context = ExecutionContext(pool: pool, evaluator: evaluator)
    self.system = system
    self.results = results
    self.subqueries = subqueries
  }

  /// The rows of a plan; no batch is empty.
  ///
  /// Throws the plan's first error (`SQLError`), or `CancellationError` when the pool's work is called off.
  package func run(_ plan: LogicalPlan) throws -> [Batch] {
    try context.collect(source(plan, RequiredColumns(all: plan.types.count)))
  }

  /// The rows of a plan for a receiver that takes them one batch after the other: see `BatchStream`.
  ///
  /// Runs what takes all rows before it gives one, and so throws as `run` does.
  package func stream(_ plan: LogicalPlan) throws -> BatchStream {
    guard case .limit(let input, let count, let offset) = plan, count ?? .max >= Batch.targetCount else {
      return BatchStream(try source(plan, RequiredColumns(all: plan.types.count)), types: plan.types, context)
    }
    var below = self
    below.statistics = statistics?.input(0)
    let source = try below.source(input, RequiredColumns(all: input.types.count))
    return BatchStream(
      source, types: plan.types, limit: LimitWindow(skip: offset, rest: count ?? .max), context, below.statistics)
  }

  /// The same as a table keeps it, packed. Throws as `run` does.
  package func runToStore(_ plan: LogicalPlan) throws -> [Batch] {
    try context.map(source(plan, RequiredColumns(all: plan.types.count)), \.packed)
  }

  private func run(_ subquery: BoundSubquery) throws -> SubqueryResult {
    var measured = self
    measured.statistics = subqueries.map { _ in OperatorStatistics() }
    let result = SubqueryResult(try context.concatenate(measured.run(subquery.plan), types: subquery.plan.types))
    if let profile = measured.statistics?.profile { subqueries?.add(profile, of: subquery.id) }
    return result
  }
}
