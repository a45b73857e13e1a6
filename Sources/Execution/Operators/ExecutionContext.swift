import Columnar
import Planning
import SQLTypes
import Scheduling

/// What an operator needs to run.
struct ExecutionContext: Sendable {
  let pool: WorkerPool
  let evaluator: Evaluator

  /// What `body` makes of each batch, in the order of the batches; morsels run in parallel.
  func map<T: Sendable>(_ source: any BatchSource, _ body: @Sendable (Batch) throws -> T) throws -> [T] {
    try map(morsels: source.morselCount) { morsel, results in
      try source.produce(morsel) { batch in results.append(try body(batch)) }
    }
  }

  /// The same with rows that are not picked out yet.
  func mapSelected<T: Sendable>(
    _ source: any BatchSource, _ body: @Sendable (SelectedRows) throws -> T
  ) throws -> [T] {
    try map(morsels: source.morselCount) { morsel, results in
      try source.produceSelected(morsel) { selected in results.append(try body(selected)) }
    }
  }

  private func map<T: Sendable>(morsels: Int, _ body: @Sendable (Int, inout [T]) throws -> Void) throws -> [T] {
    let results = try pool.map(count: morsels) { morsel in
      var results: [T] = []
      try body(morsel, &results)
      return results
    }
    return results.count == 1 ? results[0] : results.flatMap { $0 }
  }

  func collect(_ source: any BatchSource) throws -> [Batch] { try map(source) { $0 } }

  /// All rows in one batch; columns are put together in parallel.
  func concatenate(_ batches: [Batch], types: [DataType]) throws -> Batch {
    if batches.count == 1 { return batches[0] }
    let count = batches.reduce(0) { $0 + $1.count }
    let columns = try pool.map(count: types.count) { place in
      batches.isEmpty
        ? Column(types[place], values: []) : Column.concatenate(batches.map { $0.columns[place] })
    }
    return Batch(columns, count: count)
  }
}
