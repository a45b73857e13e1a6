import Synchronization

/// Which rows of a join's right side have met a partner: filled by all morsels, in any order.
final class MatchedRows: Sendable {
  private let words: Mutex<[UInt64]>
  private let count: Int

  init(count: Int) {
    self.count = count
    words = Mutex([UInt64](repeating: 0, count: (count + 63) / 64))
  }

  func add(_ rows: [UInt32]) {
    words.withLock { words in
      for row in rows { words[Int(row) >> 6] |= 1 << UInt64(row & 63) }
    }
  }

  /// Rows that have not, ascending.
  var unmatched: [UInt32] {
    words.withLock { words in
      (0..<UInt32(count)).filter { words[Int($0) >> 6] >> UInt64($0 & 63) & 1 == 0 }
    }
  }
}
