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

  private struct Entry: Sendable {
    /// The bytes as far as they fill sixteen at a time, the quote behind them among them.
    var blocks = InlineArray<15, ByteVector>(repeating: ByteVector())
    /// The last sixteen.
    var last = ByteVector()
    /// With the quote; 0 where nothing is kept.
    var count = 0
    var escapes = false
    var isASCII = false
  }

  /// None until there is a column of long strings.
  private var entries: [Entry] = []
  /// The entry of each set that is forgotten next.
  private var oldest = [Int](repeating: 0, count: sets)

  /// The string that begins at `start`, behind its quote; anything but a string that is kept is not found.
  ///
  /// In bounds: `start` lies at least 64 bytes before the limit, and nothing of a string that would pass it is loaded.
  @inline(never)
  func find(_ start: Int, _ cursor: JSONCursor) -> JSONScanner.Found {
    guard !entries.isEmpty else { return .fault }
    let first = Self.set(start, cursor) &* Self.ways
    for index in first..<first &+ Self.ways {
      let count = entries[index].count
      guard count > 0, start &+ count <= cursor.limit,
        Self.isZero(cursor.vector(start &+ count &- 16) ^ entries[index].last)
      else { continue }
      var differences = ByteVector()
      for block in 0..<count >> 4 { differences |= cursor.vector(start &+ block &* 16) ^ entries[index].blocks[block] }
      guard Self.isZero(differences) else { continue }
      let end = start &+ count &- 1
      return JSONScanner.Found(
        .string, start, end, escapes: entries[index].escapes, isASCII: entries[index].isASCII, next: end &+ 1)
    }
    return .fault
  }

  /// Keeps the strings among some fields of a column. Whether most were kept already, so that it pays to look.
  mutating func learn(_ fields: UnsafeBufferPointer<FieldSlice>, _ cursor: JSONCursor) -> Bool {
    var known = 0
    for field in fields where field.kind == .string && Self.lengths ~= field.length {
      guard field.offset &+ 64 <= cursor.limit else { continue }
      if find(field.offset, cursor).end < 0 { keep(field, cursor) } else { known += 1 }
    }
    return known > fields.count / 2
  }

  private mutating func keep(_ field: FieldSlice, _ cursor: JSONCursor) {
    if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.sets * Self.ways) }
    var entry = Entry(count: field.length + 1, escapes: field.hasEscapes, isASCII: field.isASCII)
    for block in 0..<entry.count >> 4 { entry.blocks[block] = cursor.vector(field.offset + block * 16) }
    entry.last = cursor.vector(field.offset + entry.count - 16)
    let set = Self.set(field.offset, cursor)
    entries[set * Self.ways + oldest[set]] = entry
    oldest[set] = (oldest[set] + 1) % Self.ways
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
