import Columnar

/// Rows by partition of their hash, so that each partition can be worked on by itself.
struct HashSplit: Sendable {
  /// Rows that a partition may have, where there is a choice: a table of them stays in the cache.
  static let comfortableCount = 1 << 13
  private static let mostBits: UInt64 = 6

  /// In the order of `rows`.
  let hashes: [UInt64]
  let rows: RowPartitions

  /// There are two to the power of `bits` partitions.
  init(_ hashes: [UInt64], bits: UInt64) {
    let partitions = hashes.map { bits == 0 ? 0 : UInt32(truncatingIfNeeded: $0 >> (64 - bits)) }
    rows = RowPartitions(partitions, count: 1 << Int(bits))
    self.hashes = hashes.picking(rows.rows)
  }

  /// For so many rows of all splits together.
  static func bits(for count: Int) -> UInt64 {
    var bits: UInt64 = 0
    while bits < mostBits && comfortableCount << Int(bits) < count { bits += 1 }
    return bits
  }
}
