/// The rows of one batch on their way into a `JoinHashTable`: hashed, and cut by the partition they go to.
package struct JoinHashInput: Sendable {
  let keys: KeyColumns
  let hashes: [UInt64]
  /// Number of the first row among all.
  let firstRow: Int
  let partitions: RowPartitions

  /// Takes the rows `isIncluded` says (all of them, where nil).
  package init(
    _ keys: KeyColumns, hashes: [UInt64], firstRow: Int, isIncluded: [Bool]?, _ layout: JoinHashLayout
  ) {
    self.keys = keys
    self.hashes = hashes
    self.firstRow = firstRow
    let left = UInt32(layout.partitionCount)
    let partitions = hashes.indices.map { row in
      isIncluded?[row] ?? true ? UInt32(truncatingIfNeeded: layout.partition(hashes[row])) : left
    }
    self.partitions = RowPartitions(partitions, count: layout.partitionCount + 1)
  }
}

/// Which bits of a hash choose the partition of a `JoinHashTable`, and which the bucket in it; of the number of rows
/// alone.
package struct JoinHashLayout: Sendable {
  private static let comfortableCount = 1 << 14

  /// Both from 1 to 63.
  let partitionBits: UInt64
  let bucketBits: UInt64

  package init(rows: Int) {
    var partitionBits: UInt64 = 1
    while partitionBits < 8 && Self.comfortableCount << Int(partitionBits) < rows { partitionBits += 1 }
    var bucketBits: UInt64 = 2
    while bucketBits < 32 && 1 << Int(partitionBits + bucketBits) < 2 * rows { bucketBits += 1 }
    self.partitionBits = partitionBits
    self.bucketBits = bucketBits
  }

  package var partitionCount: Int { 1 << Int(partitionBits) }
  var bucketCount: Int { 1 << Int(bucketBits) }

  @inline(__always)
  func partition(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> (64 &- partitionBits)) }

  @inline(__always)
  func bucket(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &<< partitionBits) &>> (64 &- bucketBits))
  }
}
