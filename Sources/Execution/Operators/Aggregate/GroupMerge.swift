import Columnar
import Planning
import SQLTypes

/// Puts the groups of all morsels together: by partition of the hash, so that partitions can be done in parallel.
///
/// ```
/// partial 0: a b c     partial 1: c a d      entries: a0 b1 c2 c3 a4 d5   (numbered through)
/// partition 0 has a, d: first seen at 0, 5   partition 1 has b, c: first seen at 1, 2
/// result by first sight: a(0) b(1) c(2) d(5)
/// ```
/// How many partitions there are depends on the number of entries alone.
struct GroupMerge: Sendable {
  private static let comfortableCount = 1 << 13

  private let partials: [PartialAggregation]
  private let calls: [AggregateCall]
  private let context: ExecutionContext
  /// Number of each partial's first entry, and behind the last one's the number of all.
  private let offsets: [Int]
  private let bits: UInt64

  init(_ partials: [PartialAggregation], _ calls: [AggregateCall], _ context: ExecutionContext) {
    self.partials = partials
    self.calls = calls
    self.context = context
    offsets = partials.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    var bits: UInt64 = 0
    while bits < 6 && Self.comfortableCount << Int(bits) < offsets[partials.count] { bits += 1 }
    self.bits = bits
  }

  /// The keys, then one column an aggregate; groups in order of first appearance. There is at least one partial.
  func source() throws -> any BatchSource {
    if calls.isEmpty, partials.count > 1 || partials[0].isUngrouped { return try distinct() }
    return try merged().source(context)
  }

  private func distinct() throws -> DistinctRows {
    if let rows = DistinctRows(ascending: partials) { return rows }
    let splits = try splits()
    let repeated = try context.pool.map(count: 1 << Int(bits)) { repeatedRows($0, splits) }
    return DistinctRows(partials, repeated: partials.indices.map { index in repeated.flatMap { $0[index] } })
  }

  /// The groups of all partials.
  func merged() throws -> MergedGroups {
    if partials.count == 1, !partials[0].isUngrouped {
      return MergedGroups([.init(groups: partials[0], firstEntries: Array(0..<UInt32(partials[0].count)))])
    }
    let splits = try splits()
    return MergedGroups(try context.pool.map(count: 1 << Int(bits)) { try merge($0, splits) })
  }

  private func splits() throws -> [Split] {
    try context.pool.map(count: partials.count) { split(partials[$0].hashes()) }
  }

  /// The groups of one partial by partition.
  private struct Split: Sendable {
    let hashes: [UInt64]
    let rows: RowPartitions
  }

  private func split(_ hashes: [UInt64]) -> Split {
    let partitions = hashes.map { bits == 0 ? 0 : UInt32(truncatingIfNeeded: $0 >> (64 - bits)) }
    return Split(hashes: hashes, rows: RowPartitions(partitions, count: 1 << Int(bits)))
  }

  /// Of each partial the rows of a partition that an earlier one has. Hashes are looked at first, and then the keys
  /// only of rows that share theirs with another.
  private func repeatedRows(_ partition: Int, _ splits: [Split]) -> [[UInt32]] {
    var sources = splits.map { Array($0.rows.rows[$0.rows.range(partition)]) }
    let hashes = hashes(sources, splits)
    let byHash = RowGroups(KeyColumns([], count: hashes.count), hashes: hashes)
    guard byHash.count < hashes.count else { return sources.map { _ in [] } }
    var sizes = [UInt32](repeating: 0, count: byHash.count)
    for group in byHash.groups { sizes[Int(group)] += 1 }
    var index = 0
    for partial in sources.indices {
      sources[partial] = sources[partial].filter { _ in
        defer { index += 1 }
        return sizes[Int(byHash.groups[index])] > 1
      }
    }
    let alike = self.hashes(sources, splits)
    let groups = RowGroups(KeyColumns(keys(sources), count: alike.count), hashes: alike)
    index = 0
    return sources.map { rows in
      rows.filter { _ in
        defer { index += 1 }
        return groups.firstRows[Int(groups.groups[index])] != UInt32(index)
      }
    }
  }

  private func keys(_ sources: [[UInt32]]) -> [Column] {
    partials[0].keys.indices.map { index in
      Column.concatenate(partials.indices.map { partials[$0].keys[index].gather(sources[$0]) })
    }
  }

  private func hashes(_ sources: [[UInt32]], _ splits: [Split]) -> [UInt64] {
    partials.indices.flatMap { partial in sources[partial].map { splits[partial].hashes[Int($0)] } }
  }

  private func merge(_ partition: Int, _ splits: [Split]) throws -> MergedGroups.Part {
    let sources = splits.map { Array($0.rows.rows[$0.rows.range(partition)]) }
    let count = sources.reduce(0) { $0 + $1.count }
    guard count > 0 else { return .init(groups: try empty(), firstEntries: []) }
    let keys = keys(sources)
    let hashes = hashes(sources, splits)
    let grouping = RowGroups(KeyColumns(keys, count: count), hashes: hashes)
    let accumulators = try merged(sources, grouping)
    let merged = PartialAggregation(
      count: grouping.count, keys: keys.map { $0.gather(grouping.firstRows) }, accumulators: accumulators)
    let entries = partials.indices.flatMap { partial in
      sources[partial].map { UInt32(truncatingIfNeeded: offsets[partial]) + $0 }
    }
    return .init(groups: merged, firstEntries: grouping.firstRows.map { entries[Int($0)] })
  }

  private func merged(_ sources: [[UInt32]], _ grouping: RowGroups) throws -> [any Accumulator] {
    try calls.indices.map { index in
      var accumulator = try Accumulators.make(calls[index])
      accumulator.grow(to: grouping.count)
      var start = 0
      for (partial, rows) in sources.enumerated() {
        let map = GroupMap(sources: rows, targets: Array(grouping.groups[start..<start + rows.count]))
        try partials[partial].merge(index, map, into: &accumulator)
        start += rows.count
      }
      return accumulator
    }
  }

  private func empty() throws -> PartialAggregation {
    let accumulators = try calls.map { try Accumulators.make($0) }
    return PartialAggregation(
      count: 0, keys: partials[0].keys.map { Column($0.type, values: []) }, accumulators: accumulators)
  }
}
