/// Decompresses a block of LZ4 without a frame (its block format).
///
/// ```
/// 35 61 62 63 03 00        a literal of three bytes, a b c, and a copy of 5 + 4 bytes from three back
/// ```
enum LZ4Decoder {
  /// Fills `output`. Errors: where the block holds more or less, or copies from before its start.
  static func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(ParquetFault) {
    var cursor = ParquetCursor(input)
    var writer = BlockWriter(output)
    while cursor.left > 0 {
      let token = try cursor.byte()
      try writer.append(cursor.take(length(Int(token >> 4), &cursor)))
      // The last sequence ends with its literal.
      if cursor.left == 0 { break }
      let distance = Int(try cursor.byte()) | Int(try cursor.byte()) << 8
      try writer.repeat(length(Int(token & 15), &cursor) + 4, from: distance)
    }
    try writer.finish()
  }

  /// Fifteen stands for itself and what the next bytes say, up to one that is not 255.
  @inline(__always)
  private static func length(_ short: Int, _ cursor: inout ParquetCursor) throws(ParquetFault) -> Int {
    guard short == 15 else { return short }
    var length = 15
    while true {
      let more = try cursor.byte()
      length &+= Int(more)
      if more != 255 { return length }
    }
  }
}
