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
