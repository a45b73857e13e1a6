import Columnar
import Planning
import SQLTypes

/// The groups of some rows with their aggregates so far, in order of first appearance.
struct PartialAggregation: Sendable {
  let count: Int
  /// One row a group: the values of its first row.
  let keys: [Column]
  let accumulators: [any Accumulator]
  /// The first and the last group's key, where the rows came in its order.
  let ascending: ClosedRange<Int64>?
  /// Of the keys, where grouping took them.
  private let knownHashes: [UInt64]?

  init(count: Int, keys: [Column], accumulators: [any Accumulator]) {
    self.count = count
    self.keys = keys
    self.accumulators = accumulators
    ascending = nil
    knownHashes = nil
  }

  /// The groups of a batch of `rowCount` rows. Without keys it is one group, rows or not.
  init(keys: [Column], arguments: [[Column]], rowCount: Int, _ calls: [AggregateCall]) throws {
    let rows = AscendingRows(keys)
    let unhashed = rows?.grouping ?? Self.unhashedGrouping(keys, rowCount)
    let hashes = keys.isEmpty ? [0] : unhashed == nil ? KeyColumns(keys, count: rowCount).hashes() : nil
    let grouping = unhashed ?? RowGroups(KeyColumns(keys, count: rowCount), hashes: hashes ?? [])
    let count = grouping.count
    let isPlain = keys.isEmpty || count == rowCount
    self.count = count
    self.keys = isPlain ? keys : keys.map { $0.gather(grouping.firstRows) }
    ascending = rows?.range
    knownHashes = isPlain ? hashes : hashes.map { hashes in grouping.firstRows.map { hashes[Int($0)] } }
    accumulators = try calls.enumerated().map { index, call in
      var accumulator = try Accumulators.make(call)
      accumulator.grow(to: count)
      try accumulator.add(grouping.groups, arguments[index])
      return accumulator
    }
  }

  private static func unhashedGrouping(_ keys: [Column], _ rowCount: Int) -> RowGroups? {
    keys.isEmpty ? RowGroups(oneGroupOf: rowCount) : DenseRows.grouping(keys, count: rowCount)
  }

  /// One hash a group.
  func hashes() -> [UInt64] { knownHashes ?? KeyColumns(keys, count: count).hashes() }

  /// The keys, then one column an aggregate.
  func finish() throws -> Batch { Batch(keys + (try accumulators.map { try $0.finish() }), count: count) }
}
