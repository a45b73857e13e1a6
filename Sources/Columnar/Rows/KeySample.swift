import SQLTypes

/// Whether nearly every row of a batch is a group of its own, by two samples: neighbours, which agree where rows are
/// clustered, and rows far from each other, which agree where there are few values.
package enum KeySample {
  private static let count = 1 << 10
  /// One in so many may repeat another.
  private static let rarity = 10

  package static func isMostlyDistinct(_ keys: [Column], _ rowCount: Int) -> Bool {
    guard rowCount >= 8 * count else { return false }
    let stride = UInt32(rowCount / count)
    return isDistinct(keys, rows: (0..<UInt32(count)).map { $0 * stride })
      && isDistinct(keys, rows: Array(0..<UInt32(count)))
  }

  private static func isDistinct(_ keys: [Column], rows: [UInt32]) -> Bool {
    let columns = KeyColumns(keys.map { $0.gather(rows) }, count: rows.count)
    return RowGroups(likelyBy: columns.hashes()).count >= count - count / rarity
  }
}
