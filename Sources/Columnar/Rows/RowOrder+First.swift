/// The first rows of an order without sorting the rest: a heap of the best rows so far, the worst of them at its root,
/// which nearly every row is behind, as one comparison of codes tells.
extension RowOrder {
  /// One in so many rows may be wanted for a heap to be less work than a sort.
  private static let rarity = 16

  /// The first `limit` rows in order, or all.
  package func sortedRows(first limit: Int) -> [UInt32] {
    guard limit > 0, let key = keys.first, limit <= count / Self.rarity else {
      return keys.isEmpty ? (0..<UInt32(min(limit, count))).map { $0 } : Array(sortedRows().prefix(limit))
    }
    let codes = UnsafeBufferPointer(start: key.codes, count: count)
    var best = (0..<limit).map { entry($0, codes) }
    for index in (0..<limit / 2).reversed() { sink(index, in: &best) }
    for row in limit..<count where codes[row] <= best[0].prefix {
      let entry = entry(row, codes)
      guard precedes(entry, best[0]) else { continue }
      best[0] = entry
      sink(0, in: &best)
    }
    return best.sorted(by: precedes).map(\.row)
  }

  private func entry(_ row: Int, _ codes: UnsafeBufferPointer<UInt64>) -> SortEntry {
    var entry = SortEntry(row: UInt32(truncatingIfNeeded: row))
    entry.prefix = codes[row]
    return entry
  }

  /// Puts the entry at `index` below those that come behind it.
  private func sink(_ index: Int, in heap: inout [SortEntry]) {
    let entry = heap[index]
    var hole = index
    while true {
      var child = 2 * hole + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count && precedes(heap[child], heap[child + 1]) { child += 1 }
      guard precedes(entry, heap[child]) else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = entry
  }
}
