/// The rows of a join's right side by the hash of their keys, and with their keys, to be found by those of the left.
///
/// A row without a partner costs the load of its bucket's bounds and one of the record there; for one with a partner
/// the whole hash is compared before any key. The left rows come in blocks that fit the first cache, in steps that do
/// not depend on each other from row to row, so that the processor waits for many cache lines at a time: bounds of the
/// buckets, the first record of each, then of rows with a likely partner a key after the other.
package struct JoinHashTable: Sendable {
  /// Left rows that are looked up together, about.
  package static let blockCount = 1 << 10

  private let layout: JoinHashLayout
  private let partitions: [JoinHashPartition]
  /// What the partitions hold, without a class in between.
  private let locations: [JoinHashPartition.Location]
  /// Whether very many rows share a bucket, so that finding the partners of one of them takes long.
  package let hasLongChains: Bool

  /// `partitions` are those of the layout, in order.
  package init(_ partitions: [JoinHashPartition], _ layout: JoinHashLayout) {
    precondition(partitions.count == layout.partitionCount, "each partition is there")
    self.partitions = partitions
    self.layout = layout
    locations = partitions.map(\.location)
    hasLongChains = partitions.contains(where: \.hasLongChains)
  }

  /// Adds the pairs of the rows of `keys`, from `start` on, to `matches`, where the first row of `keys` counts as
  /// `number`. No row matches by a NULL. `hashes` are those of `keys`, of the columns hashed for the right rows. Stops
  /// when there are `limit` pairs; gives the row where to go on.
  ///
  /// With `rowIndices` the string columns are those of a whole batch, nothing gathered: row `r` is at `rowIndices[r]`.
  package func match(
    _ keys: KeyColumns, hashes: [UInt64], rowIndices: [UInt32]? = nil, from start: Int, number: Int, limit: Int,
    into matches: inout RowMatches
  ) -> Int {
    precondition(hashes.count == keys.count && rowIndices?.count ?? keys.count == keys.count, "each row has its hash")
    let isComplete = keys.completeness(among: rowIndices == nil ? keys.columns : keys.columns.filter { !$0.isString })
    return withUnsafeTemporaryAllocation(of: Bucket.self, capacity: keys.count) { buckets in
      findBuckets(hashes, isComplete, from: start, buckets)
      let rows = Self.rowsToLookAt(hashes, from: start, buckets)
      return withUnsafeTemporaryAllocation(of: RowCandidate.self, capacity: RowCandidates.blockCount) { buffer in
        var candidates = RowCandidates(buffer, keys, rowIndices: rowIndices, number: number)
        for row in rows {
          let row = Int(row)
          guard matches.count + candidates.count < limit else {
            candidates.flush(into: &matches)
            return row
          }
          let bucket = buckets[row]
          let hash = hashes[row]
          var record = bucket.start
          var found = bucket.firstHash
          while record < bucket.end {
            let second = record[1]
            if found == hash {
              candidates.add(row, record, &matches)
              if second & KeyRowLayout.lastMark != 0 { break }
            }
            record += KeyRowLayout.size(second)
            if record < bucket.end { found = record[0] }
          }
        }
        candidates.flush(into: &matches)
        return keys.count
      }
    }
  }

  private typealias Bucket = (
    start: UnsafePointer<UInt64>, end: UnsafePointer<UInt64>, firstHash: UInt64
  )

  /// `buckets` has room for all rows; a hash's bits below the partition's choose one of the partition's buckets, and
  /// there is a header behind the last record.
  private func findBuckets(
    _ hashes: [UInt64], _ isComplete: [Bool]?, from start: Int, _ buckets: UnsafeMutableBufferPointer<Bucket>
  ) {
    let layout = layout
    hashes.withUnsafeBufferPointer { hashes in
      locations.withUnsafeBufferPointer { locations in
        for row in start..<hashes.count {
          let location = locations[layout.partition(hashes[row])]
          // Both in one load.
          let bounds = UnsafeRawPointer(location.starts + layout.bucket(hashes[row])).loadUnaligned(as: UInt64.self)
            .littleEndian
          let (start, end) = (Int(UInt32(truncatingIfNeeded: bounds)), Int(truncatingIfNeeded: bounds &>> 32))
          buckets[row] = (location.records + start, location.records + end, 0)
        }
        for row in start..<hashes.count { buckets[row].firstHash = buckets[row].start[0] }
      }
    }
    guard let isComplete else { return }
    for row in start..<hashes.count where !isComplete[row] { buckets[row].end = buckets[row].start }
  }

  /// Rows whose bucket begins with their hash, or holds more than one record. Found without a branch on the row: which
  /// rows have a partner, nobody can guess.
  private static func rowsToLookAt(
    _ hashes: [UInt64], from start: Int, _ buckets: UnsafeMutableBufferPointer<Bucket>
  ) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: hashes.count - start) { rows, kept in
      hashes.withUnsafeBufferPointer { hashes in
        for row in start..<hashes.count {
          let bucket = buckets[row]
          let isFilled = bucket.start < bucket.end ? 1 : 0
          let isSame = bucket.firstHash == hashes[row] ? 1 : 0
          let hasMore = bucket.start + KeyRowLayout.size(bucket.start[1]) < bucket.end ? 1 : 0
          rows[kept] = UInt32(truncatingIfNeeded: row)
          kept &+= isFilled & (isSame | hasMore)
        }
      }
    }
  }
}

/// Pairs of rows, by left row and then by right row.
package struct RowMatches: Sendable {
  package var left: [UInt32] = []
  package var right: [UInt32] = []

  package init() {}
  package var count: Int { left.count }

  package mutating func reserve(_ count: Int) {
    left.reserveCapacity(count)
    right.reserveCapacity(count)
  }
}
