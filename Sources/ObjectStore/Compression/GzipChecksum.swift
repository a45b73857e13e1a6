import SQLTypes

/// The CRC-32 of gzip, by libdeflate where that is installed (the faster), else by zlib.
struct GzipChecksum {
  private let zlib: SystemZlib?

  /// Errors: 58030 where neither is.
  init() throws(SQLError) { zlib = SystemDeflate.loaded == nil ? try SystemZlib.load() : nil }

  /// The sum of what `sum` is of, 0 of nothing, and `bytes` behind it.
  func update(_ sum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard !bytes.isEmpty else { return sum }
    if let zlib { return zlib.crc32(bytes, behind: sum) }
    return SystemDeflate.loaded?.crc32(bytes, behind: sum) ?? sum
  }
}
