import Columnar
import Planning
import SQLTypes

/// The first row of each partition, in the input's order, and its row number, which is 1.
///
/// `ROW_NUMBER() OVER (PARTITION BY … ORDER BY …) = 1` is how people keep the latest version of each row: it takes no
/// sorting, only the best row of each group.
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
    let input = WindowInput(try context.collect(input), context)
    guard input.count > 0 else { return BatchList.empty }
    let groups = try input.groups(call.partition)
    let order = RowOrder(call.order, try input.columns(call.order.map(\.expression)), count: input.count)
    let rows = order.firstRows(groups.groups, count: groups.count) { _ in true }.sorted()
    return BatchList(gather(rows, input.batches))
  }

  /// Rows of batches that are numbered through, ascending.
  private func gather(_ rows: [UInt32], _ batches: [Batch]) -> [Batch] {
    var (start, place) = (0, 0)
    return batches.map { batch in
      let first = place
      while place < rows.count && Int(rows[place]) < start + batch.count { place += 1 }
      let local = rows[first..<place].map { $0 - UInt32(start) }
      start += batch.count
      let one = Column.constant(.int(1), call.type, count: local.count)
      return Batch(batch.columns.map { $0.gather(local) } + [one], count: local.count)
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
