import Columnar

/// Rows by equal keys of any types, on all threads: the groups of each batch first, and then those of all batches, by
/// partition of their hashes.
///
/// ```
/// rows of the batches   b a b | a c     entries of each batch   b a | a c      rows' entries   0 1 0 | 0 1
/// partition 0: a a      partition 1: b c                        entries' groups   1 0 | 0 2
/// rows' groups          1 0 1 | 0 2
/// ```
/// Where nearly every row of a batch is a group of its own, its rows are the entries.
struct KeyGroups: Sendable {
  /// Each row's group, by batch.
  let groups: [[UInt32]]
  let count: Int

  /// `keys`: by batch.
  init(_ keys: [[Column]], rowCounts: [Int], _ context: ExecutionContext) throws {
    let batches = try context.pool.map(count: keys.count) { Entries(keys[$0], rowCount: rowCounts[$0]) }
    let bits = HashSplit.bits(for: batches.reduce(0) { $0 + $1.hashes.count })
    let splits = try context.pool.map(count: batches.count) { Split(batches[$0], bits: bits) }
    let parts = try context.pool.map(count: 1 << Int(bits)) { Part($0, splits) }
    let firstGroups = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.groups.count) }
    count = firstGroups[parts.count]
    groups = try context.pool.map(count: batches.count) { batch in
      var groups = [UInt32](repeating: 0, count: batches[batch].hashes.count)
      for (index, part) in parts.enumerated() {
        let first = UInt32(truncatingIfNeeded: firstGroups[index])
        let found = part.groups.groups[part.starts[batch]..<part.starts[batch + 1]]
        for (row, group) in zip(splits[batch].rows(of: index), found) { groups[Int(row)] = first + group }
      }
      return batches[batch].rows.map { groups.picking($0) } ?? groups
    }
  }
}

/// The groups of one batch, or its rows.
private struct Entries: Sendable {
  let keys: [Column]
  let hashes: [UInt64]
  /// Each row's entry; nil where every row is its own.
  let rows: [UInt32]?

  init(_ columns: [Column], rowCount: Int) {
    if KeySample.isMostlyDistinct(columns, rowCount) {
      (keys, hashes, rows) = (columns, KeyColumns(columns, count: rowCount).hashes(), nil)
      return
    }
    let found = PartialAggregation.grouping(columns, rowCount)
    let keys = columns.map { $0.gather(found.groups.firstRows) }
    self.keys = keys
    hashes = found.hashes ?? KeyColumns(keys, count: found.groups.count).hashes()
    rows = found.groups.groups
  }
}

/// The entries of one batch by partition.
private struct Split: Sendable {
  let keys: [Column]
  let hashes: HashSplit

  init(_ entries: Entries, bits: UInt64) {
    let hashes = HashSplit(entries.hashes, bits: bits)
    self.hashes = hashes
    keys = entries.keys.map { $0.gather(hashes.rows.rows) }
  }

  func rows(of partition: Int) -> ArraySlice<UInt32> { hashes.rows.rows[hashes.rows.range(partition)] }
}

/// The groups of one partition.
private struct Part: Sendable {
  /// Of the batches' entries behind each other.
  let groups: RowGroups
  /// Where each batch's entries begin, and behind the last one's their number.
  let starts: [Int]

  init(_ partition: Int, _ splits: [Split]) {
    let ranges = splits.map { $0.hashes.rows.range(partition) }
    starts = ranges.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    let keys = splits[0].keys.indices.map { key in
      Column.concatenate(splits.indices.map { splits[$0].keys[key].slice(ranges[$0]) })
    }
    let hashes = splits.indices.flatMap { splits[$0].hashes.hashes[ranges[$0]] }
    groups = RowGroups(KeyColumns(keys, count: hashes.count), hashes: hashes)
  }
}
