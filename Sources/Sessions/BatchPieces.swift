import Columnar

/// Rows that come in batches and are given a few at a time.
package struct BatchPieces {
  private var batch: Batch?
  /// Rows of the batch that were given.
  private var given = 0

  package init() {}

  /// Hands at most `count` rows over, taking batches from `next`; gives how many there were.
  package mutating func take(
    _ count: Int, from next: () throws -> Batch?, _ consume: (Batch, Range<Int>) throws -> Void
  ) throws -> Int {
    var left = count
    while left > 0, let batch = try current(next) {
      let rows = given..<(given + min(left, batch.count - given))
      try consume(batch, rows)
      left -= rows.count
      given = rows.upperBound
    }
    return count - left
  }

  /// Whether there are no more; the next batch is taken to find out.
  package mutating func isAtEnd(_ next: () throws -> Batch?) throws -> Bool { try current(next) == nil }

  private mutating func current(_ next: () throws -> Batch?) throws -> Batch? {
    if let batch, given < batch.count { return batch }
    batch = nil
    batch = try next()
    given = 0
    return batch
  }
}
