extension Digest {
  /// MD5 of a text's UTF-8, as 32 lower-case hex digits.
  package static func md5Hex(of text: String) -> String {
    var text = text
    return text.withUTF8 { md5Hex(UnsafeRawBufferPointer($0)) }
  }

  package static func md5Hex(_ bytes: UnsafeRawBufferPointer) -> String {
    String(capacity: 32) { writeMD5(bytes, into: $0) }
  }

  /// SHA-256 of a text's UTF-8, as 64 lower-case hex digits.
  package static func sha256Hex(of text: String) -> String {
    var text = text
    return text.withUTF8 { hex(sha256(UnsafeRawBufferPointer($0))) }
  }
}
