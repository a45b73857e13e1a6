/// Reads a file's bytes one after the other, never past their end.
struct ParquetCursor {
  let bytes: UnsafeRawBufferPointer
  /// Of the next byte.
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[offset...]) }
  var left: Int { bytes.count - offset }

  /// The next bytes. Errors: where they are fewer, or `count` is negative.
  @inline(__always)
  mutating func take(_ count: Int) throws(ParquetFault) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= left else { throw Self.tooShort(count, left) }
    let start = offset
    offset &+= count
    return UnsafeRawBufferPointer(rebasing: bytes[start..<offset])
  }

  @inline(never)
  private static func tooShort(_ count: Int, _ left: Int) -> ParquetFault {
    ParquetFault("\(count) bytes are announced where \(left) are left")
  }

  @inline(__always)
  mutating func byte() throws(ParquetFault) -> UInt8 {
    guard offset < bytes.count else { throw Self.tooShort(1, 0) }
    offset &+= 1
    return bytes[offset &- 1]
  }

  /// Four bytes, the lowest first.
  @inline(__always)
  mutating func number32() throws(ParquetFault) -> UInt32 {
    guard left >= 4 else { throw Self.tooShort(4, left) }
    offset &+= 4
    // In bounds: four bytes were left.
    return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset &- 4, as: UInt32.self))
  }

  /// Seven bits a byte, the lowest first, the last without its high bit.
  mutating func varint() throws(ParquetFault) -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw ParquetFault("a number has more than 64 bits") }
      value |= UInt64(next & 0x7f) << shift
      if next < 0x80 { return value }
      shift += 7
    }
  }

  /// A varint in which the lowest bit is the sign.
  mutating func zigzag() throws(ParquetFault) -> Int64 {
    let value = try varint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }
}
