/// Reads the levels of a page: how much of each value's path is there, and where a list goes on.
enum LevelDecoder {
  /// All are zero.
  case none
  case runs(RunLengthDecoder)
  /// The old BIT_PACKED: the highest bit first.
  case packed(UnsafeRawBufferPointer, width: Int, next: Int)

  /// Takes the levels from a page of version 1. `greatest`: no level is above it.
  init(_ cursor: inout ParquetCursor, encoding: Int, greatest: Int, count: Int) throws(ParquetFault) {
    let width = Self.width(greatest)
    switch (width, encoding) {
    case (0, _): self = .none
    case (_, ParquetEncoding.rle.rawValue):
      self = .runs(try RunLengthDecoder(try cursor.take(Int(try cursor.number32())), width: width))
    case (_, ParquetEncoding.bitPacked.rawValue):
      self = .packed(try cursor.take((count * width + 7) / 8), width: width, next: 0)
    default: throw ParquetFault("levels of encoding \(encoding)")
    }
  }

  /// The bytes of a page of version 2.
  init(_ bytes: UnsafeRawBufferPointer, greatest: Int) throws(ParquetFault) {
    let width = Self.width(greatest)
    self = width == 0 ? .none : .runs(try RunLengthDecoder(bytes, width: width))
  }

  private static func width(_ greatest: Int) -> Int { Int.bitWidth - greatest.leadingZeroBitCount }

  /// The next levels. Gives how many of them are the greatest. Errors: where there are fewer, or one is above it.
  mutating func read(
    _ count: Int, greatest: Int, into target: UnsafeMutablePointer<UInt8>
  ) throws(ParquetFault) -> Int {
    switch self {
    case .none:
      target.update(repeating: 0, count: count)
      return greatest == 0 ? count : 0
    case .runs(var decoder):
      let whole = try decoder.skipRun(of: UInt64(greatest), upTo: count)
      target.update(repeating: UInt8(greatest), count: whole)
      if whole < count { try decoder.read(count - whole, into: target + whole) }
      self = .runs(decoder)
      return whole == count ? count : try Self.counted(count, greatest, target)
    case .packed(let bytes, let width, let next):
      for index in 0..<count { target[index] = Self.level(bytes, width, next + index) }
      self = .packed(bytes, width: width, next: next + count)
      return try Self.counted(count, greatest, target)
    }
  }

  /// In bounds: there are as many levels as the page has values, and no more are read.
  private static func level(_ bytes: UnsafeRawBufferPointer, _ width: Int, _ index: Int) -> UInt8 {
    (index * width..<(index + 1) * width).reduce(0) { $0 << 1 | bytes[$1 >> 3] >> UInt8(7 - $1 & 7) & 1 }
  }

  private static func counted(
    _ count: Int, _ greatest: Int, _ levels: UnsafeMutablePointer<UInt8>
  ) throws(ParquetFault) -> Int {
    let greatest = UInt8(greatest)
    var (whole, most): (Int, UInt8) = (0, 0)
    for index in 0..<count {
      whole &+= levels[index] == greatest ? 1 : 0
      most = max(most, levels[index])
    }
    guard most <= greatest else { throw ParquetFault("a level \(most) where the greatest is \(greatest)") }
    return whole
  }
}

/// How values, or levels, are written down.
enum ParquetEncoding: Int {
  case plain = 0
  case plainDictionary = 2
  case rle, bitPacked, deltaBinaryPacked, deltaLengthByteArray, deltaByteArray, rleDictionary, byteStreamSplit
}
