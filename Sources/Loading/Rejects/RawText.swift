/// Bytes of the input as `stl_load_errors` shows them: a character beyond ASCII is one point (copy.md 8.2).
enum RawText {
  /// Both raw columns are CHAR(1024).
  static let limit = 1024

  static func shown(
    _ bytes: UnsafeRawBufferPointer, doublingBackslashes: Bool = false, limit: Int = RawText.limit
  ) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(min(bytes.count, limit))
    /// Bytes that still belong to the character shown last.
    var rest = 0
    for byte in bytes {
      guard text.count < limit else { break }
      switch byte {
      case 0x80...0xbf where rest > 0: rest -= 1
      case 0, 0x80...:
        rest = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0
        text.append(UInt8(ascii: "."))
      case UInt8(ascii: "\\") where doublingBackslashes:
        rest = 0
        text += [byte, byte]
      default:
        rest = 0
        text.append(byte)
      }
    }
    return String(decoding: text.prefix(limit), as: UTF8.self)
  }
}
