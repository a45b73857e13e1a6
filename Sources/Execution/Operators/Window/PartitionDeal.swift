import Columnar

/// Rows by the number of their partition, on all threads.
///
/// ```
/// slots 4 0 2 0 4      buckets of two slots: 0 0 (rows 1, 3), 2 (row 2), 4 4 (rows 0, 4)
/// ```
/// Rows are dealt into buckets first, all threads at once, each writing at a few ends only; then each bucket is put in
/// order by itself, within the cache. Rows of one partition keep their order; a partition without rows is none.
struct PartitionDeal: Sendable {
  private static let mostBuckets = 256

  private let rows: SharedArray<UInt32>
  private let slots: SharedArray<UInt32>
  /// Where each bucket begins, and behind the last one's the number of rows.
  private let starts: [Int]

  /// `slots`: each row's, by batch, below `count`.
  static func partitions(_ slots: [[UInt32]], count: Int, _ context: ExecutionContext) throws -> RowPartitions {
    let shift = max(0, Int.bitWidth - count.leadingZeroBitCount - mostBuckets.trailingZeroBitCount)
    let buckets = count >> shift + 1
    let rowCount = slots.reduce(0) { $0 + $1.count }
    let deal = try PartitionDeal(slots, shift: shift, buckets: buckets, rowCount: rowCount, context)
    let sorted = try context.pool.map(count: buckets) { bucket in
      deal.sorted(bucket, slots: 1 << shift, shift: shift)
    }
    var starts: [Int] = []
    for bucket in sorted { starts += bucket.starts }
    return RowPartitions(starts: starts + [rowCount], rows: sorted.flatMap(\.rows))
  }

  private init(
    _ batches: [[UInt32]], shift: Int, buckets: Int, rowCount: Int, _ context: ExecutionContext
  ) throws {
    let (rows, slots) = (SharedArray<UInt32>(count: rowCount), SharedArray<UInt32>(count: rowCount))
    let sizes = try context.pool.map(count: batches.count) { batch in
      var sizes = [Int](repeating: 0, count: buckets)
      for slot in batches[batch] { sizes[Int(slot >> UInt32(shift))] += 1 }
      return sizes
    }
    var (ends, starts, sum) = (sizes, [Int](), 0)
    for bucket in 0..<buckets {
      starts.append(sum)
      for batch in batches.indices {
        ends[batch][bucket] = sum
        sum += sizes[batch][bucket]
      }
    }
    let (batchEnds, firstRows) = (ends, batches.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) })
    try context.pool.forEach(count: batches.count) { batch in
      var ends = batchEnds[batch]
      let (targets, targetSlots) = (rows.elements(0..<rowCount), slots.elements(0..<rowCount))
      // Each batch has places of its own in each bucket, as many as it has rows there.
      for (row, slot) in batches[batch].enumerated() {
        let bucket = Int(slot >> UInt32(shift))
        targets[ends[bucket]] = UInt32(truncatingIfNeeded: firstRows[batch] + row)
        targetSlots[ends[bucket]] = slot
        ends[bucket] += 1
      }
    }
    (self.rows, self.slots, self.starts) = (rows, slots, starts + [sum])
  }

  /// A bucket's rows by slot, and where among all rows each slot begins that has some.
  private func sorted(_ bucket: Int, slots count: Int, shift: Int) -> (rows: [UInt32], starts: [Int]) {
    let range = starts[bucket]..<starts[bucket + 1]
    let (rows, slots) = (rows.elements(range), slots.elements(range))
    let groups = slots.map { $0 & (UInt32(count) - 1) }
    let sorted = RowPartitions(groups, count: count)
    let found = (0..<count).filter { !sorted.range($0).isEmpty }.map { range.lowerBound + sorted.starts[$0] }
    return (sorted.rows.map { rows[Int($0)] }, found)
  }
}
