/// Reads PLAIN: values one behind the other, the lowest byte first; texts behind their lengths, booleans a bit each.
struct PlainDecoder {
  private let type: ParquetPhysicalType
  private var cursor: ParquetCursor
  /// Of booleans.
  private var bit = 0

  init(_ bytes: UnsafeRawBufferPointer, _ type: ParquetPhysicalType) {
    cursor = ParquetCursor(bytes)
    self.type = type
  }

  /// The next `count` values, for which there is room. Errors: where the bytes hold fewer.
  mutating func read(_ count: Int, into target: ParquetValueBuffer) throws(ParquetFault) {
    guard let width = type.width else {
      return type == .boolean ? try readBools(count, target.bools) : try readTexts(count, target.slices)
    }
    let bytes = try cursor.take(count * width)
    // In bounds: all values lie in `bytes`.
    guard count > 0, let start = bytes.baseAddress else { return }
    switch type {
    case .int32:
      let ints = target.ints
      for index in 0..<count {
        ints[index] = Int64(Int32(littleEndian: start.loadUnaligned(fromByteOffset: index &* 4, as: Int32.self)))
      }
    case .int64: UnsafeMutableRawPointer(target.ints).copyMemory(from: start, byteCount: bytes.count)
    case .float:
      let doubles = target.doubles
      for index in 0..<count {
        doubles[index] = Double(start.loadUnaligned(fromByteOffset: index &* 4, as: Float.self))
      }
    case .double: UnsafeMutableRawPointer(target.doubles).copyMemory(from: start, byteCount: bytes.count)
    default:
      let slices = target.slices
      for index in 0..<count { slices[index] = ParquetSlice(start + index &* width, count: width) }
    }
  }

  private mutating func readBools(_ count: Int, _ target: UnsafeMutablePointer<Bool>) throws(ParquetFault) {
    guard count <= cursor.bytes.count * 8 - bit else { throw ParquetFault("\(count) booleans in too few bits") }
    for index in 0..<count {
      target[index] = cursor.bytes[bit &>> 3] &>> UInt8(truncatingIfNeeded: bit & 7) & 1 != 0
      bit &+= 1
    }
  }

  private mutating func readTexts(
    _ count: Int, _ target: UnsafeMutablePointer<ParquetSlice>
  ) throws(ParquetFault) {
    guard let start = cursor.bytes.baseAddress else { throw ParquetFault("texts without bytes") }
    var offset = cursor.offset
    let end = cursor.bytes.count
    for index in 0..<count {
      guard end &- offset >= 4 else { throw ParquetFault("a text's length lies behind the page's end") }
      // In bounds: four bytes are left, then as many as they say.
      let length = Int(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      offset &+= 4
      guard length <= end &- offset else {
        throw ParquetFault("a text of \(length) bytes where \(end - offset) are left")
      }
      target[index] = ParquetSlice(start + offset, count: length)
      offset &+= length
    }
    _ = try cursor.take(offset - cursor.offset)
  }
}
