/// Where the rows of an old version of a table are in a newer one.
///
/// A transaction that has a snapshot and then changes a table which others have changed since speaks of rows by their
/// numbers in its snapshot; the commit needs them as they are now.
///
/// ```
/// snapshot a b c d     others: DELETE b, UPDATE d, INSERT e     now a c d' e     mapping 0, gone, 1, gone
/// DELETE c here: row 1 there. DELETE d here: gone, a conflict.
/// ```
struct RowMapping: Sendable {
  /// The present number of each row; `gone` for those another transaction has changed or deleted. Ascending apart from
  /// these.
  private var numbers: [Int]
  private static let gone = -1

  init(rows: Int, through changes: [RowChange]) {
    let lost = LostRows(of: rows, through: changes)
    guard !lost.isAll else {
      numbers = Array(repeating: Self.gone, count: rows)
      return
    }
    numbers = Array(0..<rows)
    var next = 0
    for row in lost.deleted.first.map({ $0..<rows }) ?? 0..<0 {
      while next < lost.deleted.count && lost.deleted[next] < row { next += 1 }
      numbers[row] = row - next
    }
    for row in lost.deleted + lost.updated { numbers[row] = Self.gone }
  }

  /// The present numbers of these rows, or nil where one of them is gone.
  func present(_ rows: [Int]) -> [Int]? {
    let mapped = rows.map { numbers[$0] }
    return mapped.contains(Self.gone) ? nil : mapped
  }

  /// Rows that the transaction itself puts behind the others, of which there are `present` now.
  mutating func append(_ count: Int, present: Int) { numbers += present..<(present + count) }

  /// The transaction itself deletes these of its rows, `present` in the newer version; both ascend.
  mutating func delete(_ rows: [Int], present: [Int]) {
    var (kept, next, before) = ([Int](), 0, 0)
    kept.reserveCapacity(numbers.count - rows.count)
    for (row, number) in numbers.enumerated() {
      if next < rows.count && rows[next] == row {
        next += 1
        continue
      }
      while before < present.count && number != Self.gone && present[before] < number { before += 1 }
      kept.append(number == Self.gone ? number : number - before)
    }
    numbers = kept
  }
}

/// The rows of an old version that others have deleted or updated since, by their numbers in it.
///
/// A change names rows by the numbers they had then; since only deletions move rows up, the row that had number `n` is
/// the `n`-th of those not deleted before.
private struct LostRows {
  /// Ascending.
  private(set) var deleted: [Int] = []
  private(set) var updated: [Int] = []
  /// TRUNCATE and the like: there is no other version of these rows.
  private(set) var isAll = false
  private let count: Int

  init(of count: Int, through changes: [RowChange]) {
    self.count = count
    for change in changes { apply(change) }
  }

  private mutating func apply(_ change: RowChange) {
    switch change {
    case .appended: break
    case .replaced: isAll = true
    case .updated(let rows): updated += originals(rows)
    case .deleted(let rows): deleted = merged(deleted, originals(rows))
    }
  }

  /// Rows that were put behind the old ones since are none of them.
  private func originals(_ rows: [Int]) -> [Int] {
    rows.prefix { $0 < count - deleted.count }.map(original)
  }

  private func original(_ row: Int) -> Int {
    var (low, high) = (0, deleted.count)
    while low < high {
      let middle = (low + high) / 2
      if deleted[middle] - middle <= row { low = middle + 1 } else { high = middle }
    }
    return row + low
  }

  private func merged(_ left: [Int], _ right: [Int]) -> [Int] {
    var (all, next) = ([Int](), 0)
    all.reserveCapacity(left.count + right.count)
    for row in left {
      while next < right.count && right[next] < row {
        all.append(right[next])
        next += 1
      }
      all.append(row)
    }
    return all + right[next...]
  }
}
