import Columnar
import Planning
import SQLTypes

/// ORDER BY: all rows in order, or the first of them under a LIMIT.
///
/// Under a LIMIT each batch gives no more rows than are wanted, and of later batches only those that are not behind what
/// an earlier one gave (`SortCutoff`) are looked at further.
struct SortOperator: Sendable {
  let keys: [SortKey]
  let types: [DataType]
  /// What is read of the input.
  let required: RequiredColumns
  let context: ExecutionContext

  /// `limit`: how many rows are wanted; of each batch no more than that are kept.
  func source(_ input: any BatchSource, limit: Int? = nil) throws -> any BatchSource {
    let cutoff = limit.flatMap { _ in SortCutoff(keys) }
    let parts = try context.mapSelected(input) { selected in
      let batch = selected.gather(nil, required)
      guard let limit, limit < batch.count else { return try Part(batch, keys, context.evaluator) }
      let near = try cutoff?.rows(batch, context.evaluator).map { rows in
        Batch(required.gather(batch, rows), count: rows.count)
      }
      let part = try Part(near ?? batch, keys, context.evaluator).first(limit, keys)
      if part.batch.count == limit { cutoff?.lower(to: part.keys[0].value(limit - 1)) }
      return part
    }.filter { $0.batch.count > 0 }
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

    /// In order, where there are more.
    func first(_ limit: Int, _ sortKeys: [SortKey]) -> Part {
      let rows = RowOrder(sortKeys, keys, count: batch.count).sortedRows(first: limit)
      return Part(batch.gather(rows), keys: keys.map { $0.gather(rows) })
    }
  }
}
