import Columnar
import Planning
import SQLTypes

/// The right side of a join: all its rows, and where there are keys, an index of them.
struct JoinBuild: Sendable {
  /// What finds the partners of a left row.
  enum Search: Sendable {
    /// `hashed`: which keys.
    case index(RowIndex, hashed: [Int])
    /// Every pair is looked at.
    case everyPair(KeyColumns)
  }

  /// NULLs for columns nobody reads.
  let rows: Batch
  let search: Search
  let hasNullKeys: Bool

  /// `required` says which columns of the right side anybody reads besides the hash table.
  init(_ source: any BatchSource, _ plan: JoinPlan, _ required: RequiredColumns, _ context: ExecutionContext) throws {
    let expressions = plan.keys.map(\.right)
    let parts = try context.map(source) { batch in
      Part(batch, try context.evaluator.evaluate(all: expressions, batch))
    }
    rows = try Self.rows(parts.map(\.batch), types: plan.right.types, required, context)
    hasNullKeys = parts.contains { $0.isComplete != nil }
    let isExistence = plan.keepsLeftOnly && plan.residual == nil
    search =
      plan.isHashed
      ? try Self.index(parts, isExistence: isExistence, context)
      : .everyPair(Self.keys(parts, expressions))
  }

  private static func rows(
    _ batches: [Batch], types: [DataType], _ required: RequiredColumns, _ context: ExecutionContext
  ) throws -> Batch {
    let count = batches.reduce(0) { $0 + $1.count }
    let columns = try context.pool.map(count: types.count) { place in
      guard required[place], !batches.isEmpty else { return Column.constant(.null, types[place], count: count) }
      return Column.concatenate(batches.map { $0.columns[place] })
    }
    return Batch(columns, count: count)
  }

  private static func keys(_ parts: [Part], _ expressions: [BoundExpression]) -> KeyColumns {
    let columns = expressions.enumerated().map { place, key in
      guard !parts.isEmpty else { return Column.constant(.null, key.type, count: 0) }
      return Column.concatenate(parts.map { $0.columns[place] })
    }
    return KeyColumns(columns, count: parts.reduce(0) { $0 + $1.batch.count })
  }

  /// Hashes no more keys than tell the rows apart.
  private static func index(_ parts: [Part], isExistence: Bool, _ context: ExecutionContext) throws -> Search {
    let all = Array(parts.first?.columns.indices ?? 0..<0)
    let count = parts.reduce(0) { $0 + $1.batch.count }
    guard !isExistence, let telling = parts.first?.keys.tellingColumns, telling != all else {
      return .index(
        try index(parts, hashed: all, first: isExistence ? firstRows(parts, count: count) : nil, context), hashed: all)
    }
    let index = try index(parts, hashed: telling, first: nil, context)
    guard index.isCrowded else { return .index(index, hashed: telling) }
    return .index(try Self.index(parts, hashed: all, first: nil, context), hashed: all)
  }

  /// Shards are built by as many threads as there are. `first`: the rows to be in it; nil for all without a NULL.
  private static func index(
    _ parts: [Part], hashed: [Int], first: [Bool]?, _ context: ExecutionContext
  ) throws -> RowIndex {
    let starts = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.batch.count) }
    let layout = RowIndexLayout(rows: starts[parts.count])
    let cut = try context.pool.map(count: parts.count) { place in
      let part = parts[place]
      let isIncluded = first.map { Array($0[starts[place]..<starts[place + 1]]) } ?? part.isComplete
      return RowIndexPart(
        part.keys, hashes: part.keys.hashes(of: hashed), firstRow: starts[place], isIncluded: isIncluded, layout)
    }
    let shards = try context.pool.map(count: layout.shardCount) { RowIndexShard($0, cut, layout) }
    return RowIndex(shards, layout)
  }

  /// Of rows with equal keys the first, for which a NULL is no key: enough to know that there is a partner.
  private static func firstRows(_ parts: [Part], count: Int) -> [Bool]? {
    guard let columns = parts.first?.columns else { return nil }
    let keys = KeyColumns(
      columns.indices.map { place in Column.concatenate(parts.map { $0.columns[place] }) }, count: count)
    let complete = keys.completeness
    var isFirst = [Bool](repeating: false, count: count)
    for row in RowGrouping(keys, hashes: keys.hashes()).firstRows {
      isFirst[Int(row)] = complete?[Int(row)] ?? true
    }
    return isFirst
  }

  private struct Part: Sendable {
    let batch: Batch
    let columns: [Column]
    let keys: KeyColumns
    let isComplete: [Bool]?

    init(_ batch: Batch, _ columns: [Column]) {
      self.batch = batch
      self.columns = columns
      keys = KeyColumns(columns, count: batch.count)
      isComplete = keys.completeness
    }
  }
}

extension JoinPlan {
  /// Whether partners are found by hash. Not where NULL keys are partners of everything: under NOT IN with a further
  /// condition, where the condition decides which NULLs count.
  var isHashed: Bool { !keys.isEmpty && !treatsNullAsAnything }

  var treatsNullAsAnything: Bool {
    if case .anti(isNullAware: true) = kind { residual != nil } else { false }
  }
}
