import SQLTypes

/// Bytes that have to be text. What is not UTF-8 is refused with its place: replaced in silence, it would be found in
/// tables.
package enum ScriptText {
  /// Errors: 22021 with the first byte that is no UTF-8 and where it is, counted from 0.
  package static func decode(_ bytes: [UInt8], name: String) throws(SQLError) -> String {
    if let fault = fault(in: bytes) { throw refusal(of: bytes, at: fault, name: name) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where the first byte stands that is no UTF-8.
  package static func fault(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { UTF8Check.firstFault(in: $0)?.offset }
  }

  private static func refusal(of bytes: [UInt8], at offset: Int, name: String) -> SQLError {
    let line = bytes[..<offset].count { $0 == 0x0A } + 1
    return notUTF8(name, "byte \(UTF8Check.hex([bytes[offset]])) at offset \(offset), in line \(line)", bytes)
  }

  /// The same of a statement that came piece by piece.
  package static func refusal(at offset: Int, line: Int, name: String) -> SQLError {
    notUTF8(name, "the byte at offset \(offset), in the statement of line \(line)", [])
  }

  private static func notUTF8(_ name: String, _ place: String, _ bytes: [UInt8]) -> SQLError {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return SQLError(
      .characterNotInRepertoire, "\(name) is not UTF-8: \(place)",
      hint: isWide ? "It begins as UTF-16 does: save it as UTF-8." : "Save it as UTF-8 (iconv -f LATIN1 -t UTF-8 …).")
  }
}
