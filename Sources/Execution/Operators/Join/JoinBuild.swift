import Columnar
import Planning
import SQLTypes

/// The right side of a join: all its rows, and where there are keys, an index of them.
struct JoinBuild: Sendable {
  let rows: Batch
  let keys: KeyColumns
  /// Nil where every pair is to be looked at.
  let index: JoinIndex?
  let hasNullKeys: Bool

  /// `use` says which columns of the right side anybody reads.
  init(_ source: any BatchSource, _ plan: JoinPlan, use: ColumnUse, _ context: RunContext) throws {
    let expressions = plan.keys.map(\.right)
    let parts = try context.map(source) { batch in try Part(batch, expressions, context.evaluator) }
    rows = try Self.rows(parts.map(\.batch), types: plan.right.types, use, context)
    keys = KeyColumns(Self.keyColumns(parts, expressions, rows), count: rows.count)
    let complete = keys.completeness
    hasNullKeys = complete != nil
    guard plan.isHashed else {
      index = nil
      return
    }
    let hashes = parts.count == 1 ? parts[0].hashes : parts.flatMap(\.hashes)
    let isExistence = plan.isExistence && plan.residual == nil
    index = JoinIndex(hashes, isIncluded: isExistence ? Self.firstRows(keys, hashes, complete) : complete)
  }

  private static func rows(
    _ batches: [Batch], types: [DataType], _ use: ColumnUse, _ context: RunContext
  ) throws -> Batch {
    let count = batches.reduce(0) { $0 + $1.count }
    let columns = try context.pool.map(count: types.count) { place in
      guard use[place], !batches.isEmpty else { return Column.constant(.null, types[place], count: count) }
      return Column.concatenate(batches.map { $0.columns[place] })
    }
    return Batch(columns, count: count)
  }

  private static func keyColumns(_ parts: [Part], _ keys: [BoundExpression], _ rows: Batch) -> [Column] {
    keys.enumerated().map { place, key in
      if case .column(let column, _) = key { return rows.columns[column] }
      guard !parts.isEmpty else { return Column.constant(.null, key.type, count: 0) }
      return Column.concatenate(parts.map { $0.keys[place] })
    }
  }

  /// Of rows with equal keys the first: enough to know that there is a partner.
  private static func firstRows(_ keys: KeyColumns, _ hashes: [UInt64], _ complete: [Bool]?) -> [Bool] {
    var isFirst = [Bool](repeating: false, count: keys.count)
    for row in RowGrouping(keys, hashes: hashes).firstRows {
      isFirst[Int(row)] = complete?[Int(row)] ?? true
    }
    return isFirst
  }

  private struct Part: Sendable {
    let batch: Batch
    let keys: [Column]
    let hashes: [UInt64]

    init(_ batch: Batch, _ expressions: [BoundExpression], _ evaluator: Evaluator) throws {
      self.batch = batch
      keys = try evaluator.evaluate(all: expressions, batch)
      hashes = KeyColumns(keys, count: batch.count).hashes()
    }
  }
}

extension JoinPlan {
  /// Whether only the left columns come out.
  var isExistence: Bool {
    switch kind {
    case .semi, .anti: true
    case .inner, .left, .right, .full: false
    }
  }

  /// Whether partners are found by hash. Not where NULL keys are partners of everything: under NOT IN with a further
  /// condition, where the condition decides which NULLs count.
  var isHashed: Bool { !keys.isEmpty && !treatsNullAsAnything }

  var treatsNullAsAnything: Bool {
    if case .anti(isNullAware: true) = kind { residual != nil } else { false }
  }
}
