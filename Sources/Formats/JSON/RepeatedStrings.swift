/// The fast path: long strings that came before, such as a few dozen user agents in a million events.
///
/// **What it gains.** To find the end of a long string with escapes each of its bytes is looked at for quotes,
/// backslashes and what is no plain text: three to four instructions a byte. That a string is one of the last ones is a
/// comparison of sixteen bytes at a time.
///
/// **Why the answer is the same.** A string is only ever kept from a slice that the scanner has found, with the quote
/// behind it. The scanner looks at nothing else than those bytes, so equal ones give an equal slice. Which strings are
/// kept, and how they are found again, changes only the time.
struct RepeatedStrings: Sendable {
  /// Lengths of the strings that are kept: shorter ones are found as fast by their end.
  private static let lengths = 64..<240
  /// Sets of four strings.
  private static let sets = 16
  private static let ways = 4

  /// Vectors of a string: its bytes as far as they fill whole ones, the quote behind them among them, and as the last
  /// of the vectors the last sixteen bytes.
  private static let stride = 16

  /// None until there is a column of long strings.
  private var vectors: [ByteVector] = []
  /// Of each string, what it is, as if it began at 0; without a length where none is kept.
  private var slices = [FieldSlice](repeating: .missing, count: sets * ways)
  /// The way of each set that is forgotten next.
  private var oldest = [Int](repeating: 0, count: sets)

  /// The string that begins at `start`, behind its quote; anything but a string that is kept is not found.
  ///
  /// In bounds: `start` lies at least 63 bytes before the limit, and nothing of a string that would pass it is loaded;
  /// each of the strings has its vectors, and is long enough for one.
  @inline(never)
  func find(_ start: Int, _ cursor: JSONCursor) -> JSONScanner.Found? {
    guard !vectors.isEmpty else { return nil }
    let first = Self.set(start, cursor) &* Self.ways
    return vectors.withUnsafeBufferPointer { vectors in
      for index in first..<first &+ Self.ways {
        let slice = slices[index]
        let end = start &+ slice.length
        let kept = vectors.baseAddress.unsafelyUnwrapped + index &* Self.stride
        guard slice.length > 0, end < cursor.limit, Self.isEqual(start, end &+ 1, kept, cursor) else { continue }
        return JSONScanner.Found(
          .string, start, end, escapes: slice.hasEscapes, isASCII: slice.isASCII, next: end &+ 1)
      }
      return nil
    }
  }

  /// Compares the last bytes first: there strings differ that are alike up to a version.
  @inline(__always)
  private static func isEqual(_ start: Int, _ end: Int, _ kept: UnsafePointer<ByteVector>, _ cursor: JSONCursor) -> Bool
  {
    guard isZero(cursor.vector(end &- 16) ^ kept[stride &- 1]) else { return false }
    var (offset, index) = (start, 0)
    while offset < end &- 16 {
      guard isZero(cursor.vector(offset) ^ kept[index]) else { return false }
      (offset, index) = (offset &+ 16, index &+ 1)
    }
    return true
  }

  /// Keeps the strings among some fields of a column. Whether most were kept already, so that it pays to look.
  mutating func learn(_ fields: UnsafeBufferPointer<FieldSlice>, _ cursor: JSONCursor) -> Bool {
    var known = 0
    for field in fields where field.kind == .string && Self.lengths ~= field.length {
      guard field.offset &+ 64 <= cursor.limit else { continue }
      if find(field.offset, cursor) == nil { keep(field, cursor) } else { known += 1 }
    }
    return known > fields.count / 2
  }

  private mutating func keep(_ field: FieldSlice, _ cursor: JSONCursor) {
    if vectors.isEmpty { vectors = Array(repeating: ByteVector(), count: slices.count * Self.stride) }
    let set = Self.set(field.offset, cursor)
    let index = set * Self.ways + oldest[set]
    oldest[set] = (oldest[set] + 1) % Self.ways
    slices[index] = FieldSlice(
      offset: 0, length: field.length, kind: .string, hasEscapes: field.hasEscapes, isASCII: field.isASCII)
    let (first, count) = (index * Self.stride, field.length + 1)
    for vector in 0..<count / 16 { vectors[first + vector] = cursor.vector(field.offset + vector * 16) }
    vectors[first + Self.stride - 1] = cursor.vector(field.offset + count - 16)
  }

  /// By bytes that tell user agents apart: systems and versions stand there.
  @inline(__always)
  private static func set(_ start: Int, _ cursor: JSONCursor) -> Int {
    let system = (cursor.word(start &+ 16) ^ cursor.word(start &+ 40)) &* 0x9e37_79b9_7f4a_7c15
    let version = (cursor.word(start &+ 24) ^ cursor.word(start &+ 56)) &* 0xa076_1d64_78bd_642f
    return Int(truncatingIfNeeded: (system &+ version) >> 60)
  }

  @inline(__always)
  private static func isZero(_ bytes: ByteVector) -> Bool {
    let words = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return words[0] | words[1] == 0
  }
}
