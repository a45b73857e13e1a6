import Columnar
import Planning
import SQLTypes

/// Calls with one PARTITION BY over many rows: rows are cut by the hash of its keys into parts that fit the cache, which have
/// their windows whole, and each part is done by itself, on all threads.
///
/// ```
/// batch 0: a b c a     batch 1: c a d        part 0: a₀ a₀ a₁ d₁        part 1: b₀ c₀ c₁        (subscript: the batch)
/// results of batch 0: those of a₀ a₀ in part 0 behind those of b₀ c₀ in part 1, put back in the order of its rows
/// ```
/// In a part the rows of a batch are neighbours, in their order: rows that tie stay in row order, and no result travels
/// further than within a batch. How many parts there are depends on the number of rows alone.
struct PartitionedWindow {
  /// Rows of a part, about.
  private static let partCount = 1 << 15
  private static let mostBits = 8

  /// Over `inputs`.
  private let calls: [WindowCall]
  /// What the calls read, the keys of PARTITION BY first.
  private let inputs: [BoundExpression]
  private let keyCount: Int
  private let bits: Int
  private let context: ExecutionContext

  /// Nil where rows are few, or no keys cut them.
  init?(_ calls: [WindowCall], rows: Int, _ context: ExecutionContext) {
    guard rows > 2 * Self.partCount, let keys = calls.first?.partition, !keys.isEmpty else { return nil }
    var inputs = keys
    self.calls = calls.map { call in
      var call = call.mapExpressions { Self.column($0, among: &inputs) }
      call.partition = keys.indices.map { .column($0, keys[$0].type) }
      return call
    }
    self.inputs = inputs
    self.context = context
    keyCount = keys.count
    bits = (1...Self.mostBits).first { Self.partCount << $0 >= rows } ?? Self.mostBits
  }

  /// An expression that is computed once for all rows, as a column of what it then is; constants stay.
  private static func column(_ expression: BoundExpression, among inputs: inout [BoundExpression]) -> BoundExpression {
    if case .constant = expression { return expression }
    let known = expression.isColumn ? inputs.firstIndex(of: expression) : nil
    if known == nil { inputs.append(expression) }
    return .column(known ?? inputs.count - 1, expression.type)
  }

  /// By call a column for each batch.
  func columns(_ batches: [Batch]) throws -> [[Column]] {
    let splits = try context.pool.map(count: batches.count) { try split(batches[$0]) }
    let parts = try context.pool.map(count: 1 << bits) { try results($0, splits) }
    let columns = try context.pool.map(count: batches.count) { batch in
      let slices = Self.slices(of: batch, splits)
      let order = splits[batch].rows.rows.inverted
      return calls.indices.map { call -> Column in
        let pieces = parts.indices.filter { !slices[$0].isEmpty }.map { parts[$0][call].slice(slices[$0]) }
        return Column.concatenate(pieces).gather(order)
      }
    }
    return calls.indices.map { call in columns.map { $0[call] } }
  }

  /// The rows of a batch by part.
  private struct Split: Sendable {
    let rows: RowPartitions
    /// In that order.
    let hashes: [UInt64]
    let columns: [Column]
  }

  private func split(_ batch: Batch) throws -> Split {
    let columns = try context.evaluator.evaluate(all: inputs, batch)
    let hashes = KeyColumns(Array(columns[..<keyCount]), count: batch.count).hashes()
    let shift = UInt64(64 - bits)
    let rows = RowPartitions(hashes.map { UInt32(truncatingIfNeeded: $0 >> shift) }, count: 1 << bits)
    return Split(rows: rows, hashes: hashes.picking(rows.rows), columns: columns.map { $0.gather(rows.rows) })
  }

  /// A column for each call: those of a part's rows, by batch.
  private func results(_ part: Int, _ splits: [Split]) throws -> [Column] {
    let ranges = splits.map { $0.rows.range(part) }
    let count = ranges.reduce(0) { $0 + $1.count }
    guard count > 0 else { return calls.map { Column($0.type, values: []) } }
    let columns = inputs.indices.map { input in
      Column.concatenate(splits.indices.map { splits[$0].columns[input].slice(ranges[$0]) })
    }
    let hashes = splits.indices.flatMap { splits[$0].hashes[ranges[$0]] }
    return try WindowOperator.columns(calls, WindowInput(Batch(columns, count: count), hashes: hashes, context))
  }

  /// Where in each part's results those of a batch are.
  private static func slices(of batch: Int, _ splits: [Split]) -> [Range<Int>] {
    (0..<splits[batch].rows.count).map { part in
      let start = splits[..<batch].reduce(0) { $0 + $1.rows.range(part).count }
      return start..<start + splits[batch].rows.range(part).count
    }
  }
}

extension [UInt32] {
  /// Of a permutation the one that undoes it.
  fileprivate var inverted: [UInt32] {
    var inverse = [UInt32](repeating: 0, count: count)
    for (position, row) in enumerated() { inverse[Int(row)] = UInt32(truncatingIfNeeded: position) }
    return inverse
  }
}
