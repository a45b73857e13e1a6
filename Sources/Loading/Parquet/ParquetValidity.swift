import Columnar

/// The validity of a growing column; costs next to nothing until the first NULL.
struct ParquetValidity {
  private var words: [UInt64] = []
  private(set) var count = 0
  private var hasNull = false

  /// Rows whose values are all there.
  mutating func append(valid rows: Int) {
    if hasNull { for _ in 0..<rows { append(true) } }
    count += hasNull ? 0 : rows
  }

  /// Rows whose values are there where their level is `whole`.
  mutating func append(_ levels: UnsafePointer<UInt8>, _ rows: Int, whole: UInt8) {
    if !hasNull { spellOut() }
    for row in 0..<rows { append(levels[row] == whole) }
  }

  @inline(__always)
  private mutating func append(_ isValid: Bool) {
    if count & 63 == 0 { words.append(0) }
    words[count &>> 6] |= (isValid ? 1 : 0) << UInt64(truncatingIfNeeded: count & 63)
    count &+= 1
  }

  private mutating func spellOut() {
    hasNull = true
    words = [UInt64](repeating: .max, count: (count + 63) / 64)
    if count & 63 != 0 { words[words.count - 1] = 1 << UInt64(count & 63) - 1 }
  }

  mutating func finish() -> Validity {
    defer { self = ParquetValidity() }
    return hasNull ? Validity(words: words) : .allValid
  }
}
