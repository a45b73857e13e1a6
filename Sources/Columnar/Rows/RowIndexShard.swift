/// A part of a `RowIndex` that one thread builds: the rows whose hashes begin with the same bits.
///
/// `starts[bucket] ..< starts[bucket + 1]` are the words of a bucket's records, which are by row. Written in `init`,
/// read-only afterwards: that makes it safe to share.
package final class RowIndexShard: @unchecked Sendable {
  /// Where a shard lies, for as long as the shard lives.
  struct Place: @unchecked Sendable {
    let starts: UnsafePointer<UInt32>
    let records: UnsafePointer<UInt64>
  }

  private let starts: UnsafeMutablePointer<UInt32>
  private let records: UnsafeMutablePointer<UInt64>
  /// Records of a bucket from which on it is crowded.
  private static let crowd = 16

  /// Whether no two records have the same hash, and whether some bucket holds many records.
  let (isUnique, isCrowded): (Bool, Bool)
  var place: Place { Place(starts: starts, records: records) }

  /// The rows of `parts`, which are in the order of rows, that belong to `shard`.
  package init(_ shard: Int, _ parts: [RowIndexPart], _ layout: RowIndexLayout) {
    let sizes = parts.map { part in KeyRecords(part.keys).sizes(part.keys, part.rows(shard)) }
    // One place more than there are buckets. `places` is `starts` but for the first: it holds where a bucket begins, then
    // where its next record goes, and with the last record where the next bucket begins.
    starts = UnsafeMutablePointer.allocate(capacity: layout.bucketCount + 1)
    starts.initialize(repeating: 0, count: layout.bucketCount + 1)
    let places = starts + 1
    for (part, sizes) in zip(parts, sizes) {
      for (row, size) in zip(part.rows(shard), sizes) { places[layout.bucket(part.hashes[Int(row)])] += size }
    }
    var sum: UInt32 = 0
    for bucket in 0..<layout.bucketCount { (places[bucket], sum) = (sum, sum + places[bucket]) }
    records = UnsafeMutablePointer.allocate(capacity: Int(sum) + 1)
    records[Int(sum)] = 0
    for (part, sizes) in zip(parts, sizes) { Self.fill(records, part, part.rows(shard), sizes, places, layout) }
    (isUnique, isCrowded) = Self.survey(records, starts, layout.bucketCount)
  }

  deinit {
    starts.deallocate()
    records.deallocate()
  }

  /// Each record lies where its bucket has been counted to have room for it.
  private static func fill(
    _ records: UnsafeMutablePointer<UInt64>, _ part: RowIndexPart, _ rows: ArraySlice<UInt32>, _ sizes: [UInt32],
    _ places: UnsafeMutablePointer<UInt32>,
    _ layout: RowIndexLayout
  ) {
    var targets: [Int] = []
    targets.reserveCapacity(rows.count)
    for (row, size) in zip(rows, sizes) {
      let hash = part.hashes[Int(row)]
      let bucket = layout.bucket(hash)
      let target = Int(places[bucket])
      places[bucket] += size
      records[target] = hash
      records[target + 1] = UInt64(UInt32(truncatingIfNeeded: part.firstRow + Int(row))) | UInt64(size) << 32
      targets.append(target)
    }
    KeyRecords(part.keys).write(part.keys, rows, targets, to: records)
  }

  /// Looks at each bucket's records in pairs, unless there are many.
  private static func survey(
    _ records: UnsafePointer<UInt64>, _ starts: UnsafePointer<UInt32>, _ bucketCount: Int
  ) -> (isUnique: Bool, isCrowded: Bool) {
    var isUnique = true
    for bucket in 0..<bucketCount {
      let end = Int(starts[bucket + 1])
      var (place, count) = (Int(starts[bucket]), 0)
      while place < end {
        let size = Int(records[place + 1] >> 32)
        var other = place + size
        while other < end && isUnique {
          isUnique = records[other] != records[place]
          other += Int(records[other + 1] >> 32)
        }
        (place, count) = (place + size, count + 1)
        if count > crowd { return (false, true) }
      }
    }
    return (isUnique, false)
  }
}

extension RowIndexPart {
  fileprivate func rows(_ shard: Int) -> ArraySlice<UInt32> { shards.rows[shards.range(shard)] }
}
