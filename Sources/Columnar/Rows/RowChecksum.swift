/// A number that tells whether two tables hold the same rows, in whatever order and whatever batches: the sum of a hash
/// of each row.
///
/// Beyond what equality of keys tells apart, blanks at the end of strings count. A changed value, a lost row and a row
/// that came twice all change the sum; two wrong tables agree by chance once in 2^64.
package struct RowChecksum: Hashable, Sendable {
  package private(set) var sum: UInt64 = 0

  package init() {}
  package init(sum: UInt64) { self.sum = sum }

  /// Of some rows of a batch; `dictionaries` are those of its table.
  package init(_ batch: Batch, _ rows: Range<Int>, _ dictionaries: DictionaryHashes) {
    precondition(rows.upperBound <= batch.count, "the rows are the batch's")
    var hashes = [UInt64](repeating: 0, count: rows.count)
    for (index, column) in batch.columns.enumerated() {
      column.fold(rows, weight: Self.weight(of: index), into: &hashes, dictionaries)
    }
    // Once more, so that the sum is not one of the columns' own sums.
    for hash in hashes { sum &+= foldedMultiply(hash ^ 0x9e37_79b9_7f4a_7c15, 0xa076_1d64_78bd_642f) }
  }

  /// What a column's values are multiplied by, other for each column: odd, so that two values never make one, and with
  /// bits that look random, so that no two columns' differences cancel out.
  private static func weight(of column: Int) -> UInt64 {
    foldedMultiply(UInt64(column) &+ 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3) | 1
  }

  package static func += (left: inout RowChecksum, right: RowChecksum) { left = left + right }

  package static func + (left: RowChecksum, right: RowChecksum) -> RowChecksum {
    RowChecksum(sum: left.sum &+ right.sum)
  }
}

/// Hashes of the rows of a table's columns, in which the strings of a dictionary are hashed once for all batches that
/// share it: a join's right side has many more values than one batch has rows.
package struct DictionaryHashes: Sendable {
  /// By the address of a dictionary's values, which the batches keep: the values' hashes, and that of NULL.
  private let known: [UInt: [UInt64]]

  package init(_ batches: [Batch]) {
    let dictionaries = Self.dictionaries(of: batches)
    self.init(dictionaries, dictionaries.map(Self.hashes))
  }

  /// `hashes` are those of each dictionary.
  package init(_ dictionaries: [StringColumn], _ hashes: [[UInt64]]) {
    known = Dictionary(uniqueKeysWithValues: zip(dictionaries.map(\.address), hashes))
  }

  /// A column of each dictionary.
  package static func dictionaries(of batches: [Batch]) -> [StringColumn] {
    var seen: Set<UInt> = []
    var dictionaries: [StringColumn] = []
    for column in batches.lazy.flatMap(\.columns) {
      guard case .strings(let strings) = column.storage, strings.codes != nil else { continue }
      if seen.insert(strings.address).inserted { dictionaries.append(strings) }
    }
    return dictionaries
  }

  /// Of its values, and of NULL.
  package static func hashes(of dictionary: StringColumn) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: dictionary.values.count + 1) { hashes, initialized in
      for (index, value) in dictionary.values.enumerated() { hashes[index] = value.rowHash }
      hashes[dictionary.values.count] = nullHash
      initialized = dictionary.values.count + 1
    }
  }

  fileprivate subscript(strings: StringColumn) -> [UInt64]? { known[strings.address] }
}

extension Column {
  /// Adds the weighted hash of each row's value to that of the row so far. Tables' own forms are read as they are.
  fileprivate func fold(
    _ rows: Range<Int>, weight: UInt64, into hashes: inout [UInt64], _ dictionaries: DictionaryHashes
  ) {
    // As rows of their own, so that the form of a column makes no difference.
    if isConstant {
      return slice(rows).expanded.fold(0..<rows.count, weight: weight, into: &hashes, dictionaries)
    }
    switch storage {
    case .strings(let strings):
      if let codes = strings.codes, let known = dictionaries[strings] {
        switch codes {
        case .bytes(let codes): fold(codes, of: known, rows, weight, into: &hashes)
        case .shorts(let codes): fold(codes, of: known, rows, weight, into: &hashes)
        case .words(let codes): fold(codes, of: known, rows, weight, into: &hashes)
        }
      } else {
        fold(strings.flat.values, rows, weight, into: &hashes) { $0.rowHash }
      }
    case .packed(let integers):
      fold(integers.offsets, rows, weight, into: &hashes) { UInt64(bitPattern: integers.base &+ Int64($0)) }
    case .ints(let words):
      fold(words, rows, weight, into: &hashes) { UInt64(bitPattern: $0) }
    case .bools, .doubles, .int128s, .intervals:
      let some = slice(rows)
      some.fold(KeyColumns([some], count: rows.count).hashes(), 0..<rows.count, weight, into: &hashes) { $0 }
    }
  }

  /// `known` are the hashes of the codes' values, and of NULL.
  private func fold<Code: UnsignedInteger & FixedWidthInteger>(
    _ codes: [Code], of known: [UInt64], _ rows: Range<Int>, _ weight: UInt64, into hashes: inout [UInt64]
  ) {
    precondition(hashes.count == rows.count, "each row has its hash")
    hashes.withUnsafeMutableBufferPointer { hashes in
      known.withUnsafeBufferPointer { known in
        validity.forEachCode(codes, rows, null: known.count - 1) { index, code in
          precondition(code < known.count, "a code is an index of its dictionary")
          hashes[index] &+= known[code] &* weight
        }
      }
    }
  }

  @inline(__always)
  private func fold(
    _ words: NarrowWords, _ rows: Range<Int>, _ weight: UInt64, into hashes: inout [UInt64], _ hash: (Int) -> UInt64
  ) {
    switch words {
    case .bytes(let bytes): fold(bytes, rows, weight, into: &hashes) { hash(Int($0)) }
    case .shorts(let shorts): fold(shorts, rows, weight, into: &hashes) { hash(Int($0)) }
    case .words(let words): fold(words, rows, weight, into: &hashes) { hash(Int($0)) }
    }
  }

  /// `values` are the column's. One multiplication a value, and rows that know nothing of each other: the sum mixes
  /// each row once more.
  @inline(__always)
  private func fold<Element>(
    _ values: [Element], _ rows: Range<Int>, _ weight: UInt64, into hashes: inout [UInt64],
    _ hash: (Element) -> UInt64
  ) {
    precondition(values.count >= rows.upperBound && hashes.count == rows.count, "each row has its value")
    // In bounds: below the numbers of rows and of values.
    hashes.withUnsafeMutableBufferPointer { hashes in
      values.withUnsafeBufferPointer { values in
        let first = rows.lowerBound
        if validity.isAllValid {
          for index in 0..<hashes.count { hashes[index] &+= hash(values[first &+ index]) &* weight }
        } else {
          for index in 0..<hashes.count {
            let row = first &+ index
            hashes[index] &+= (validity[row] ? hash(values[row]) : nullHash) &* weight
          }
        }
      }
    }
  }
}
