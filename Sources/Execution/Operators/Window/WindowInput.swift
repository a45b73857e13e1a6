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
    let groups = try groups(columns)
    return RowPartitions(groups.groups, count: groups.count)
  }

  /// Each row's group by equal keys, numbered by first appearance: by batch first, then all together.
  private func groups(_ keys: [[Column]]) throws -> (groups: [UInt32], count: Int) {
    let parts = try context.pool.map(count: keys.count) { index in
      Groups(keys[index].map(\.unpacked), rowCount: batches[index].count)
    }
    if parts.count == 1 { return (parts[0].groups, parts[0].hashes.count) }
    let columns = keys[0].indices.map { key in Column.concatenate(parts.map { $0.keys[key] }) }
    let hashes = parts.flatMap(\.hashes)
    let merged = RowGroups(KeyColumns(columns, count: hashes.count), hashes: hashes)
    let starts = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.hashes.count) }
    let groups = try context.pool.map(count: parts.count) { part in
      parts[part].groups.map { merged.groups[starts[part] + Int($0)] }
    }
    return (groups.flatMap { $0 }, merged.count)
  }

  /// The groups of one batch.
  private struct Groups: Sendable {
    let groups: [UInt32]
    /// One row a group.
    let keys: [Column]
    let hashes: [UInt64]

    init(_ columns: [Column], rowCount: Int) {
      let keyColumns = KeyColumns(columns, count: rowCount)
      let rowHashes = keyColumns.hashes()
      let grouping = RowGroups(keyColumns, hashes: rowHashes)
      groups = grouping.groups
      keys = columns.map { $0.gather(grouping.firstRows) }
      hashes = grouping.firstRows.map { rowHashes[Int($0)] }
    }
  }
}
