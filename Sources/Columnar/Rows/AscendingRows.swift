/// Rows that stand in the order of their one key: equal ones are neighbours, and no hash is needed to find them.
///
/// Log files are written in the order of time, so that a column of times is often of this kind; to look for it costs a
/// comparison a row, and grouping such rows a tenth of what a hash table takes.
package struct AscendingRows: Sendable {
  private let words: [Int64]

  /// Nil where there is not exactly one key, where it is no column of words (the type's own ones, not those made of
  /// doubles), or where a row is NULL or below the one before.
  package init?(_ keys: [Column]) {
    guard keys.count == 1, !keys[0].isConstant, keys[0].validity.isAllValid, keys[0].count > 0,
      let words = Self.ascending(keys[0].storage)
    else { return nil }
    self.words = words
  }

  private static func ascending(_ storage: Column.Storage) -> [Int64]? {
    switch storage {
    case .ints(let words): ascend(words) ? words : nil
    case .packed(let packed): ascend(packed.offsets) ? packed.values : nil
    default: nil
    }
  }

  private static func ascend(_ offsets: NarrowWords) -> Bool {
    switch offsets {
    case .bytes(let offsets): ascend(offsets)
    case .shorts(let offsets): ascend(offsets)
    case .words(let offsets): ascend(offsets)
    }
  }

  /// The first and the last row's key.
  package var range: ClosedRange<Int64> { words[0]...words[words.count - 1] }

  /// Places, by first appearance.
  package var grouping: RowGroups {
    var firstRows: [UInt32] = []
    firstRows.reserveCapacity(words.count)
    let groups = [UInt32](unsafeUninitializedCapacity: words.count) { groups, initialized in
      words.withUnsafeBufferPointer { words in
        for row in 0..<words.count {
          if row == 0 || words[row] != words[row - 1] { firstRows.append(UInt32(truncatingIfNeeded: row)) }
          groups[row] = UInt32(truncatingIfNeeded: firstRows.count - 1)
        }
      }
      initialized = words.count
    }
    return RowGroups(groups: groups, firstRows: firstRows)
  }

  /// By blocks, within which no comparison decides what is done next.
  private static func ascend<Word: FixedWidthInteger>(_ words: [Word]) -> Bool {
    words.withUnsafeBufferPointer { words in
      var start = 1
      while start < words.count {
        let end = min(start + 256, words.count)
        var isAscending = true
        for row in start..<end { isAscending = isAscending && words[row - 1] <= words[row] }
        guard isAscending else { return false }
        start = end
      }
      return true
    }
  }
}
