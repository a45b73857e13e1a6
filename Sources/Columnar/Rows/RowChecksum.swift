/// A number that tells whether two tables hold the same rows, in whatever order and whatever batches: the sum of a hash of
/// each row.
///
/// Beyond what equality of keys tells apart, blanks at the end of strings count. A changed value, a lost row and a row that
/// came twice all change the sum; two wrong tables agree by chance once in 2^64.
package struct RowChecksum: Hashable, Sendable {
  package private(set) var sum: UInt64 = 0

  package init() {}
  package init(sum: UInt64) { self.sum = sum }

  /// `dictionaries` are those of the batch's table.
  package init(_ batch: Batch, _ dictionaries: DictionaryHashes) {
    var rows = [UInt64](repeating: 0, count: batch.count)
    for column in batch.columns {
      let hashes = dictionaries.hashes(column)
      for row in 0..<rows.count { rows[row] = combined(rows[row], hashes[row]) }
    }
    // Once more, so that the sum is not one of the columns' own sums.
    for row in rows { sum &+= foldedMultiply(row ^ 0x9e37_79b9_7f4a_7c15, 0xa076_1d64_78bd_642f) }
  }

  package static func + (left: RowChecksum, right: RowChecksum) -> RowChecksum {
    RowChecksum(sum: left.sum &+ right.sum)
  }
}

/// Hashes of the rows of a table's columns, in which the strings of a dictionary are hashed once for all batches that share
/// it: a join's right side has many more values than one batch has rows.
package struct DictionaryHashes: Sendable {
  /// By the address of a dictionary's values, which the batches keep.
  private var known: [UInt: [UInt64]] = [:]

  package init(_ batches: [Batch]) {
    for column in batches.lazy.flatMap(\.columns) {
      guard case .strings(let strings) = column.storage, strings.codes != nil, known[strings.address] == nil else {
        continue
      }
      known[strings.address] = strings.values.map(\.rowHash)
    }
  }

  fileprivate func hashes(_ column: Column) -> [UInt64] {
    guard !column.isConstant, case .strings(let strings) = column.storage else {
      // Character values count as of another type: with the blanks at their ends.
      return KeyColumns([column.type.isCharacter ? column.retyped(.super) : column], count: column.count).hashes()
    }
    var rows =
      strings.codes.flatMap { codes in known[strings.address].map(codes.spelledOut) }
      ?? strings.flat.values.map(\.rowHash)
    guard !column.validity.isAllValid else { return rows }
    for row in 0..<rows.count where !column.validity[row] { rows[row] = nullHash }
    return rows
  }
}

extension StringColumn {
  fileprivate var address: UInt { values.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
}
