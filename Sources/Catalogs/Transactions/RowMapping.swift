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
  /// The present number of each row; `gone` for those another transaction has changed or deleted. Ascending apart from these.
  private var numbers: [Int]
  private static let gone = -1

  init(rows: Int, through changes: [RowChange]) {
    numbers = Array(0..<rows)
    for change in changes { apply(change) }
  }

  /// The present numbers of these rows, or nil where one of them is gone.
  func present(_ rows: [Int]) -> [Int]? {
    let mapped = rows.map { numbers[$0] }
    return mapped.contains(Self.gone) ? nil : mapped
  }

  /// Rows that the transaction itself puts behind the others, of which there are `present` now.
  mutating func append(_ count: Int, present: Int) { numbers += present..<(present + count) }

  /// The transaction itself deletes these of its rows, `present` in the newer version.
  mutating func delete(_ rows: [Int], present: [Int]) {
    apply(.deleted(present))
    var next = 0
    numbers = numbers.enumerated().filter { row, _ in
      guard next < rows.count && rows[next] == row else { return true }
      next += 1
      return false
    }.map(\.element)
  }

  private mutating func apply(_ change: RowChange) {
    switch change {
    case .appended: break
    case .replaced: numbers = Array(repeating: Self.gone, count: numbers.count)
    case .deleted(let deleted): renumber(deleted) { _, before in before }
    case .updated(let updated): renumber(updated) { _, _ in 0 }
    }
  }

  /// Rows among `changed` are gone; the others move up by what `shift` makes of the changed ones before them.
  private mutating func renumber(_ changed: [Int], _ shift: (Int, Int) -> Int) {
    var before = 0
    for (row, number) in numbers.enumerated() where number != Self.gone {
      while before < changed.count && changed[before] < number { before += 1 }
      let isChanged = before < changed.count && changed[before] == number
      numbers[row] = isChanged ? Self.gone : number - shift(number, before)
    }
  }
}
