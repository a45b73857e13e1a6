import Columnar
import Planning
import SQLTypes

/// The groups of some rows with their aggregates so far, in order of first appearance.
struct GroupPartial: Sendable {
  let count: Int
  /// One row a group: the values of its first row.
  let keys: [Column]
  let hashes: [UInt64]
  let accumulators: [any Accumulator]

  init(count: Int, keys: [Column], hashes: [UInt64], accumulators: [any Accumulator]) {
    self.count = count
    self.keys = keys
    self.hashes = hashes
    self.accumulators = accumulators
  }

  /// The groups of a batch of `rowCount` rows. Without keys it is one group, rows or not.
  init(keys: [Column], arguments: [[Column]], rowCount: Int, _ calls: [AggregateCall]) throws {
    let groups: [UInt32]
    (groups, self.keys, hashes) = Self.group(keys, rowCount)
    let count = hashes.count
    self.count = count
    accumulators = try calls.enumerated().map { place, call in
      var accumulator = try Accumulators.make(call)
      accumulator.grow(to: count)
      try accumulator.add(groups, arguments[place])
      return accumulator
    }
  }

  private static func group(_ keys: [Column], _ rowCount: Int) -> ([UInt32], [Column], [UInt64]) {
    guard !keys.isEmpty else { return ([UInt32](repeating: 0, count: rowCount), [], [0]) }
    let columns = KeyColumns(keys, count: rowCount)
    let hashes = columns.hashes()
    let grouping = RowGrouping(columns, hashes: hashes)
    if grouping.count == rowCount { return (grouping.groups, keys, hashes) }
    let rows = grouping.firstRows
    return (grouping.groups, keys.map { $0.gather(rows) }, rows.map { hashes[Int($0)] })
  }

  /// The keys, then one column an aggregate.
  func finish() throws -> Batch { Batch(keys + (try accumulators.map { try $0.finish() }), count: count) }
}
