/// Rows dealt into buckets by the first key's code, so that each bucket can be sorted by itself.
///
/// ```
/// bounds 30 70      codes 12 70 30 9 88      buckets 0: 12 9   1: 30   2: 70 88
/// ```
/// Rows with one code are in one bucket, and in a bucket rows stay in row order.
package struct OrderBuckets: Sendable {
  private static let sampleCount = 1 << 14

  private let order: RowOrder
  /// The least code of each bucket but the first, ascending.
  private let bounds: [UInt64]

  /// About `count` buckets (fewer than 65,536) of about as many rows each, by a sample. Nil without keys.
  package init?(_ order: RowOrder, count: Int) {
    guard let key = order.keys.first, order.count > 0, count > 1, count < 1 << 16 else { return nil }
    let step = max(1, order.count / Self.sampleCount)
    let sample = stride(from: 0, to: order.count, by: step).map { key.codes[$0] }.sorted()
    var bounds: [UInt64] = []
    for bucket in 1..<count {
      let code = sample[sample.count * bucket / count]
      if code > bounds.last ?? sample[0] { bounds.append(code) }
    }
    self.order = order
    self.bounds = bounds
  }

  package var count: Int { bounds.count + 1 }

  /// The bucket of each of `rows`, which exist, and how many are in each.
  package func numbers(_ rows: Range<Int>) -> (numbers: [UInt16], counts: [Int]) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= order.count, "rows have codes")
    let codes = order.keys[0].codes
    var counts = [Int](repeating: 0, count: count)
    let numbers = [UInt16](unsafeUninitializedCapacity: rows.count) { numbers, written in
      bounds.withUnsafeBufferPointer { bounds in
        for row in rows {
          let number = Self.number(codes[row], bounds)
          numbers.initializeElement(at: written, to: UInt16(truncatingIfNeeded: number))
          counts[number] += 1
          written += 1
        }
      }
    }
    return (numbers, counts)
  }

  /// How many bounds are at or below a code; the number of steps depends on the bounds alone.
  @inline(__always)
  private static func number(_ code: UInt64, _ bounds: UnsafeBufferPointer<UInt64>) -> Int {
    var (first, length) = (0, bounds.count)
    while length > 0 {
      let half = (length + 1) / 2
      first += bounds[first + half - 1] <= code ? half : 0
      length -= half
    }
    return first
  }

  /// Puts entries for `rows` where `offsets` says of each bucket, which moves on; `numbers` are theirs.
  package func deal(
    _ rows: Range<Int>, _ numbers: [UInt16], _ offsets: inout [Int], into entries: UnsafeMutableBufferPointer<SortEntry>
  ) {
    precondition(rows.count == numbers.count && rows.upperBound <= order.count, "each row has its number")
    let codes = order.keys[0].codes
    for (row, number) in zip(rows, numbers) {
      var entry = SortEntry(row: UInt32(truncatingIfNeeded: row))
      entry.prefix = codes[row]
      entries[offsets[Int(number)]] = entry
      offsets[Int(number)] += 1
    }
  }

  /// Sorts the entries of a bucket, as they were dealt.
  package func sort(_ entries: UnsafeMutableBufferPointer<SortEntry>) { order.sortFilled(entries) }
}
