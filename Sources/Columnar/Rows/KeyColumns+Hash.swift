/// Row hashes, a column at a time.
///
/// Equal rows have equal hashes, NULLs being equal here; hashes are well mixed in all bits, the same on every run, and
/// different for (1, 2) and (2, 1).
extension KeyColumns {
  package func hashes() -> [UInt64] { hashes(of: columns.indices) }

  /// The same of some of the columns: rows that are equal still have equal hashes.
  package func hashes(of indices: some Collection<Int>) -> [UInt64] {
    guard let first = indices.first else { return [UInt64](repeating: 0, count: count) }
    return [UInt64](unsafeUninitializedCapacity: count) { target, initialized in
      columns[first].hash(into: target, count: count) { _, hash in hash }
      for index in indices.dropFirst() {
        columns[index].hash(into: target, count: count, combined)
      }
      initialized = count
    }
  }
}

/// The hash of a row's columns so far and that of its next one, whose order counts.
@inline(__always)
private func combined(_ state: UInt64, _ hash: UInt64) -> UInt64 {
  foldedMultiply(state &+ 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3) ^ hash
}

let nullHash: UInt64 = 0x5899_65cc_7537_4cc3

@inline(__always)
private func wordHash(_ word: Int64) -> UInt64 {
  foldedMultiply(UInt64(bitPattern: word) ^ 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db)
}

@inline(__always)
private func wideHash(_ wide: Int128) -> UInt64 {
  let low = UInt64(truncatingIfNeeded: wide)
  let high = UInt64(truncatingIfNeeded: wide >> 64)
  return foldedMultiply(low ^ 0xa076_1d64_78bd_642f, high ^ 0xe703_7ed1_a0b4_28db)
}

extension KeyColumn {
  /// `target` has room for `count` hashes; `combine` gets what stands there (anything, at first) and this column's
  /// hash.
  @inline(__always)
  fileprivate func hash(
    into target: UnsafeMutableBufferPointer<UInt64>, count: Int, _ combine: (UInt64, UInt64) -> UInt64
  ) {
    switch storage {
    case .words(let values): hash(values, into: target, count, wordHash, combine)
    case .int128s(let values): hash(values, into: target, count, wideHash, combine)
    case .strings(let values): hash(values.values, into: target, count, { $0.rowHash }, combine)
    }
  }

  /// `values` has `count` elements, or one where the column is constant; so have the validity's bits.
  @inline(__always)
  private func hash<Element>(
    _ values: [Element], into target: UnsafeMutableBufferPointer<UInt64>, _ count: Int,
    _ hash: (Element) -> UInt64, _ combine: (UInt64, UInt64) -> UInt64
  ) {
    guard count > 0 else { return }
    values.withUnsafeBufferPointer { values in
      if isConstant {
        let one = validity[0] ? hash(values[0]) : nullHash
        for row in 0..<count { target[row] = combine(target[row], one) }
      } else if validity.isAllValid {
        for row in 0..<count { target[row] = combine(target[row], hash(values[row])) }
      } else {
        for row in 0..<count { target[row] = combine(target[row], validity[row] ? hash(values[row]) : nullHash) }
      }
    }
  }
}
