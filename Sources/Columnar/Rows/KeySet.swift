import SQLTypes

/// Which whole numbers are among the keys of one side of a join, as a bit each: what lets the other side drop rows
/// where they are read, before anything else is done with them.
///
/// ```
/// keys 12 10 13 10      least 10      bits 1 0 1 1
/// ```
/// Exact, and an eighth of a byte a number: all orders of a year are 200 KB, which the second cache holds.
package struct KeySet: Sendable {
  /// Bits a row of the other side that are worth their memory.
  private static let bitsPerRow = 16

  private let least: Int64
  private let count: UInt64
  private let words: [UInt64]

  /// Of a key column in pieces; NULL is no key. Nil where keys are no whole numbers, lie too far apart to be worth it
  /// for so many `rows` of the other side, or are none; with `ifSparse` also where most numbers between the least and
  /// the greatest may be keys.
  package init?(_ columns: [Column], rows: Int, ifSparse: Bool = false) {
    guard let bounds = Self.bounds(columns) else { return nil }
    let (span, overflow) = bounds.upperBound.subtractingReportingOverflow(bounds.lowerBound)
    guard !overflow, span < max(1 << 16, rows * Self.bitsPerRow) else { return nil }
    if ifSparse, Int(span) / 4 < columns.reduce(0, { $0 + $1.count }) { return nil }
    var words = [UInt64](repeating: 0, count: Int(span) / 64 + 1)
    for column in columns {
      Self.forEachKey(column) { key in
        let bit = Int(key &- bounds.lowerBound)
        words[bit >> 6] |= 1 << UInt64(bit & 63)
      }
    }
    self.words = words
    least = bounds.lowerBound
    count = UInt64(span) + 1
  }

  /// The rows of a column whose value is in the set, ascending; nil for a column of another kind, of which nothing is
  /// known.
  package func rows(of column: Column) -> [UInt32]? {
    guard !column.isConstant else { return nil }
    let validity = column.validity
    let found: [UInt32]
    switch column.storage {
    case .ints(let values): found = rows(values) { $0 &- least }
    case .packed(let packed):
      guard mayHold(packed.bounds) else { return [] }
      let shift = packed.base &- least
      switch packed.offsets {
      case .bytes(let offsets): found = rows(offsets) { Int64($0) &+ shift }
      case .shorts(let offsets): found = rows(offsets) { Int64($0) &+ shift }
      case .words(let offsets): found = rows(offsets) { Int64($0) &+ shift }
      }
    default: return nil
    }
    return validity.isAllValid ? found : found.filter { validity[Int($0)] }
  }

  @inline(__always)
  private func rows<Word: FixedWidthInteger>(_ values: [Word], _ bit: (Word) -> Int64) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: values.count) { target, written in
      values.withUnsafeBufferPointer { values in
        words.withUnsafeBufferPointer { words in
          var end = 0
          for row in 0..<values.count {
            let bit = UInt64(bitPattern: bit(values[row]))
            let word = bit < count ? words[Int(truncatingIfNeeded: bit >> 6)] : 0
            // `end` never passes `row`, so it is below the capacity.
            target.initializeElement(at: end, to: UInt32(truncatingIfNeeded: row))
            end &+= Int(truncatingIfNeeded: word >> (bit & 63) & 1)
          }
          written = end
        }
      }
    }
  }

  /// Whether a number of the range is in the set.
  private func mayHold(_ range: ClosedRange<Int64>) -> Bool {
    let most = least &+ Int64(bitPattern: count &- 1)
    guard range.lowerBound <= most, range.upperBound >= least else { return false }
    let first = Int(max(range.lowerBound, least) &- least) >> 6
    let last = Int(min(range.upperBound, most) &- least) >> 6
    return words[first...last].contains { $0 != 0 }
  }

  private static func bounds(_ columns: [Column]) -> ClosedRange<Int64>? {
    var (least, most) = (Int64.max, Int64.min)
    for column in columns {
      guard column.type.physical == .int64 else { return nil }
      forEachKey(column) { key in (least, most) = (min(least, key), max(most, key)) }
    }
    return least <= most ? least...most : nil
  }

  @inline(__always)
  private static func forEachKey(_ column: Column, _ body: (Int64) -> Void) {
    guard case .ints(let values) = column.storage, !values.isEmpty else { return }
    let validity = column.validity
    for row in values.indices where validity.isAllValid || validity[row] { body(values[row]) }
  }
}
