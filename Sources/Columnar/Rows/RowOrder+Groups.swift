extension RowOrder {
  /// The first row, in this order, of each group among the rows `isIncluded`; `Column.noRow` for a group without rows.
  ///
  /// `groups` tells each row's group, below `count`.
  package func firstRows(_ groups: [UInt32], count: Int, isIncluded: (Int) -> Bool) -> [UInt32] {
    var best = [UInt32](repeating: Column.noRow, count: count)
    for row in 0..<groups.count where isIncluded(row) {
      let group = Int(groups[row])
      if best[group] == Column.noRow || compare(row, Int(best[group]), from: 0) < 0 {
        best[group] = UInt32(truncatingIfNeeded: row)
      }
    }
    return best
  }
}

extension RowOrder {
  /// For each of `rows`, which are in this order, whether it differs from the one before in any key; true for the first.
  package func peerStarts(_ rows: ArraySlice<UInt32>) -> [Bool] {
    rows.indices.map { place in
      place == rows.startIndex || compare(Int(rows[place - 1]), Int(rows[place]), from: 0) != 0
    }
  }
}
