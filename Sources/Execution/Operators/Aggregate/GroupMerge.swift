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
/// How many partitions there are depends on the entries alone: on their number, or, where two partials have nearly the
/// same groups and all are likely to, on how many that are.
struct GroupMerge: Sendable {
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
    let entries = offsets[partials.count]
    bits = entries > HashSplit.comfortableCount && Self.areAlike(partials) ? 1 : HashSplit.bits(for: entries)
  }

  /// Whether the first and the last of many partials are small and share most of their groups. To merge a partial a
  /// partition costs more than its groups do, where these are few.
  private static func areAlike(_ partials: [PartialAggregation]) -> Bool {
    guard let first = partials.first, let last = partials.last,
      partials.allSatisfy({ $0.count <= HashSplit.comfortableCount / 2 && !$0.isUngrouped })
    else { return false }
    let both = RowGroups(likelyBy: first.hashes() + last.hashes()).count
    return 4 * (both - first.count) <= last.count
  }

  /// The keys, then one column an aggregate; groups in order of first appearance. There is at least one partial.
  func source() throws -> any BatchSource {
    if calls.isEmpty, partials.count > 1 || partials[0].isUngrouped { return try distinct() }
    return try merged().source(context)
  }

  private func distinct() throws -> DistinctRows {
    if let rows = DistinctRows(ascending: partials) { return rows }
    let splits = try context.pool.map(count: partials.count) { HashSplit(partials[$0].hashes(), bits: bits) }
    let repeated = try context.pool.map(count: 1 << Int(bits)) { repeatedRows($0, splits) }
    return DistinctRows(partials, repeated: partials.indices.map { index in repeated.flatMap { $0[index] } })
  }

  /// The groups of all partials.
  func merged() throws -> MergedGroups {
    if partials.count == 1, !partials[0].isUngrouped {
      return MergedGroups([.init(groups: partials[0], firstEntries: Array(0..<UInt32(partials[0].count)))])
    }
    let splits = try context.pool.map(count: partials.count) { index in
      let split = HashSplit(partials[index].hashes(), bits: bits)
      return (split, partials[index].rows(split.rows.rows))
    }
    return MergedGroups(
      try context.pool.map(count: 1 << Int(bits)) { try merge($0, splits.map { $0.0 }, splits.map { $0.1 }) })
  }

  /// Of each partial the rows of a partition that an earlier one has. Hashes are looked at first, and then the keys
  /// only of rows that share theirs with another, unless most do.
  private func repeatedRows(_ partition: Int, _ splits: [HashSplit]) -> [[UInt32]] {
    let sources = splits.map { Array($0.rows.rows[$0.rows.range(partition)]) }
    let hashes = splits.flatMap { $0.hashes[$0.rows.range(partition)] }
    let likely = RowGroups(likelyBy: hashes)
    guard likely.count < hashes.count else { return sources.map { _ in [] } }
    if likely.count < hashes.count / 2 {
      let keys = KeyColumns(keys(sources), count: hashes.count)
      return repeated(sources, RowGroups(keys, hashes: hashes, likely: likely))
    }
    var sizes = [UInt32](repeating: 0, count: likely.count)
    for group in likely.groups { sizes[Int(group)] += 1 }
    let isAlike = likely.groups.map { sizes[Int($0)] > 1 }
    var index = 0
    let some = sources.map { rows in
      rows.filter { _ in
        defer { index += 1 }
        return isAlike[index]
      }
    }
    let alike = hashes.indices.filter { isAlike[$0] }.map { hashes[$0] }
    return repeated(some, RowGroups(KeyColumns(keys(some), count: alike.count), hashes: alike))
  }

  /// The rows of each source, behind each other grouped, that are not the first of their groups.
  private func repeated(_ sources: [[UInt32]], _ groups: RowGroups) -> [[UInt32]] {
    var isRepeated = [Bool](repeating: true, count: groups.groups.count)
    for row in groups.firstRows { isRepeated[Int(row)] = false }
    var index = 0
    return sources.map { rows in
      rows.filter { _ in
        defer { index += 1 }
        return isRepeated[index]
      }
    }
  }

  private func keys(_ sources: [[UInt32]]) -> [Column] {
    partials[0].keys.indices.map { index in
      Column.concatenate(partials.indices.map { partials[$0].keys[index].gather(sources[$0]) })
    }
  }

  /// `rows`: those of each split's partial, in its order.
  private func merge(
    _ partition: Int, _ splits: [HashSplit], _ rows: [PartialAggregation.Rows]
  ) throws -> MergedGroups.Part {
    let ranges = splits.map { $0.rows.range(partition) }
    let count = ranges.reduce(0) { $0 + $1.count }
    guard count > 0 else { return .init(groups: try empty(), firstEntries: []) }
    let keys = partials[0].keys.indices.map { key in
      Column.concatenate(rows.indices.map { rows[$0].keys[key].slice(ranges[$0]) })
    }
    let hashes = splits.indices.flatMap { splits[$0].hashes[ranges[$0]] }
    let grouping = RowGroups(KeyColumns(keys, count: count), hashes: hashes)
    let merged = PartialAggregation(
      count: grouping.count, keys: keys.map { $0.gather(grouping.firstRows) },
      accumulators: try calls.indices.map { try accumulator($0, splits, rows, ranges, grouping) })
    let entries = splits.indices.flatMap { partial in
      splits[partial].rows.rows[ranges[partial]].map { UInt32(truncatingIfNeeded: offsets[partial]) + $0 }
    }
    return .init(groups: merged, firstEntries: grouping.firstRows.map { entries[Int($0)] })
  }

  private func accumulator(
    _ index: Int, _ splits: [HashSplit], _ rows: [PartialAggregation.Rows], _ ranges: [Range<Int>],
    _ grouping: RowGroups
  ) throws -> any Accumulator {
    var accumulator = try Accumulators.make(calls[index])
    accumulator.grow(to: grouping.count)
    var start = 0
    for (partial, range) in ranges.enumerated() where !range.isEmpty {
      let targets = Array(grouping.groups[start..<start + range.count])
      if let arguments = rows[partial].arguments {
        try accumulator.add(stored: arguments[index].map { $0.slice(range) }, targets, count: range.count)
      } else {
        let map = GroupMap(sources: Array(splits[partial].rows.rows[range]), targets: targets)
        try accumulator.merge(any: partials[partial].accumulators[index], map)
      }
      start += range.count
    }
    return accumulator
  }

  private func empty() throws -> PartialAggregation {
    let accumulators = try calls.map { try Accumulators.make($0) }
    return PartialAggregation(
      count: 0, keys: partials[0].keys.map { Column($0.type, values: []) }, accumulators: accumulators)
  }
}
