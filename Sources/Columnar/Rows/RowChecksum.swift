/// A number that tells whether two tables hold the same rows, in whatever order and whatever batches: the sum of a hash of
/// each row.
///
/// Beyond what equality of keys tells apart, blanks at the end of strings count. A changed value, a lost row and a row that
/// came twice all change the sum; two wrong tables agree by chance once in 2^64.
package struct RowChecksum: Hashable, Sendable {
  package private(set) var sum: UInt64 = 0

  package init() {}
  package init(sum: UInt64) { self.sum = sum }

  package init(_ batch: Batch) {
    var rows = [UInt64](repeating: 0, count: batch.count)
    for column in batch.columns {
      let hashes = column.valueHashes
      for row in 0..<rows.count { rows[row] = combined(rows[row], hashes[row]) }
    }
    // Once more, so that the sum is not one of the columns' own sums.
    for row in rows { sum &+= foldedMultiply(row ^ 0x9e37_79b9_7f4a_7c15, 0xa076_1d64_78bd_642f) }
  }

  package static func + (left: RowChecksum, right: RowChecksum) -> RowChecksum {
    RowChecksum(sum: left.sum &+ right.sum)
  }
}

extension Column {
  /// A hash a row. The strings of a dictionary are hashed once.
  fileprivate var valueHashes: [UInt64] {
    guard !isConstant, case .strings(let strings) = storage else {
      return KeyColumns([retypedForBytes], count: count).hashes()
    }
    let hashes = strings.values.map(\.rowHash)
    var rows = strings.codes?.spelledOut(hashes) ?? hashes
    guard !validity.isAllValid else { return rows }
    for row in 0..<count where !validity[row] { rows[row] = nullHash }
    return rows
  }

  /// Character values of another type, whose trailing blanks count.
  private var retypedForBytes: Column { type.isCharacter ? retyped(.super) : self }
}
