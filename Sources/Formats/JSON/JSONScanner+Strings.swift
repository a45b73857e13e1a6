/// Where strings end. Four ways, each for what the one before does not take:
///
///     "level":"paid"              up to 32 bytes, plain ASCII: the first quote among 32 bytes
///     "Chlo\u00e9"                up to 32 bytes, ASCII with escapes: mark by mark; or plain up to 64
///     "\"Mozilla\/5.0 (X11)\""    64 bytes at once, plain ASCII but for \" \/ \\, which need nothing but to be marked
///     "Chloé", "\u00c9t\u00e9 …"  64 bytes at once, mark by mark; at once where the first mark is such an escape's
extension JSONScanner {
  /// A string whose opening quote stands before `start`.
  @inline(__always)
  mutating func scanString(_ start: Int) -> Found {
    guard start < cursor.limit else { return Found(.missing, 0, 0, next: fail(.end, at: start)) }
    if let found = cursor.shortString(start), found.end <= cursor.limit { return found }
    return scanLongString(start)
  }

  /// The same for any string. Its own part is the long one whose escapes are of one letter that stands for itself:
  /// which quotes end nothing follows from the backslashes, shifted.
  @inline(never)
  mutating func scanLongString(_ start: Int) -> Found {
    if let found = scanMarks(start) { return found }
    // In bounds: the first mark lies at most 32 bytes behind `start`.
    let first = start &+ cursor.textEnds(start).trailingZeroBitCount
    if cursor.byte(first) == UInt8(ascii: "\\"), cursor.byte(first &+ 1) == UInt8(ascii: "u") {
      return scanAnyString(start, from: start, escapes: false)
    }
    var offset = start
    var escapes = false
    /// Whether the byte at `offset` follows a backslash.
    var carried: UInt64 = 0
    while offset < cursor.limit {
      let marks = StringMarks(cursor, offset)
      let escaped = marks.backslashes << 1 | carried
      let quotes = marks.quotes & ~escaped
      let before = (quotes &- 1) & ~quotes
      let odd = marks.backslashes & escaped | escaped & ~marks.signs | marks.others
      if odd & before != 0 { break }
      escapes = escapes || marks.backslashes & before != 0
      if quotes != 0 {
        let end = offset &+ quotes.trailingZeroBitCount
        if end >= cursor.limit { break }
        return Found(.string, start, end, escapes: escapes, next: end &+ 1)
      }
      carried = marks.backslashes >> 63
      offset &+= 64
    }
    return scanAnyString(start, from: offset &- Int(carried), escapes: escapes)
  }

  /// A string of up to 32 bytes that are ASCII, escapes among them, or of up to 64 without; nil for any other, which the
  /// next way takes, faulty or not.
  @inline(__always)
  private mutating func scanMarks(_ start: Int) -> Found? {
    var ends = cursor.textEnds(start)
    if ends == 0 {
      // In bounds: the last load starts 48 bytes behind `start`, which lies below the limit.
      let end = start &+ 32 &+ cursor.textEnds(start &+ 32).trailingZeroBitCount
      guard end < cursor.limit, cursor.byte(end) == UInt8(ascii: "\"") else { return nil }
      return Found(.string, start, end, next: end &+ 1)
    }
    let escapes = cursor.byte(start &+ ends.trailingZeroBitCount) == UInt8(ascii: "\\")
    while ends != 0 {
      let mark = ends.trailingZeroBitCount
      let end = start &+ mark
      guard end < cursor.limit else { return nil }
      if cursor.byte(end) == UInt8(ascii: "\"") { return Found(.string, start, end, escapes: escapes, next: end &+ 1) }
      guard cursor.byte(end) == UInt8(ascii: "\\"), skipEscape(end) >= 0 else { return nil }
      ends &= ~(3 &<< UInt32(mark))
    }
    return nil
  }

  /// The same, mark by mark: whatever is before `offset` is known to be plain ASCII or whole escapes.
  ///
  /// Nothing is loaded anew behind an escape. The bits of its first two bytes are cleared, the rest has none.
  @inline(never)
  private mutating func scanAnyString(_ start: Int, from first: Int, escapes: Bool) -> Found {
    var offset = first
    var escapes = escapes
    var seen: UInt64 = 0
    while offset < cursor.limit {
      let marks = cursor.endMarks(offset)
      var ends = marks.ends
      var next = offset &+ 64
      while ends != 0 {
        let mark = ends.trailingZeroBitCount
        let end = offset &+ mark
        if end < cursor.limit, cursor.byte(end) == UInt8(ascii: "\"") {
          let isASCII = (seen | marks.high & (1 << UInt64(mark) &- 1)) == 0
          return Found(.string, start, end, escapes: escapes, isASCII: isASCII, next: end &+ 1)
        }
        let behind = skipEscape(end)
        if behind < 0 { return .fault }
        escapes = true
        next = max(next, behind)
        ends &= ~(3 &<< UInt64(mark))
      }
      seen |= marks.high
      offset = next
    }
    return Found(.missing, 0, 0, next: fail(.end, at: cursor.limit))
  }

  /// The escape at `start`: the offset behind it. Anything but a backslash there is a fault.
  private mutating func skipEscape(_ start: Int) -> Int {
    guard start < cursor.limit, cursor.byte(start) == UInt8(ascii: "\\") else {
      return fail(.controlCharacter, at: start)
    }
    guard start &+ 1 < cursor.limit else { return fail(.end, at: cursor.limit) }
    switch cursor.byte(start &+ 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start &+ 2
    case UInt8(ascii: "u"): return skipHexadecimal(start &+ 2)
    default: return fail(.badEscape, at: start &+ 1)
    }
  }

  private mutating func skipHexadecimal(_ start: Int) -> Int {
    if start &+ 4 <= cursor.limit, JSONText.unit(cursor.half(start)) != nil { return start &+ 4 }
    for offset in start..<start &+ 4 {
      guard offset < cursor.limit, JSONText.hexadecimal(cursor.byte(offset)) != nil else {
        return fail(.badHexadecimal, at: offset)
      }
    }
    return start &+ 4
  }
}

/// What 64 bytes of a string hold, one bit a byte, the first byte's lowest.
private struct StringMarks {
  var quotes: UInt64 = 0
  var backslashes: UInt64 = 0
  /// Quotes and slashes: what a backslash may stand before so that the byte stands for itself.
  var signs: UInt64 = 0
  /// Control characters, and bytes from 0x80 up.
  var others: UInt64 = 0

  /// In bounds: `offset` lies below the limit, and the last load starts 48 bytes behind it.
  @inline(__always)
  init(_ cursor: JSONCursor, _ offset: Int) {
    add(cursor.vector(offset), 0)
    add(cursor.vector(offset &+ 16), 16)
    add(cursor.vector(offset &+ 32), 32)
    add(cursor.vector(offset &+ 48), 48)
  }

  @inline(__always)
  private mutating func add(_ bytes: ByteVector, _ shift: UInt64) {
    let quotes = bytes .== ByteVector(repeating: UInt8(ascii: "\""))
    let controls = unsafeBitCast(bytes .< ByteVector(repeating: 0x20), to: ByteVector.self)
    self.quotes |= UInt64(ByteMarks.bits(quotes)) &<< shift
    backslashes |= UInt64(ByteMarks.bits(bytes .== ByteVector(repeating: UInt8(ascii: "\\")))) &<< shift
    signs |= UInt64(ByteMarks.bits(quotes .| bytes .== ByteVector(repeating: UInt8(ascii: "/")))) &<< shift
    others |= UInt64(ByteMarks.signBits(controls | bytes)) &<< shift
  }
}

extension JSONCursor {
  /// The same for up to 32 bytes of plain ASCII, the limit aside; anything else is not found.
  ///
  /// The end depends on one comparison alone: what stands there is a branch beside it.
  @inline(__always)
  func shortString(_ start: Int) -> JSONScanner.Found? {
    let end = start &+ textEnds(start).trailingZeroBitCount
    guard byte(end) == UInt8(ascii: "\"") else { return nil }
    return JSONScanner.Found(.string, start, end, next: end &+ 1)
  }

  /// Of the 64 bytes from `offset` on what may end plain text in a string, and the bytes from 0x80 up. In bounds as
  /// above.
  @inline(__always)
  fileprivate func endMarks(_ offset: Int) -> (ends: UInt64, high: UInt64) {
    var (ends, high): (UInt64, UInt64) = (0, 0)
    for shift in stride(from: 0, to: 64, by: 16) {
      let bytes = vector(offset &+ shift)
      let text =
        bytes .== ByteVector(repeating: UInt8(ascii: "\"")) .| bytes .== ByteVector(repeating: UInt8(ascii: "\\"))
      ends |= UInt64(ByteMarks.bits(text .| bytes .< ByteVector(repeating: 0x20))) &<< UInt64(shift)
      high |= UInt64(ByteMarks.signBits(bytes)) &<< UInt64(shift)
    }
    return (ends, high)
  }
}
