/// Which rows hold a value: a bit a row, or nothing at all where every row does.
@usableFromInline
package struct Validity: Sendable, Hashable {
  /// Bit `i & 63` of word `i >> 6` is set where row `i` is not NULL; empty where no row is NULL.
  @usableFromInline package let words: [UInt64]

  package static let allValid = Validity(words: [])

  package init(words: [UInt64]) { self.words = words }

  /// From one flag a row.
  package init(valid: [Bool]) {
    guard valid.contains(false) else {
      self = .allValid
      return
    }
    var words = [UInt64](repeating: 0, count: (valid.count + 63) / 64)
    for (row, isValid) in valid.enumerated() where isValid { words[row >> 6] |= 1 << UInt64(row & 63) }
    self.init(words: words)
  }

  package static func allNull(_ count: Int) -> Validity {
    Validity(words: [UInt64](repeating: 0, count: max(1, (count + 63) / 64)))
  }

  @inlinable package var isAllValid: Bool { words.isEmpty }

  /// Whether no row has a value.
  package var isAllNull: Bool { !words.isEmpty && words.allSatisfy { $0 == 0 } }

  @inlinable package subscript(row: Int) -> Bool {
    words.isEmpty || words[row >> 6] >> UInt64(row & 63) & 1 != 0
  }

  /// Valid where both are; for columns of the same number of rows.
  package func intersection(_ other: Validity) -> Validity {
    if isAllValid { return other }
    if other.isAllValid { return self }
    return Validity(words: zip(words, other.words).map { $0 & $1 })
  }

  /// Rows without a value among the first `count`.
  package func nullCount(_ count: Int) -> Int {
    guard !isAllValid else { return 0 }
    var valid = 0
    for (index, word) in words.enumerated() {
      let rest = count - index * 64
      guard rest > 0 else { break }
      valid += (rest >= 64 ? word : word & (1 << UInt64(rest) - 1)).nonzeroBitCount
    }
    return count - valid
  }
}

/// Collects validity row by row; costs nothing until the first NULL.
package struct ValidityBuilder: Sendable {
  private var words: [UInt64] = []
  package private(set) var count = 0
  private var hasNull = false

  package init() {}

  package mutating func append(_ isValid: Bool) {
    if !isValid && !hasNull { spellOut() }
    if hasNull {
      if count & 63 == 0 { words.append(0) }
      if isValid { words[count >> 6] |= 1 << UInt64(count & 63) }
    }
    count += 1
  }

  package mutating func finish() -> Validity {
    let validity = Validity(words: hasNull ? words : [])
    self = ValidityBuilder()
    return validity
  }

  private mutating func spellOut() {
    hasNull = true
    words = [UInt64](repeating: .max, count: count / 64)
    if count & 63 != 0 { words.append(1 << UInt64(count & 63) - 1) }
  }
}
