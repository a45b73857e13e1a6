import Columnar
import Planning
import SQLTypes

/// The first row of each partition, in the input's order, and its row number, which is 1.
///
/// `ROW_NUMBER() OVER (PARTITION BY … ORDER BY …) = 1` is how people keep the latest version of each row: it takes no
/// sorting, only the best row of each group. Each batch gives its own best rows, with only the keys picked out of the
/// others, and of these few the best are found in the end.
struct FirstRowOperator: Sendable {
  let call: WindowCall
  /// Of the window's output.
  let use: ColumnUse
  let context: RunContext

  /// What is read of the input.
  var inputUse: ColumnUse {
    use.slice(0..<use.count - 1).adding(call.partition + call.order.map(\.expression))
  }

  func source(_ input: any BatchSource) throws -> any BatchSource {
    var parts = try context.mapSelected(input) { try BestRows($0, self) }
    while parts.count > BestRows.fewParts {
      let count = parts.reduce(0) { $0 + $1.count }
      parts = try merged(parts)
      if parts.reduce(0, { $0 + $1.count }) > count / 2 { break }
    }
    guard let rows = bestRows(parts) else { return BatchList(parts.map { numbered($0.rows) }) }
    return BatchList(gather(rows, parts.map(\.rows)))
  }

  /// Some neighbours each into one.
  private func merged(_ parts: [BestRows]) throws -> [BestRows] {
    let starts = Array(stride(from: 0, to: parts.count, by: BestRows.fewParts))
    return try context.pool.map(count: starts.count) { place in
      let some = Array(parts[starts[place]..<min(parts.count, starts[place] + BestRows.fewParts)])
      return BestRows(some, bestRows(some))
    }
  }

  /// Of the rows of the parts behind each other the first of each partition, ascending; nil for all rows.
  private func bestRows(_ parts: [BestRows]) -> [UInt32]? {
    guard parts.count > 1 || parts.contains(where: { !$0.isReduced }) else { return nil }
    let count = parts.reduce(0) { $0 + $1.count }
    let keys = call.partition.indices.map { key in Column.concatenate(parts.map { $0.keys[key] }) }
    let groups = RowGrouping(KeyColumns(keys, count: count), hashes: parts.flatMap(\.hashes))
    if groups.count == count { return nil }
    let order = call.order.indices.map { key in Column.concatenate(parts.map { $0.order[key] }) }
    return RowOrder(call.order, order, count: count).firstRows(groups.groups, count: groups.count).sorted()
  }

  private func numbered(_ batch: Batch) -> Batch {
    Batch(batch.columns + [Column.constant(.int(1), call.type, count: batch.count)], count: batch.count)
  }

  /// Rows of batches that are numbered through, ascending.
  private func gather(_ rows: [UInt32], _ batches: [Batch]) -> [Batch] {
    var (start, place) = (0, 0)
    return batches.map { batch in
      let first = place
      while place < rows.count && Int(rows[place]) < start + batch.count { place += 1 }
      let local = rows[first..<place].map { $0 - UInt32(start) }
      start += batch.count
      return numbered(local.count == batch.count ? batch : batch.gather(local))
    }
  }
}

/// Rows of which some are the first of their partitions.
private struct BestRows: Sendable {
  /// Parts that are put together.
  static let fewParts = 8

  let rows: Batch
  let keys: [Column]
  let hashes: [UInt64]
  let order: [Column]
  /// Whether there is one row a partition.
  let isReduced: Bool

  var count: Int { hashes.count }

  /// Rows of one batch: the first of each partition, or all where that would drop few.
  init(_ selected: SelectedRows, _ plan: FirstRowOperator) throws {
    let evaluator = plan.context.evaluator
    let keys = try selected.evaluate(plan.call.partition, evaluator)
    let order = try selected.evaluate(plan.call.order.map(\.expression), evaluator)
    let columns = KeyColumns(keys, count: selected.count)
    let hashes = columns.hashes()
    let groups = RowGrouping(columns, hashes: hashes)
    let use = plan.use.slice(0..<plan.use.count - 1)
    isReduced = groups.count == selected.count || groups.count <= selected.count / 2
    guard groups.count <= selected.count / 2 else {
      (rows, self.keys, self.hashes, self.order) = (selected.gather(nil, use), keys, hashes, order)
      return
    }
    let best = RowOrder(plan.call.order, order, count: selected.count)
      .firstRows(groups.groups, count: groups.count).sorted()
    rows = selected.gather(best, use)
    self.keys = keys.map { $0.gather(best) }
    self.hashes = best.map { hashes[Int($0)] }
    self.order = order.map { $0.gather(best) }
  }

  /// The rows of the parts behind each other, or some of them; there is at least one part.
  init(_ parts: [BestRows], _ places: [UInt32]?) {
    let all = parts.flatMap(\.hashes)
    let count = places?.count ?? all.count
    func pick(_ columns: [Column]) -> Column {
      if columns.allSatisfy(\.isConstantNull) { return .constant(.null, columns[0].type, count: count) }
      let all = columns.count == 1 ? columns[0] : Column.concatenate(columns)
      return places.map { all.gather($0) } ?? all
    }
    hashes = places?.map { all[Int($0)] } ?? all
    keys = parts[0].keys.indices.map { key in pick(parts.map { $0.keys[key] }) }
    order = parts[0].order.indices.map { key in pick(parts.map { $0.order[key] }) }
    let columns = parts[0].rows.columns.indices.map { column in pick(parts.map { $0.rows.columns[column] }) }
    rows = Batch(columns, count: count)
    isReduced = true
  }
}

extension LogicalPlan {
  /// The input of the window and its call, where `condition` keeps at most the first row of each of its partitions.
  ///
  /// The window stands here itself or below a projection of plain columns.
  func windowOfFirstRows(_ condition: BoundExpression) -> (input: LogicalPlan, call: WindowCall)? {
    switch self {
    case .window(let input, let calls):
      guard calls.count == 1, calls[0].function == .rowNumber else { return nil }
      let isFirst = condition.conjuncts.contains { $0.isOne(column: input.types.count) }
      return isFirst ? (input, calls[0]) : nil
    case .project(let inner, let expressions):
      guard case .window = inner, let plain = condition.substituting(expressions) else { return nil }
      return inner.windowOfFirstRows(plain)
    default: return nil
    }
  }
}

extension BoundExpression {
  /// `column = 1`.
  fileprivate func isOne(column: Int) -> Bool {
    guard case .call(.equal, let sides, _) = self, sides.count == 2 else { return false }
    return sides.contains { if case .column(column, _) = $0 { true } else { false } }
      && sides.contains { if case .constant(.int(1), let type) = $0 { type.isInteger } else { false } }
  }

  /// With plain columns in place of the columns that stand for them; nil where an expression is no plain column.
  fileprivate func substituting(_ expressions: [BoundExpression]) -> BoundExpression? {
    let isPlain = expressions.allSatisfy { if case .column = $0 { true } else { false } }
    return isPlain ? remapped { expressions[$0].columns.first ?? $0 } : nil
  }
}
