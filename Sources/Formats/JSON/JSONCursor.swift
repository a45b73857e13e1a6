/// A window of input as the JSON code reads it: the one part of that code that touches raw memory.
///
/// In bounds: `limit` is at most the window's size, scanners start no load behind `limit + slack`, and the widest load
/// is 16 bytes, so with `InputBuffer.padding` readable bytes behind the window every load stays inside. What lies
/// behind `limit` has no meaning: a scanner that used such bytes finds its offset above `limit` and gives up.
struct JSONCursor {
  /// How far behind `limit` a load may start.
  static let slack = InputBuffer.padding - 16

  private let base: UnsafeRawPointer
  /// Bytes that count. Lowered to the size limit of the record being read.
  var limit: Int
  let count: Int

  /// nil for an empty window, which may have no memory at all.
  init?(_ window: UnsafeRawBufferPointer) {
    guard let base = window.baseAddress, !window.isEmpty else { return nil }
    self.base = base
    (limit, count) = (window.count, window.count)
  }

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    assert(offset >= 0 && offset <= limit + Self.slack)
    return base.load(fromByteOffset: offset, as: UInt8.self)
  }

  @inline(__always)
  func word(_ offset: Int) -> UInt64 {
    assert(offset >= 0 && offset <= limit + Self.slack)
    return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  func half(_ offset: Int) -> UInt32 {
    assert(offset >= 0 && offset <= limit + Self.slack)
    return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  @inline(__always)
  func vector(_ offset: Int) -> ByteVector {
    assert(offset >= 0 && offset <= limit + Self.slack)
    return base.loadUnaligned(fromByteOffset: offset, as: ByteVector.self)
  }

  /// The 32 bytes from `offset` on that a string of plain text does not have: quotes, backslashes, control characters
  /// and bytes from 0x80 up. One bit a byte, the first byte's lowest.
  @inline(__always)
  func textEnds(_ offset: Int) -> UInt32 {
    ByteMarks.textEnds(vector(offset)) | ByteMarks.textEnds(vector(offset &+ 16)) << 16
  }

  /// The 16 bytes from `offset` on that are no digits, one bit a byte, the first byte's lowest.
  @inline(__always)
  func nonDigits(_ offset: Int) -> UInt32 {
    let values = vector(offset) &- ByteVector(repeating: UInt8(ascii: "0"))
    return ByteMarks.bits(values .> ByteVector(repeating: 9))
  }

  /// The offset behind the first line feed in `range`, which lies below `count`.
  func lineEnd(_ range: Range<Int>) -> Int? {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let bytes = base.loadUnaligned(fromByteOffset: offset, as: ByteVector.self)
      let marks = ByteMarks.bits(bytes .== ByteVector(repeating: UInt8(ascii: "\n")))
      if marks != 0 {
        let end = offset &+ marks.trailingZeroBitCount &+ 1
        return end <= range.upperBound ? end : nil
      }
      offset &+= 16
    }
    return nil
  }

  /// The offset of the first `{` or `[` in `range`, or behind the first line feed, whichever comes first.
  func junkEnd(_ range: Range<Int>) -> Int? {
    let line = lineEnd(range)
    for offset in range.lowerBound..<(line ?? range.upperBound) {
      // In bounds: the range lies below `count`.
      let byte = base.load(fromByteOffset: offset, as: UInt8.self)
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { return offset }
    }
    return line
  }

  /// The bytes `range`, which must lie below `count`.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes outside of the window")
    return UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
