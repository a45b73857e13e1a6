import Columnar
import Scheduling

/// Sorts the rows of an order on all threads: by buckets where rows spread over them, else runs first, then merges of
/// two neighbours, each merge cut in pieces.
///
/// Runs and cuts depend on the number of rows alone, and no two rows are equal (the row number decides), so the result
/// is the same however the work is shared.
struct ParallelSort {
  private static let runLength = 1 << 16
  private static let pieceLength = 1 << 16

  private let order: RowOrder
  private let pool: WorkerPool

  init(_ order: RowOrder, _ pool: WorkerPool) {
    self.order = order
    self.pool = pool
  }

  func rows() throws -> [UInt32] {
    if order.count <= Self.runLength { return order.sortedRows() }
    if try isSorted() { return Array(0..<UInt32(order.count)) }
    if let rows = try BucketSort(order, pool)?.rows() { return rows }
    return try mergedRows()
  }

  /// Whether the rows are in order as they are; where they are in none, a look at the first ones tells.
  func isSorted() throws -> Bool {
    let runs = (order.count + Self.runLength - 1) / Self.runLength
    let found = try pool.map(count: runs) { run in
      order.isSorted(run * Self.runLength..<min(order.count, (run + 1) * Self.runLength))
    }
    return found.allSatisfy(\.self)
  }

  /// By merging sorted runs.
  func mergedRows() throws -> [UInt32] {
    var source = SharedArray(repeating: SortEntry(row: 0), count: order.count)
    var target = SharedArray(repeating: SortEntry(row: 0), count: order.count)
    var runs = stride(from: 0, to: order.count, by: Self.runLength).map { start in
      start..<min(order.count, start + Self.runLength)
    }
    try sort(runs, in: source)
    while runs.count > 1 {
      let pieces = pieces(runs, source)
      let (from, into) = (source, target)
      try pool.forEach(count: pieces.count) { pieces[$0].merge(order, from, into) }
      runs = stride(from: 0, to: runs.count, by: 2).map { first in
        runs[first].lowerBound..<runs[min(first + 1, runs.count - 1)].upperBound
      }
      swap(&source, &target)
    }
    return source.elements(0..<order.count).map(\.row)
  }

  private func sort(_ runs: [Range<Int>], in entries: SharedArray<SortEntry>) throws {
    try pool.forEach(count: runs.count) { run in
      let elements = entries.elements(runs[run])
      for index in 0..<elements.count { elements[index].row = UInt32(runs[run].lowerBound + index) }
      order.sort(elements)
    }
  }

  /// Cuts the merges of neighbouring runs into pieces of some length.
  private func pieces(_ runs: [Range<Int>], _ entries: SharedArray<SortEntry>) -> [MergePiece] {
    stride(from: 0, to: runs.count, by: 2).flatMap { first in
      let left = runs[first]
      let right = first + 1 < runs.count ? runs[first + 1] : left.upperBound..<left.upperBound
      return pieces(left, right, entries)
    }
  }

  private func pieces(_ left: Range<Int>, _ right: Range<Int>, _ entries: SharedArray<SortEntry>) -> [MergePiece] {
    let (l, r) = (UnsafeBufferPointer(entries.elements(left)), UnsafeBufferPointer(entries.elements(right)))
    let count = left.count + right.count
    var pieces: [MergePiece] = []
    var (leftStart, start) = (0, 0)
    while start < count {
      let end = min(count, start + Self.pieceLength)
      let leftEnd = end == count ? left.count : order.split(l, r, first: end)
      pieces.append(
        MergePiece(
          left: left.lowerBound + leftStart..<left.lowerBound + leftEnd,
          right: right.lowerBound + start - leftStart..<right.lowerBound + end - leftEnd,
          target: left.lowerBound + start..<left.lowerBound + end))
      (leftStart, start) = (leftEnd, end)
    }
    return pieces
  }
}

/// A stretch of a merge: two sorted ranges of entries and where they go.
private struct MergePiece: Sendable {
  let left: Range<Int>
  let right: Range<Int>
  let target: Range<Int>

  func merge(_ order: RowOrder, _ source: SharedArray<SortEntry>, _ sorted: SharedArray<SortEntry>) {
    order.merge(
      UnsafeBufferPointer(source.elements(left)), UnsafeBufferPointer(source.elements(right)),
      into: sorted.elements(target))
  }
}
