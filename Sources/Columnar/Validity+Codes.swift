extension Validity {
  /// For each of the rows, its number among them and its code; `null` stands for rows without a value.
  ///
  /// **What it gains.** There is no branch on the row. Of a column that a join brought, any row may be NULL and what a
  /// code leads to is larger than the caches: a processor that guesses wrong waits for one line of memory at a time,
  /// one that has nothing to guess for ten.
  ///
  /// The code of a row without a value is read and not used.
  @inlinable @inline(__always)
  package func forEachCode<Code: UnsignedInteger & FixedWidthInteger>(
    _ codes: [Code], _ rows: Range<Int>, null: Int, _ body: (_ index: Int, _ code: Int) -> Void
  ) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= codes.count, "each row has its code")
    precondition(words.isEmpty || rows.upperBound <= words.count * 64, "each row has its bit")
    let first = rows.lowerBound
    // In bounds: below the numbers of codes and of bits.
    codes.withUnsafeBufferPointer { codes in
      if words.isEmpty {
        for index in 0..<rows.count { body(index, Int(truncatingIfNeeded: codes[first &+ index])) }
        return
      }
      words.withUnsafeBufferPointer { words in
        for index in 0..<rows.count {
          let row = first &+ index
          // All ones where the row holds a value, else none.
          let mask = 0 &- Int(truncatingIfNeeded: words[row &>> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1)
          body(index, null ^ (null ^ Int(truncatingIfNeeded: codes[row])) & mask)
        }
      }
    }
  }
}
