/// Walks over JSON values in a window, checks them strictly by RFC 8259 and says where they end.
///
/// Each function takes the offset where its part begins and gives the offset behind it. A negative answer means a
/// fault: `fault` and `offset` then say what and where. Bytes from 0x80 up are let through inside strings and only
/// reported (`isASCII` of the slice), because UTF-8 is judged per column. Nothing recurses: depth is a bit stack.
struct JSONScanner {
  /// Levels of arrays and objects in a record, the root included: more than the 1,000 of a SUPER value in it.
  static let depthLimit = 1024
  /// copy.md 2.2: one object or array with its braces.
  static let sizeLimit = 4 << 20

  var cursor: JSONCursor
  var fault = JSONFault.end
  var offset = 0

  init(_ cursor: JSONCursor) { self.cursor = cursor }

  /// A value found: its offset, and the offset behind it or a negative number.
  struct Found {
    var slice: FieldSlice
    var end: Int

    @inline(__always)
    init(_ kind: FieldSlice.Kind, _ start: Int, _ end: Int, escapes: Bool = false, isASCII: Bool = true, next: Int) {
      slice = FieldSlice(
        offset: start, length: end &- start, kind: kind, hasEscapes: escapes, isASCII: isASCII)
      self.end = next
    }

    @inline(__always)
    init(_ slice: FieldSlice, next: Int) { (self.slice, end) = (slice, next) }

    static var fault: Found { Found(.missing, 0, 0, next: -1) }
  }

  @inline(never)
  mutating func fail(_ fault: JSONFault, at offset: Int) -> Int {
    let isEnd = offset >= cursor.limit
    self.fault = isEnd ? .end : fault
    self.offset = isEnd ? cursor.limit : offset
    return -1
  }

  @inline(__always)
  func skipWhiteSpace(_ start: Int) -> Int {
    var offset = start
    while offset < cursor.limit, Self.isWhiteSpace(cursor.byte(offset)) { offset &+= 1 }
    return offset
  }

  @inline(__always)
  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (1 << UInt64(byte) & (1 << 0x20 | 1 << 0x0a | 1 << 0x0d | 1 << 0x09 as UInt64)) != 0
  }
}
