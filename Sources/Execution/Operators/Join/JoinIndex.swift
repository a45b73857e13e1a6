import Columnar

/// The rows of a join's right side by hash: for each bucket its rows, ascending, behind each other.
///
/// ```
/// bucket = hash >> shift      starts[bucket] ..< starts[bucket + 1]  →  entries: [ low half of the hash | row ]
/// ```
/// Two neighbouring loads find a bucket and one finds its entries. The half of the hash that chose no bucket tells most
/// strangers apart before any key is read.
struct JoinIndex: Sendable {
  private typealias Span = (start: UInt32, count: UInt32)

  private let shift: UInt64
  private let starts: [UInt32]
  private let entries: [UInt64]

  /// Over the rows `isIncluded` says (all of them, where nil).
  init(_ hashes: [UInt64], isIncluded: [Bool]?) {
    var bits: UInt64 = 2
    while 1 << bits < hashes.count { bits += 1 }
    shift = 64 - bits
    let shift = shift
    var places = [UInt32](repeating: 0, count: 1 << Int(bits) + 1)
    for row in 0..<hashes.count where isIncluded?[row] ?? true { places[Int(hashes[row] >> shift) + 1] += 1 }
    for bucket in 1..<places.count { places[bucket] += places[bucket - 1] }
    starts = places
    entries = [UInt64](unsafeUninitializedCapacity: Int(places[places.count - 1])) { entries, initialized in
      for row in 0..<hashes.count where isIncluded?[row] ?? true {
        let hash = hashes[row]
        let bucket = Int(hash >> shift)
        entries[Int(places[bucket])] = hash << 32 | UInt64(row)
        places[bucket] += 1
      }
      initialized = entries.count
    }
  }

  /// Pairs of a probing row and a row of this side whose hashes agree, for the rows from `start` on: by probing row, then
  /// by row. Stops before a row with which there would be more than `limit` pairs, unless it is the first; gives the row
  /// where to go on.
  func candidates(
    _ hashes: [UInt64], isIncluded: [Bool]?, from start: Int, limit: Int
  ) -> (pairs: RowPairs, end: Int) {
    let (spans, total) = spans(hashes, isIncluded, from: start, limit: limit)
    var pairs = RowPairs()
    var count = 0
    pairs.right = [UInt32](unsafeUninitializedCapacity: total) { right, rightCount in
      pairs.left = [UInt32](unsafeUninitializedCapacity: total) { left, leftCount in
        count = fill(left, right, hashes, spans, from: start)
        leftCount = count
      }
      rightCount = count
    }
    return (pairs, start + spans.count)
  }

  /// The entries to look at for each row, and how many they are.
  private func spans(
    _ hashes: [UInt64], _ isIncluded: [Bool]?, from start: Int, limit: Int
  ) -> (spans: [Span], total: Int) {
    var total = 0
    let spans = [Span](unsafeUninitializedCapacity: hashes.count - start) { spans, count in
      starts.withUnsafeBufferPointer { starts in
        for row in start..<hashes.count {
          let bucket = Int(hashes[row] >> shift)
          let first = starts[bucket]
          let length = isIncluded?[row] ?? true ? starts[bucket + 1] - first : 0
          if total + Int(length) > limit && row > start { break }
          total += Int(length)
          spans[count] = (first, length)
          count += 1
        }
      }
    }
    return (spans, total)
  }

  /// `left` and `right` have room for all entries of `spans`, which are ranges within `entries`.
  private func fill(
    _ left: UnsafeMutableBufferPointer<UInt32>, _ right: UnsafeMutableBufferPointer<UInt32>, _ hashes: [UInt64],
    _ spans: [Span], from start: Int
  ) -> Int {
    guard left.count > 0 else { return 0 }
    var count = 0
    entries.withUnsafeBufferPointer { entries in
      for place in 0..<spans.count {
        let tag = hashes[start + place] << 32
        let first = Int(spans[place].start)
        for entry in first..<first + Int(spans[place].count) where (entries[entry] ^ tag) >> 32 == 0 {
          left[count] = UInt32(truncatingIfNeeded: start + place)
          right[count] = UInt32(truncatingIfNeeded: entries[entry])
          count += 1
        }
      }
    }
    return count
  }
}

/// Pairs of rows of a join's two sides, by left row.
struct RowPairs: Sendable {
  var left: [UInt32] = []
  var right: [UInt32] = []

  var count: Int { left.count }

  func picking(_ places: [UInt32]) -> RowPairs {
    RowPairs(left: places.map { left[Int($0)] }, right: places.map { right[Int($0)] })
  }
}
