/// Bytes of the input as `stl_load_errors` shows them: a character beyond ASCII is one point (copy.md 8.2).
enum RawText {
  /// Both raw columns are CHAR(1024).
  static let limit = 1024

  static func shown(
    _ bytes: UnsafeRawBufferPointer, doublingBackslashes: Bool = false, limit: Int = RawText.limit
  ) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(min(bytes.count, limit))
    for byte in bytes {
      guard text.count < limit else { break }
      switch byte {
      case 0x80...0xbf: if text.isEmpty { text.append(UInt8(ascii: ".")) }
      case 0, 0xc0...: text.append(UInt8(ascii: "."))
      case UInt8(ascii: "\\") where doublingBackslashes: text += [byte, byte]
      default: text.append(byte)
      }
    }
    return String(decoding: text.prefix(limit), as: UTF8.self)
  }
}
