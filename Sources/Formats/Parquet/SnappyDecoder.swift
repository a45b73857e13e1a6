/// Decompresses a block of Snappy (its raw format).
///
/// ```
/// 0b                       11 bytes in all
/// 08 61 62 63              a literal of three bytes: a b c
/// 1d 03                    a copy of eleven bytes from three back (which may overlap what it writes)
/// ```
enum SnappyDecoder {
  /// Fills `output`. Errors: where the block holds more or less, or copies from before its start.
  static func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(ParquetFault) {
    var cursor = ParquetCursor(input)
    let size = try cursor.varint()
    guard size == UInt64(output.count) else {
      throw ParquetFault("Snappy's block holds \(size) bytes where \(output.count) belong")
    }
    var writer = BlockWriter(output)
    while cursor.left > 0 {
      let tag = try cursor.byte()
      if tag & 3 == 0 {
        let length = try literalLength(tag, &cursor)
        try writer.append(cursor.take(length))
      } else {
        let (length, distance) = try copy(tag, &cursor)
        try writer.repeat(length, from: distance)
      }
    }
    try writer.finish()
  }

  @inline(__always)
  private static func literalLength(_ tag: UInt8, _ cursor: inout ParquetCursor) throws(ParquetFault) -> Int {
    let short = Int(tag >> 2)
    if short < 60 { return short + 1 }
    return try number(short - 59, &cursor) + 1
  }

  @inline(__always)
  private static func copy(
    _ tag: UInt8, _ cursor: inout ParquetCursor
  ) throws(ParquetFault) -> (length: Int, distance: Int) {
    switch tag & 3 {
    case 1: (Int(tag >> 2 & 7) + 4, Int(tag >> 5) << 8 | Int(try cursor.byte()))
    case 2: (Int(tag >> 2) + 1, try number(2, &cursor))
    default: (Int(tag >> 2) + 1, try number(4, &cursor))
    }
  }

  @inline(__always)
  private static func number(_ bytes: Int, _ cursor: inout ParquetCursor) throws(ParquetFault) -> Int {
    var value = 0
    for index in 0..<bytes { value |= Int(try cursor.byte()) << (8 * index) }
    return value
  }
}
