import Columnar
import Scheduling

/// Sorts very many rows on all threads: each goes once to its bucket, and buckets are sorted where they lie in the
/// cache.
///
/// Merging runs moves every row once for each doubling. Where one code has very many of the rows a bucket would be as
/// large, and merging, which shares any work among all threads, is the better way.
struct BucketSort {
  private static let bucketLength = 1 << 15
  private static let chunkLength = 1 << 16

  private let buckets: OrderBuckets
  private let count: Int
  private let pool: WorkerPool

  /// Nil where there are too few rows, or no keys.
  init?(_ order: RowOrder, _ pool: WorkerPool) {
    let wanted = min(order.count / Self.bucketLength, 1 << 10)
    guard wanted >= 8, let buckets = OrderBuckets(order, count: wanted) else { return nil }
    self.buckets = buckets
    count = order.count
    self.pool = pool
  }

  /// All rows in order; nil where a bucket would have very many.
  func rows() throws -> [UInt32]? {
    let chunks = stride(from: 0, to: count, by: Self.chunkLength).map { $0..<min(count, $0 + Self.chunkLength) }
    let dealt = try pool.map(count: chunks.count) { buckets.numbers(chunks[$0]) }
    let (starts, offsets) = offsets(dealt.map(\.counts))
    let lengths = zip(starts, starts.dropFirst()).map { $1 - $0 }
    guard lengths.allSatisfy({ $0 <= count / 8 }) else { return nil }
    let entries = SharedArray(repeating: SortEntry(row: 0), count: count)
    try pool.forEach(count: chunks.count) { chunk in
      var offsets = offsets[chunk]
      buckets.deal(chunks[chunk], dealt[chunk].numbers, &offsets, into: entries.elements(0..<count))
    }
    try pool.forEach(count: lengths.count) { bucket in
      buckets.sort(entries.elements(starts[bucket]..<starts[bucket + 1]))
    }
    return entries.elements(0..<count).map(\.row)
  }

  /// Where each bucket starts, and behind the last one the count; where each chunk's rows of each bucket do.
  private func offsets(_ counts: [[Int]]) -> (starts: [Int], offsets: [[Int]]) {
    var starts = [0]
    var offsets = counts
    for bucket in 0..<buckets.count {
      var offset = starts[bucket]
      for chunk in counts.indices {
        offsets[chunk][bucket] = offset
        offset += counts[chunk][bucket]
      }
      starts.append(offset)
    }
    return (starts, offsets)
  }
}
