import Columnar
import Planning
import SQLTypes

/// All rows a window operator works on, packed or not, and the expressions over them.
final class WindowInput: Sendable {
  let batches: [Batch]
  let context: ExecutionContext
  /// Rows.
  let count: Int

  init(_ batches: [Batch], _ context: ExecutionContext) {
    self.batches = batches
    self.context = context
    count = batches.reduce(0) { $0 + $1.count }
  }

  /// Values for all rows.
  func columns(_ expressions: [BoundExpression]) throws -> [Column] {
    try expressions.map { expression in
      if case .constant(let value, let type) = expression { return Column.constant(value, type, count: count) }
      let parts = try context.map(BatchList(batches)) { batch in
        try context.evaluator.evaluate(all: [expression], batch)[0]
      }
      return parts.count == 1 ? parts[0].expanded : Column.concatenate(parts)
    }
  }

  /// The rows with equal values of `keys` together.
  func partitions(_ keys: [BoundExpression]) throws -> RowPartitions {
    guard !keys.isEmpty else { return RowPartitions([UInt32](repeating: 0, count: count), count: 1) }
    let columns = try context.mapSelected(BatchList(batches)) { selected in
      try context.evaluator.evaluate(all: keys, selected.batch)
    }
    if let dense = try DensePartitions(columns, context) { return dense.partitions }
    let groups = try KeyGroups(columns, rowCounts: batches.map(\.count), context)
    return try PartitionDeal.partitions(groups.groups, count: groups.count, context)
  }
}
