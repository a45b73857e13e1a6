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
    let parts = try context.mapSelected(input) { try BestRows($0, self) }
    guard parts.count > 1 else { return BatchList(parts.map { numbered($0.rows) }) }
    let count = parts.reduce(0) { $0 + $1.rows.count }
    let keys = call.partition.indices.map { place in Column.concatenate(parts.map { $0.keys[place] }) }
    let groups = RowGrouping(KeyColumns(keys, count: count), hashes: parts.flatMap(\.hashes))
    if groups.count == count { return BatchList(parts.map { numbered($0.rows) }) }
    let order = RowOrder(
      call.order, call.order.indices.map { place in Column.concatenate(parts.map { $0.order[place] }) }, count: count)
    let rows = order.firstRows(groups.groups, count: groups.count).sorted()
    return BatchList(gather(rows, parts.map(\.rows)))
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

  /// The first row of each partition among the rows of one batch, in their order.
  private struct BestRows: Sendable {
    let rows: Batch
    let keys: [Column]
    let hashes: [UInt64]
    let order: [Column]

    init(_ selected: SelectedRows, _ plan: FirstRowOperator) throws {
      let evaluator = plan.context.evaluator
      let keys = try selected.evaluate(plan.call.partition, evaluator)
      let order = try selected.evaluate(plan.call.order.map(\.expression), evaluator)
      let columns = KeyColumns(keys, count: selected.count)
      let hashes = columns.hashes()
      let groups = RowGrouping(columns, hashes: hashes)
      let use = plan.use.slice(0..<plan.use.count - 1)
      if groups.count == selected.count {
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
