extension RowOrder {
  /// The first row, in this order, of each group; `groups` tells each row's group, below `count`, and none is empty.
  package func firstRows(_ groups: [UInt32], count: Int) -> [UInt32] {
    guard keys.count == 1, keys[0].isExact else { return firstRows(groups, count: count) { _ in true } }
    let codes = keys[0].codes
    var best = [UInt32](repeating: Column.noRow, count: count)
    for row in 0..<groups.count {
      let group = Int(groups[row])
      let rival = best[group]
      // There is a code for each row; `noRow` is none.
      if rival == Column.noRow || codes[row] < codes[Int(rival)] { best[group] = UInt32(truncatingIfNeeded: row) }
    }
    return best
  }

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
  /// For each of `rows`, which are in this order, whether it differs from the one before in any key; true for the
  /// first.
  package func peerStarts(_ rows: ArraySlice<UInt32>) -> [Bool] {
    rows.indices.map { index in
      index == rows.startIndex || compare(Int(rows[index - 1]), Int(rows[index]), from: 0) != 0
    }
  }
}
