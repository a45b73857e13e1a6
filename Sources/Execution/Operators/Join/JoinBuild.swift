import Columnar
import Planning
import SQLTypes

/// The right side of a join: all its rows, and where there are keys, a hash table of them.
struct JoinBuild: Sendable {
  /// What finds the partners of a left row.
  enum Search: Sendable {
    /// `hashed`: which keys.
    case hashTable(JoinHashTable, hashed: [Int])
    /// The key of that number is an index; `others` are the right rows' other keys, to be compared.
    case directTable(DirectJoinTable, key: Int, others: KeyColumns?)
    /// Every pair is looked at.
    case everyPair(KeyColumns)
  }

  /// NULLs for columns nobody reads. Packed: what is gathered row by row shall be small.
  let rows: Batch
  let search: Search
  let hasNullKeys: Bool
  /// What its keys tell of left rows that come through.
  let keyFilters: KeyFilters

  /// `required` says which columns of the right side anybody reads besides the hash table.
  init(_ source: any BatchSource, _ plan: JoinPlan, _ required: RequiredColumns, _ context: ExecutionContext) throws {
    let expressions = plan.keys.map(\.right)
    let parts = try context.map(source) { batch in
      Part(batch, try context.evaluator.evaluate(all: expressions, batch))
    }
    let rows = try Self.rows(parts.map(\.batch), types: plan.right.types, required, context)
    hasNullKeys = parts.contains { $0.isComplete != nil }
    let dropsUnmatched = plan.kind == .inner || plan.kind == .semi
    keyFilters =
      dropsUnmatched
      ? KeyFilters(
        plan.keys.map(\.left), of: plan.left, keys: parts.map(\.columns), ifSparse: !plan.right.leavesOutRows)
      : .none
    let asksExistence = plan.keepsLeftOnly && plan.residual == nil
    search =
      plan.isHashed
      ? try Self.table(parts, asksExistence: asksExistence, mayReorder: plan.mayReorderRight(rows.count), context)
      : .everyPair(Self.keys(parts, expressions))
    self.rows = try search.order.map { try rows.gather($0, required, context) } ?? rows
  }

  private static func table(
    _ parts: [Part], asksExistence: Bool, mayReorder: Bool, _ context: ExecutionContext
  ) throws -> Search {
    let keys = parts.first?.columns.indices ?? 0..<0
    if keys.count == 1,
      let table = DirectJoinTable(
        parts.map { $0.columns[0] }, asksExistence: asksExistence, mayReorder: mayReorder)
    {
      return .directTable(table, key: 0, others: nil)
    }
    if keys.count > 1, let search = try directTable(parts, keys, context) { return search }
    return try hashTable(parts, asksExistence: asksExistence, context)
  }

  /// By the one of several keys that the fewest rows share; nil where those are many.
  private static func directTable(
    _ parts: [Part], _ keys: Range<Int>, _ context: ExecutionContext
  ) throws -> Search? {
    let tables = try context.pool.map(count: keys.count) { key in
      DirectJoinTable(parts.map { $0.columns[key] }, asksExistence: false)
    }
    let best = keys.min { tables[$0]?.rowsPerKey ?? .max < tables[$1]?.rowsPerKey ?? .max }
    guard let key = best, let table = tables[key], table.rowsPerKey <= fewRows else { return nil }
    let others = keys.filter { $0 != key }.map { other in Column.concatenate(parts.map { $0.columns[other] }) }
    return .directTable(table, key: key, others: KeyColumns(others, count: others[0].count))
  }

  /// Rows that may be compared by their other keys for each left row, about.
  private static let fewRows = 4

  private static func rows(
    _ batches: [Batch], types: [DataType], _ required: RequiredColumns, _ context: ExecutionContext
  ) throws -> Batch {
    let count = batches.reduce(0) { $0 + $1.count }
    let columns = try context.pool.map(count: types.count) { index in
      guard required[index], !batches.isEmpty else { return Column.constant(.null, types[index], count: count) }
      return Column.concatenate(batches.map { $0.columns[index] }).packed
    }
    return Batch(columns, count: count)
  }

  private static func keys(_ parts: [Part], _ expressions: [BoundExpression]) -> KeyColumns {
    let columns = expressions.enumerated().map { index, key in
      guard !parts.isEmpty else { return Column.constant(.null, key.type, count: 0) }
      return Column.concatenate(parts.map { $0.columns[index] })
    }
    return KeyColumns(columns, count: parts.reduce(0) { $0 + $1.batch.count })
  }

  /// Hashes no more keys than tell the rows apart.
  private static func hashTable(_ parts: [Part], asksExistence: Bool, _ context: ExecutionContext) throws -> Search {
    let all = Array(parts.first?.columns.indices ?? 0..<0)
    let count = parts.reduce(0) { $0 + $1.batch.count }
    guard !asksExistence, let selective = parts.first?.keys.selectiveColumns, selective != all else {
      return .hashTable(
        try table(parts, hashed: all, first: asksExistence ? firstRows(parts, count: count) : nil, context), hashed: all
      )
    }
    let table = try table(parts, hashed: selective, first: nil, context)
    guard table.hasLongChains else { return .hashTable(table, hashed: selective) }
    return .hashTable(try Self.table(parts, hashed: all, first: nil, context), hashed: all)
  }

  /// Partitions are built by as many threads as there are. `first`: the rows to be in it; nil for all without a NULL.
  private static func table(
    _ parts: [Part], hashed: [Int], first: [Bool]?, _ context: ExecutionContext
  ) throws -> JoinHashTable {
    let starts = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.batch.count) }
    let layout = JoinHashLayout(rows: starts[parts.count])
    let cut = try context.pool.map(count: parts.count) { index in
      let part = parts[index]
      let isIncluded = first.map { Array($0[starts[index]..<starts[index + 1]]) } ?? part.isComplete
      return JoinHashInput(
        part.keys, hashes: part.keys.hashes(of: hashed), firstRow: starts[index], isIncluded: isIncluded, layout)
    }
    let partitions = try context.pool.map(count: layout.partitionCount) { JoinHashPartition($0, cut, layout) }
    return JoinHashTable(partitions, layout)
  }

  /// Of rows with equal keys the first, for which a NULL is no key: enough to know that there is a partner.
  private static func firstRows(_ parts: [Part], count: Int) -> [Bool]? {
    guard let columns = parts.first?.columns else { return nil }
    let keys = KeyColumns(
      columns.indices.map { index in Column.concatenate(parts.map { $0.columns[index] }) }, count: count)
    let complete = keys.completeness
    var isFirst = [Bool](repeating: false, count: count)
    for row in RowGroups(keys, hashes: keys.hashes()).firstRows {
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

extension JoinBuild.Search {
  /// In which the right rows are to be put; nil where they stay as they are.
  fileprivate var order: [UInt32]? { if case .directTable(let table, _, _) = self { table.order } else { nil } }
}

extension Batch {
  /// Those of the columns that are read; by column in parallel.
  fileprivate func gather(_ rows: [UInt32], _ required: RequiredColumns, _ context: ExecutionContext) throws -> Batch {
    let gathered = try context.pool.map(count: columns.count) { index in
      required[index] ? columns[index].gather(rows) : Column.constant(.null, columns[index].type, count: rows.count)
    }
    return Batch(gathered, count: rows.count)
  }
}

extension JoinPlan {
  /// Whether so many right rows may be put into another order: where each left row comes out with its partners alone,
  /// and there are enough left rows to make up for it.
  fileprivate func mayReorderRight(_ count: Int) -> Bool {
    (kind == .inner || kind == .left) && left.estimatedRows / 4 >= count
  }

  /// Whether partners are found by hash. Not where NULL keys are partners of everything: under NOT IN with a further
  /// condition, where the condition decides which NULLs count.
  var isHashed: Bool { !keys.isEmpty && !treatsNullAsAnything }

  var treatsNullAsAnything: Bool {
    if case .anti(isNullAware: true) = kind { residual != nil } else { false }
  }
}
