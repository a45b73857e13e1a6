/// The values of a page, by its encoding.
enum PageValues {
  case plain(PlainDecoder)
  /// Booleans.
  case runs(RunLengthDecoder)
  case delta(DeltaDecoder, narrows: Bool)
  case deltaBytes(DeltaBytesDecoder)
  case split(SplitDecoder)
  /// Codes of a dictionary.
  case codes(RunLengthDecoder)

  /// `limit`: values that the page may have. Errors: bytes that cannot be so encoded, types that never are.
  init(
    _ bytes: UnsafeRawBufferPointer, encoding code: Int, _ type: ParquetPhysicalType, limit: Int
  ) throws(ParquetFault) {
    guard let encoding = ParquetEncoding(rawValue: code) else { throw .unsupported("Parquet's encoding \(code)") }
    switch (encoding, type) {
    case (.plain, _): self = .plain(PlainDecoder(bytes, type))
    case (.plainDictionary, _), (.rleDictionary, _):
      var cursor = ParquetCursor(bytes)
      // A page of NULLs may be without any byte.
      let width = bytes.isEmpty ? 0 : Int(try cursor.byte())
      self = .codes(try RunLengthDecoder(cursor.rest, width: width))
    case (.rle, .boolean):
      var cursor = ParquetCursor(bytes)
      self = .runs(try RunLengthDecoder(try cursor.take(Int(try cursor.number32())), width: 1))
    case (.deltaBinaryPacked, .int32), (.deltaBinaryPacked, .int64):
      self = .delta(try DeltaDecoder(bytes, limit: limit), narrows: type == .int32)
    case (.deltaLengthByteArray, .byteArray):
      self = .deltaBytes(try DeltaBytesDecoder(bytes, hasPrefixes: false, limit: limit))
    case (.deltaByteArray, .byteArray), (.deltaByteArray, .fixed):
      self = .deltaBytes(try DeltaBytesDecoder(bytes, hasPrefixes: true, limit: limit))
    case (.byteStreamSplit, _): self = .split(try SplitDecoder(bytes, type))
    default: throw ParquetFault("\(type.name) values of encoding \(encoding)")
    }
  }

  /// The next values but codes. Errors: where there are fewer.
  mutating func read(
    _ count: Int, into target: ParquetValueBuffer, _ type: ParquetPhysicalType
  ) throws(ParquetFault) {
    switch self {
    case .plain(var decoder):
      try decoder.read(count, into: target)
      self = .plain(decoder)
    case .runs(var decoder):
      let bits = UnsafeMutableRawPointer(target.bools).assumingMemoryBound(to: UInt8.self)
      try decoder.read(count, into: bits)
      self = .runs(decoder)
    case .delta(var decoder, let narrows):
      try decoder.read(count, into: target.ints)
      self = .delta(decoder, narrows: narrows)
      if narrows {
        for index in 0..<count { target.ints[index] = Int64(Int32(truncatingIfNeeded: target.ints[index])) }
      }
    case .deltaBytes(let decoder):
      try decoder.read(count, into: target.slices)
      if case .fixed(let width) = type { try Self.check(target.slices, count, width) }
    case .split(let decoder): try decoder.read(count, into: target)
    case .codes: throw ParquetFault("codes without a dictionary")
    }
  }

  private static func check(
    _ slices: UnsafeMutablePointer<ParquetSlice>, _ count: Int, _ width: Int
  ) throws(ParquetFault) {
    for index in 0..<count where slices[index].count != width {
      throw ParquetFault("a value of \(slices[index].count) bytes where each has \(width)")
    }
  }
}
