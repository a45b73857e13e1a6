extension Digest {
  /// MD5 of a text's UTF-8, as 32 lower-case hex digits.
  package static func md5Hex(of text: String) -> String {
    var text = text
    return text.withUTF8 { hex(md5(UnsafeRawBufferPointer($0))) }
  }
}
