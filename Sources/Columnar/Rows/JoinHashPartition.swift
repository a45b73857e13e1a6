/// A part of a `JoinHashTable` that one thread builds: the rows whose hashes begin with the same bits.
///
/// `starts[bucket] ..< starts[bucket + 1]` are the words of a bucket's records, which are by row. Written in `init`,
/// read-only afterwards: that makes it safe to share.
package final class JoinHashPartition: @unchecked Sendable {
  /// Where a partition lies, for as long as the partition lives.
  struct Location: @unchecked Sendable {
    let starts: UnsafePointer<UInt32>
    let records: UnsafePointer<UInt64>
  }

  private let starts: UnsafeMutablePointer<UInt32>
  private let records: UnsafeMutablePointer<UInt64>
  /// Records of a bucket from which on its chain is long.
  private static let longChain = 16

  /// Whether some bucket holds many records.
  let hasLongChains: Bool
  var location: Location { Location(starts: starts, records: records) }

  /// The rows of `parts`, which are in the order of rows, that belong to `partition`.
  package init(_ partition: Int, _ parts: [JoinHashInput], _ layout: JoinHashLayout) {
    let sizes = parts.map { part in KeyRowLayout(part.keys).sizes(part.keys, part.rows(partition)) }
    // One offset more than there are buckets. `ends` is `starts` but for the first: it holds where a bucket begins,
    // then where its next record goes, and with the last record where the next bucket begins.
    starts = UnsafeMutablePointer.allocate(capacity: layout.bucketCount + 1)
    starts.initialize(repeating: 0, count: layout.bucketCount + 1)
    let ends = starts + 1
    for (part, sizes) in zip(parts, sizes) {
      for (row, size) in zip(part.rows(partition), sizes) { ends[layout.bucket(part.hashes[Int(row)])] += size }
    }
    var sum: UInt32 = 0
    for bucket in 0..<layout.bucketCount { (ends[bucket], sum) = (sum, sum + ends[bucket]) }
    // A header behind the last record, for an empty bucket at the end.
    records = UnsafeMutablePointer.allocate(capacity: Int(sum) + KeyRowLayout.headerWords)
    (records + Int(sum)).initialize(repeating: 0, count: KeyRowLayout.headerWords)
    for (part, sizes) in zip(parts, sizes) { Self.fill(records, part, part.rows(partition), sizes, ends, layout) }
    hasLongChains = Self.survey(records, starts, layout.bucketCount)
  }

  deinit {
    starts.deallocate()
    records.deallocate()
  }

  /// Each record lies where its bucket has been counted to have room for it.
  private static func fill(
    _ records: UnsafeMutablePointer<UInt64>, _ part: JoinHashInput, _ rows: ArraySlice<UInt32>, _ sizes: [UInt32],
    _ ends: UnsafeMutablePointer<UInt32>,
    _ layout: JoinHashLayout
  ) {
    var targets: [Int] = []
    targets.reserveCapacity(rows.count)
    for (row, size) in zip(rows, sizes) {
      let hash = part.hashes[Int(row)]
      let bucket = layout.bucket(hash)
      let target = Int(ends[bucket])
      ends[bucket] += size
      records[target] = hash
      records[target + 1] = UInt64(UInt32(truncatingIfNeeded: part.firstRow + Int(row))) | UInt64(size) << 32
      targets.append(target)
    }
    KeyRowLayout(part.keys).write(part.keys, rows, targets, to: records)
  }

  /// Compares each bucket's records in pairs, unless there are many, and marks those that no equal hash follows: who
  /// has found one of them need not load the next. Gives whether a bucket holds many; the rest is unmarked then.
  private static func survey(
    _ records: UnsafeMutablePointer<UInt64>, _ starts: UnsafePointer<UInt32>, _ bucketCount: Int
  ) -> Bool {
    for bucket in 0..<bucketCount {
      let end = Int(starts[bucket + 1])
      var (record, count) = (Int(starts[bucket]), 0)
      while record < end {
        let size = KeyRowLayout.size(records[record + 1])
        var other = record + size
        while other < end && records[other] != records[record] { other += KeyRowLayout.size(records[other + 1]) }
        if other >= end && record + size < end { records[record + 1] |= KeyRowLayout.lastMark }
        (record, count) = (record + size, count + 1)
        if count > longChain { return true }
      }
    }
    return false
  }
}

extension JoinHashInput {
  fileprivate func rows(_ partition: Int) -> ArraySlice<UInt32> { partitions.rows[partitions.range(partition)] }
}
