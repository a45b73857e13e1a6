/// Reads BYTE_STREAM_SPLIT: the first bytes of all values, then their second bytes, and so on.
///
/// ```
/// values 01 02 03 04   05 06 07 08       page 01 05 02 06 03 07 04 08
/// ```
final class SplitDecoder {
  private let type: ParquetPhysicalType
  private let width: Int
  private let bytes: UnsafeRawBufferPointer
  private let count: Int
  private var next = 0
  private let joined = InputBuffer(capacity: 1 << 12)

  /// Errors: where the bytes are not those of whole values.
  init(_ bytes: UnsafeRawBufferPointer, _ type: ParquetPhysicalType) throws(ParquetFault) {
    guard let width = type.width, type != .int96 else {
      throw ParquetFault("BYTE_STREAM_SPLIT of \(type.name) values")
    }
    guard bytes.count % width == 0 else { throw ParquetFault("\(bytes.count) bytes of values of \(width)") }
    (self.bytes, self.type, self.width, count) = (bytes, type, width, bytes.count / width)
  }

  /// The next `wanted` values, for which there is room. Errors: where there are fewer.
  func read(_ wanted: Int, into target: ParquetValueBuffer) throws(ParquetFault) {
    guard wanted <= count - next else {
      throw ParquetFault("\(wanted) values are wanted where \(count - next) are left")
    }
    joined.count = 0
    joined.reserve(max(wanted * width, 1))
    let room = joined.free
    for stream in 0..<width {
      let source = stream * count + next
      for index in 0..<wanted { room[index &* width &+ stream] = bytes[source &+ index] }
    }
    joined.count = wanted * width
    next += wanted
    var plain = PlainDecoder(joined.bytes, type)
    try plain.read(wanted, into: target)
  }
}
