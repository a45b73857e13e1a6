/// Sorting: by the bytes of a code, then, where rows still tie, by the next code.
///
/// ```
/// ORDER BY level, agent            code of level   code of agent      bytes 8… of agent
/// (free, Mozilla/5.0 (X11…)  row 0    free            Mozilla/           5.0 (X11
/// (paid, Mozilla/5.0 (Win…)  row 1    paid
/// (free, Mozilla/4.0 …)      row 2    free            Mozilla/           4.0 …
/// ```
/// Rows 0 and 2 tie in `level` and in the first eight bytes of `agent`, so only they meet the third column.
/// A large run is sorted by radix (stable, byte by byte, bytes that all rows share skipped), a small one by comparison.
extension RowOrder {
  private static let smallRun = 192
  /// Beyond so many equal leading bytes strings are compared whole.
  private static let deepestOffset = 64

  /// All rows in order.
  package func sortedRows() -> [UInt32] {
    var rows = (0..<UInt32(truncatingIfNeeded: count)).map { $0 }
    sort(&rows)
    return rows
  }

  /// Sorts `rows`, which are in row order.
  package func sort(_ rows: inout [UInt32]) {
    guard rows.count > 1, !keys.isEmpty else { return }
    var entries = rows.map(SortEntry.init)
    entries.withUnsafeMutableBufferPointer { sort($0) }
    for index in rows.indices { rows[index] = entries[index].row }
  }

  /// Sorts entries that are in row order.
  package func sort(_ entries: UnsafeMutableBufferPointer<SortEntry>) {
    guard entries.count > 1, !keys.isEmpty else { return }
    _ = keys[0].fill(entries, offset: 0)
    sortFilled(entries)
    _ = keys[0].fill(entries, offset: 0)
  }

  /// Sorts entries that are in row order and have the first key's codes. Afterwards they may have other ones.
  func sortFilled(_ entries: UnsafeMutableBufferPointer<SortEntry>) {
    guard entries.count > 1, !keys.isEmpty else { return }
    let scratch = UnsafeMutableBufferPointer<SortEntry>.allocate(
      capacity: entries.count > Self.smallRun ? entries.count : 0)
    defer { scratch.deallocate() }
    sortFilled(entries, scratch, key: 0, offset: 0, isExact: keys[0].isExact)
  }

  /// Merges two sorted runs of entries into `target`, which has room for both.
  package func merge(
    _ left: UnsafeBufferPointer<SortEntry>, _ right: UnsafeBufferPointer<SortEntry>,
    into target: UnsafeMutableBufferPointer<SortEntry>
  ) {
    precondition(target.count == left.count + right.count, "a merge fills its target")
    var (l, r) = (0, 0)
    for index in 0..<target.count {
      let takesLeft = r == right.count || l < left.count && !precedes(right[r], left[l])
      target[index] = takesLeft ? left[l] : right[r]
      l += takesLeft ? 1 : 0
      r += takesLeft ? 0 : 1
    }
  }

  /// How many entries of `left` are among the first `count` of both runs merged: where to cut a merge in two.
  package func split(
    _ left: UnsafeBufferPointer<SortEntry>, _ right: UnsafeBufferPointer<SortEntry>, first count: Int
  ) -> Int {
    var low = max(0, count - right.count)
    var high = min(count, left.count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(left[middle], right[count - middle - 1]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// `entries` tie in all keys before `key` and in the first `offset` bytes of that one; `scratch` has their room.
  private func sort(
    _ entries: UnsafeMutableBufferPointer<SortEntry>, _ scratch: UnsafeMutableBufferPointer<SortEntry>, key: Int,
    offset: Int
  ) {
    sortFilled(entries, scratch, key: key, offset: offset, isExact: keys[key].fill(entries, offset: offset))
  }

  /// The same of entries with the codes there; `isExact`: equal codes are equal values.
  private func sortFilled(
    _ entries: UnsafeMutableBufferPointer<SortEntry>, _ scratch: UnsafeMutableBufferPointer<SortEntry>, key: Int,
    offset: Int, isExact: Bool
  ) {
    if entries.count <= Self.smallRun {
      return sortByComparison(entries, from: key)
    }
    Self.radixSort(entries, scratch)
    if isExact && key + 1 == keys.count { return }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count && entries[end].prefix == entries[start].prefix { end += 1 }
      if end - start > 1 {
        let run = UnsafeMutableBufferPointer(rebasing: entries[start..<end])
        sortTies(run, UnsafeMutableBufferPointer(rebasing: scratch[start..<end]), key, offset, isExact: isExact)
      }
      start = end
    }
  }

  private func sortTies(
    _ run: UnsafeMutableBufferPointer<SortEntry>, _ scratch: UnsafeMutableBufferPointer<SortEntry>, _ key: Int,
    _ offset: Int, isExact: Bool
  ) {
    if isExact { return sort(run, scratch, key: key + 1, offset: 0) }
    if case .strings = keys[key].values, offset < Self.deepestOffset {
      return sort(run, scratch, key: key, offset: offset + 8)
    }
    sortByComparison(run, from: key)
  }

  private func sortByComparison(_ entries: UnsafeMutableBufferPointer<SortEntry>, from key: Int) {
    if entries.count <= 16 { return insertionSort(entries, from: key) }
    var entries = entries
    entries.sort { precedes($0, $1, from: key) }
  }

  @inline(__always)
  private func precedes(_ a: SortEntry, _ b: SortEntry, from key: Int) -> Bool {
    if a.prefix != b.prefix { return a.prefix < b.prefix }
    let order = compare(Int(a.row), Int(b.row), from: key)
    return order != 0 ? order < 0 : a.row < b.row
  }

  private func insertionSort(_ entries: UnsafeMutableBufferPointer<SortEntry>, from key: Int) {
    for index in 1..<entries.count {
      let entry = entries[index]
      var hole = index
      while hole > 0 && precedes(entry, entries[hole - 1], from: key) {
        entries[hole] = entries[hole - 1]
        hole -= 1
      }
      entries[hole] = entry
    }
  }

  /// Stable, by prefix. `scratch` has room for all entries; how often each byte occurs is counted first.
  private static func radixSort(
    _ entries: UnsafeMutableBufferPointer<SortEntry>, _ scratch: UnsafeMutableBufferPointer<SortEntry>
  ) {
    var differing: UInt64 = 0
    let first = entries[0].prefix
    for entry in entries { differing |= entry.prefix ^ first }
    var (source, target) = (entries, scratch)
    for byte in 0..<8 where differing >> UInt64(8 * byte) & 0xff != 0 {
      scatter(source, target, shift: UInt64(8 * byte))
      swap(&source, &target)
    }
    guard source.baseAddress != entries.baseAddress else { return }
    for index in 0..<entries.count { entries[index] = source[index] }
  }

  private static func scatter(
    _ source: UnsafeMutableBufferPointer<SortEntry>, _ target: UnsafeMutableBufferPointer<SortEntry>, shift: UInt64
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { offsets in
      offsets.initialize(repeating: 0)
      for index in 0..<source.count { offsets[Int(source[index].prefix >> shift & 0xff)] += 1 }
      var sum = 0
      for digit in 0..<256 { (offsets[digit], sum) = (sum, sum + offsets[digit]) }
      for index in 0..<source.count {
        let digit = Int(source[index].prefix >> shift & 0xff)
        target[offsets[digit]] = source[index]
        offsets[digit] += 1
      }
    }
  }
}
