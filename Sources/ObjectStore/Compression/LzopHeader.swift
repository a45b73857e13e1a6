/// What stands before a member of an lzop file and before each of its blocks. All numbers have their highest byte
/// first.
///
///     89 4c 5a 4f 00 0d 0a 1a 0a   10 40   20 a0   09 40   01   05   03 00 00 01   00 00 81 a4   6b 01 8e 27   00 00 00 00
///     magic                        lzop    liblzo  needed  method    flags         mode          time          and its rest
///                                                               level
///     05 61 2e 74 78 74   4a c7 05 9b      ...     00 04 00 00   00 00 05 30   0c 17 bb 3d                ...      00 00 00 00
///     the file's name     checksum         block   of 256 KB     in 1328       checksum                   data     the end
///
/// Files of lzop before 0.94 have no version needed, level and rest of the time. A flag puts a filter's number behind
/// the flags, another one a field of any length behind the header. A block that cannot be made smaller is stored as it
/// is, and then has no checksum of its packed bytes.
struct LzopHeader {
  static let magic: [UInt8] = [0x89, 0x4c, 0x5a, 0x4f, 0x00, 0x0d, 0x0a, 0x1a, 0x0a]
  private static let oldestVersion = 0x0900
  private static let firstLongVersion = 0x0940
  /// LZO1X-1, LZO1X-1(15) and LZO1X-999, which are all read alike.
  private static let methods = 1...3
  /// The field behind the header has no use yet: no file of lzop itself has it.
  private static let largestExtra = 1 << 16

  private(set) var flags = LzopFlags()

  /// Nothing until `cursor` has had enough bytes.
  init?(_ cursor: inout LzopCursor, _ zlib: SystemZlib) throws(LzopError) {
    guard cursor.bytes(Self.magic.count).elementsEqual(Self.magic) else { throw .wrongMagic }
    let version = cursor.number(2)
    cursor.skip(version >= Self.firstLongVersion ? 4 : 2)
    let method = cursor.number(1)
    if version >= Self.firstLongVersion { cursor.skip(1) }
    flags = LzopFlags(rawValue: cursor.number(4))
    if flags.contains(.isFiltered) { cursor.skip(4) }
    cursor.skip(version >= Self.firstLongVersion ? 12 : 8)
    cursor.skip(cursor.number(1))
    try checkSum(&cursor, from: Self.magic.count, zlib)
    guard cursor.hasEnough else { return nil }
    guard version >= Self.oldestVersion else { throw .damaged("its version is wrong") }
    guard Self.methods.contains(method) else { throw .refused("its method \(method) is none of LZO1X") }
    guard !flags.contains(.isFiltered) else { throw .refused("it is made with --filter, which COPY does not read") }
    if flags.contains(.hasExtraField) { try skipExtraField(&cursor, zlib) }
    guard cursor.hasEnough else { return nil }
  }

  private func skipExtraField(_ cursor: inout LzopCursor, _ zlib: SystemZlib) throws(LzopError) {
    let start = cursor.offset
    let count = cursor.number(4)
    guard count <= Self.largestExtra else { throw .damaged("a header's extra field is too long") }
    cursor.skip(count)
    try checkSum(&cursor, from: start, zlib)
  }

  /// Of all bytes from `start` to the checksum itself.
  private func checkSum(_ cursor: inout LzopCursor, from start: Int, _ zlib: SystemZlib) throws(LzopError) {
    let end = cursor.offset
    let wanted = cursor.number(4)
    guard cursor.hasEnough else { return }
    let bytes = cursor.bytes(from: start, to: end)
    guard wanted == Int(flags.contains(.headerHasCRC) ? zlib.crc32(bytes) : zlib.adler32(bytes)) else {
      throw .damaged("a header's checksum is wrong")
    }
  }
}

/// What stands before a block.
struct LzopBlock {
  /// lzop's own limit, in bytes.
  private static let largest = 64 << 20

  private(set) var packedCount = 0
  private(set) var plainCount = 0
  private var plainAdler: Int?
  private var plainCRC: Int?
  private var packedAdler: Int?
  private var packedCRC: Int?

  init() {}

  /// Nothing until `cursor` has had enough bytes. A block of no bytes is the member's end.
  init?(_ cursor: inout LzopCursor, _ flags: LzopFlags) throws(LzopError) {
    plainCount = cursor.number(4)
    guard plainCount > 0 else {
      if !cursor.hasEnough { return nil }
      return
    }
    packedCount = cursor.number(4)
    guard cursor.hasEnough else { return nil }
    guard plainCount <= Self.largest else {
      throw .damaged("a block of \(plainCount) bytes, of at most \(Self.largest)")
    }
    guard (1...plainCount).contains(packedCount) else { throw .damaged("a block's packed size is \(packedCount)") }
    if flags.contains(.plainHasAdler) { plainAdler = cursor.number(4) }
    if flags.contains(.plainHasCRC) { plainCRC = cursor.number(4) }
    if !isStored && flags.contains(.packedHasAdler) { packedAdler = cursor.number(4) }
    if !isStored && flags.contains(.packedHasCRC) { packedCRC = cursor.number(4) }
    guard cursor.hasEnough else { return nil }
  }

  var isEnd: Bool { plainCount == 0 }
  var isStored: Bool { packedCount == plainCount }

  func matches(packed bytes: UnsafeRawBufferPointer, _ zlib: SystemZlib) -> Bool {
    Self.matches(bytes, packedAdler, packedCRC, zlib)
  }

  func matches(plain bytes: UnsafeRawBufferPointer, _ zlib: SystemZlib) -> Bool {
    Self.matches(bytes, plainAdler, plainCRC, zlib)
  }

  private static func matches(_ bytes: UnsafeRawBufferPointer, _ adler: Int?, _ crc: Int?, _ zlib: SystemZlib) -> Bool {
    (adler.map { $0 == Int(zlib.adler32(bytes)) } ?? true) && (crc.map { $0 == Int(zlib.crc32(bytes)) } ?? true)
  }
}

/// Of a member, in its header.
struct LzopFlags: OptionSet {
  var rawValue = 0

  static let plainHasAdler = LzopFlags(rawValue: 0x1)
  static let packedHasAdler = LzopFlags(rawValue: 0x2)
  static let hasExtraField = LzopFlags(rawValue: 0x40)
  static let plainHasCRC = LzopFlags(rawValue: 0x100)
  static let packedHasCRC = LzopFlags(rawValue: 0x200)
  static let isFiltered = LzopFlags(rawValue: 0x800)
  static let headerHasCRC = LzopFlags(rawValue: 0x1000)
}

/// Why a file is not read on.
enum LzopError: Error {
  case wrongMagic
  case damaged(String)
  case refused(String)

  var outcome: DecoderStep.Outcome {
    switch self {
    case .wrongMagic: .wrongMagic
    case .damaged(let reason): .damaged(reason)
    case .refused(let reason): .refused(reason)
    }
  }
}
