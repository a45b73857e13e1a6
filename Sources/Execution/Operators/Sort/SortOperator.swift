import Columnar
import Planning
import SQLTypes

/// ORDER BY: all rows in order, or the first of them under a LIMIT.
struct SortOperator: Sendable {
  let keys: [SortKey]
  let types: [DataType]
  /// What is read of the input.
  let required: RequiredColumns
  let context: ExecutionContext

  /// `limit`: how many rows are wanted; of each batch no more than that are kept.
  func source(_ input: any BatchSource, limit: Int? = nil) throws -> any BatchSource {
    let parts = try context.mapSelected(input) { selected in
      let batch = selected.gather(nil, required)
      let part = try Part(batch, keys, context.evaluator)
      guard let limit, limit < batch.count else { return part }
      return part.first(limit, keys)
    }
    guard !parts.isEmpty else { return BatchList.empty }
    let rows = try concatenate(parts)
    try context.pool.cancellation.check()
    let order = RowOrder(keys, keyColumns(parts, rows), count: rows.count)
    try context.pool.cancellation.check()
    var sorted = try ParallelSort(order, context.pool).rows()
    if let limit, limit < sorted.count { sorted.removeLast(sorted.count - limit) }
    return GatheredRows(rows, rows: sorted)
  }

  private func concatenate(_ parts: [Part]) throws -> Batch {
    let count = parts.reduce(0) { $0 + $1.batch.count }
    let columns = try context.pool.map(count: types.count) { index in
      required[index]
        ? Column.concatenate(parts.map { $0.batch.columns[index] })
        : Column.constant(.null, types[index], count: count)
    }
    return Batch(columns, count: count)
  }

  private func keyColumns(_ parts: [Part], _ rows: Batch) -> [Column] {
    keys.enumerated().map { index, key in
      if case .column(let column, _) = key.expression { return rows.columns[column] }
      return Column.concatenate(parts.map { $0.keys[index] })
    }
  }

  private struct Part: Sendable {
    let batch: Batch
    let keys: [Column]

    init(_ batch: Batch, keys: [Column]) {
      self.batch = batch
      self.keys = keys
    }

    init(_ batch: Batch, _ keys: [SortKey], _ evaluator: Evaluator) throws {
      self.init(batch, keys: try evaluator.evaluate(all: keys.map(\.expression), batch))
    }

    func first(_ limit: Int, _ sortKeys: [SortKey]) -> Part {
      let rows = RowOrder(sortKeys, keys, count: batch.count).sortedRows(first: limit)
      return Part(batch.gather(rows), keys: keys.map { $0.gather(rows) })
    }
  }
}
