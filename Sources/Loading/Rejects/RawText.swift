/// Bytes of the input as `stl_load_errors` shows them: each byte beyond ASCII is a point (copy.md 12b).
enum RawText {
  /// Both raw columns are CHAR(1024).
  static let limit = 1024

  static func shown(_ byte: UInt8) -> String { withUnsafeBytes(of: byte) { shown($0) } }

  static func shown(_ bytes: ArraySlice<UInt8>, doublingBackslashes: Bool = false) -> String {
    bytes.withUnsafeBytes { shown($0, doublingBackslashes: doublingBackslashes) }
  }

  static func shown(
    _ bytes: UnsafeRawBufferPointer, doublingBackslashes: Bool = false, limit: Int = RawText.limit
  ) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(min(bytes.count, limit))
    for byte in bytes {
      guard text.count < limit else { break }
      switch byte {
      case 0, 0x80...: text.append(UInt8(ascii: "."))
      case UInt8(ascii: "\\") where doublingBackslashes: text += [byte, byte]
      default: text.append(byte)
      }
    }
    return String(decoding: text.prefix(limit), as: UTF8.self)
  }
}
