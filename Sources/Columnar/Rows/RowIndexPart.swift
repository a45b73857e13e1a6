/// The rows of one batch on their way into a `RowIndex`: hashed, and cut by the shard they go to.
package struct RowIndexPart: Sendable {
  let keys: KeyColumns
  let hashes: [UInt64]
  /// Number of the first row among all.
  let firstRow: Int
  let shards: RowPartitions

  /// Takes the rows `isIncluded` says (all of them, where nil).
  package init(
    _ keys: KeyColumns, hashes: [UInt64], firstRow: Int, isIncluded: [Bool]?, _ layout: RowIndexLayout
  ) {
    self.keys = keys
    self.hashes = hashes
    self.firstRow = firstRow
    let left = UInt32(layout.shardCount)
    let shards = hashes.indices.map { row in
      isIncluded?[row] ?? true ? UInt32(truncatingIfNeeded: layout.shard(hashes[row])) : left
    }
    self.shards = RowPartitions(shards, count: layout.shardCount + 1)
  }
}

/// Which bits of a hash choose the shard of a `RowIndex`, and which the bucket in it; of the number of rows alone.
package struct RowIndexLayout: Sendable {
  private static let comfortableCount = 1 << 14

  let shardBits: UInt64
  let bucketBits: UInt64

  package init(rows: Int) {
    var shardBits: UInt64 = 1
    while shardBits < 8 && Self.comfortableCount << Int(shardBits) < rows { shardBits += 1 }
    var bucketBits: UInt64 = 2
    while bucketBits < 32 && 1 << Int(shardBits + bucketBits) < 2 * rows { bucketBits += 1 }
    self.shardBits = shardBits
    self.bucketBits = bucketBits
  }

  package var shardCount: Int { 1 << Int(shardBits) }
  var bucketCount: Int { 1 << Int(bucketBits) }

  @inline(__always)
  func shard(_ hash: UInt64) -> Int { Int(hash >> (64 - shardBits)) }

  @inline(__always)
  func bucket(_ hash: UInt64) -> Int { Int((hash << shardBits) >> (64 - bucketBits)) }
}
