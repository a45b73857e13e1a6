/// The two codes of a block of deflated data: one of literals and lengths, one of distances (RFC 1951, 3.2.3 to 3.2.7).
struct DeflateCodes: ~Copyable {
  var lengths = HuffmanTable(rootBits: 11, symbolCount: 288)
  var distances = HuffmanTable(rootBits: 8, symbolCount: 32)
  private var codeLengths = HuffmanTable(rootBits: 7, symbolCount: 19)
  private let lengthSymbols = Self.makeLengthSymbols()
  private let distanceSymbols = Self.makeDistanceSymbols()
  private let codeLengthSymbols = (0..<19).map { HuffmanTable.Entry.number($0, extraBits: 0) }

  private static let endOfBlock = 256
  /// The order in which the lengths of the codes of code lengths are told.
  private static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// The codes of blocks that tell none.
  mutating func setFixed() {
    var sizes = [UInt8](repeating: 8, count: 288)
    for symbol in 144..<256 { sizes[symbol] = 9 }
    for symbol in 256..<280 { sizes[symbol] = 7 }
    let distanceSizes = [UInt8](repeating: 5, count: 32)
    let isBuilt =
      sizes.withUnsafeBufferPointer { lengths.build($0, mayBeIncomplete: false, lengthSymbols) }
      && distanceSizes.withUnsafeBufferPointer { distances.build($0, mayBeIncomplete: false, distanceSymbols) }
    precondition(isBuilt, "the fixed codes are codes")
  }

  /// Reads the codes that a block begins with. False where the data ends before they do: then `reader` is to be
  /// forgotten.
  mutating func read(_ reader: inout DeflateBits) throws(DeflateFault) -> Bool {
    guard let counts = reader.take(14) else { return false }
    let (lengthCount, distanceCount) = (257 + counts & 31, 1 + counts >> 5 & 31)
    guard lengthCount <= 286, distanceCount <= 30 else { throw .symbolCount }
    guard try readCodeLengthCodes(4 + counts >> 10, &reader) else { return false }
    var sizes: [UInt8] = []
    sizes.reserveCapacity(lengthCount + distanceCount)
    while sizes.count < lengthCount + distanceCount {
      guard let (size, count) = try readSizes(sizes.last, &reader) else { return false }
      guard sizes.count + count <= lengthCount + distanceCount else { throw .codeLengthRepeat }
      for _ in 0..<count { sizes.append(size) }
    }
    guard sizes[Self.endOfBlock] > 0 else { throw .noEndOfBlock }
    try build(sizes, lengthCount)
    return true
  }

  private mutating func build(_ sizes: [UInt8], _ lengthCount: Int) throws(DeflateFault) {
    let found = sizes.withUnsafeBufferPointer { sizes -> DeflateFault? in
      let (first, rest) = (sizes[..<lengthCount], sizes[lengthCount...])
      guard lengths.build(UnsafeBufferPointer(rebasing: first), mayBeIncomplete: true, lengthSymbols) else {
        return .lengthCodes
      }
      guard distances.build(UnsafeBufferPointer(rebasing: rest), mayBeIncomplete: true, distanceSymbols) else {
        return .distanceCodes
      }
      return nil
    }
    if let found { throw found }
  }

  private mutating func readCodeLengthCodes(_ count: Int, _ reader: inout DeflateBits) throws(DeflateFault) -> Bool {
    var sizes = [UInt8](repeating: 0, count: 19)
    for symbol in Self.codeLengthOrder[..<count] {
      guard let size = reader.take(3) else { return false }
      sizes[symbol] = UInt8(size)
    }
    // zlib takes each code for a length of 0 then, and misses the end of the block.
    if sizes.allSatisfy({ $0 == 0 }) { throw .noEndOfBlock }
    guard sizes.withUnsafeBufferPointer({ codeLengths.build($0, mayBeIncomplete: false, codeLengthSymbols) }) else {
      throw .codeLengthCodes
    }
    return true
  }

  /// The size of the next codes and how many have it; nil where the data ends.
  private func readSizes(
    _ previous: UInt8?, _ reader: inout DeflateBits
  ) throws(DeflateFault) -> (size: UInt8, count: Int)? {
    reader.refill()
    let entry = codeLengths.find(reader.bits).entry
    guard entry.totalBits <= reader.count else { return nil }
    reader.drop(entry.totalBits)
    switch entry.value {
    case 16:
      guard let more = reader.take(2) else { return nil }
      guard let previous else { throw .codeLengthRepeat }
      return (previous, 3 + more)
    case 17: return reader.take(3).map { (0, 3 + $0) }
    case 18: return reader.take(7).map { (0, 11 + $0) }
    default: return (UInt8(entry.value), 1)
    }
  }

  /// 256 literals, the end, lengths from 3 to 258; two symbols without a meaning.
  private static func makeLengthSymbols() -> [HuffmanTable.Entry] {
    var symbols = (0..<256).map { HuffmanTable.Entry.literal($0) } + [.endOfBlock]
    var base = 3
    for symbol in 0..<28 {
      let extraBits = max(0, symbol / 4 - 1)
      symbols.append(.number(base, extraBits: extraBits))
      base += 1 << extraBits
    }
    return symbols + [.number(258, extraBits: 0), .invalid, .invalid]
  }

  /// Distances from 1 to 32,768; two symbols without a meaning.
  private static func makeDistanceSymbols() -> [HuffmanTable.Entry] {
    var symbols: [HuffmanTable.Entry] = []
    var base = 1
    for symbol in 0..<30 {
      let extraBits = max(0, symbol / 2 - 1)
      symbols.append(.number(base, extraBits: extraBits))
      base += 1 << extraBits
    }
    return symbols + [.invalid, .invalid]
  }
}
