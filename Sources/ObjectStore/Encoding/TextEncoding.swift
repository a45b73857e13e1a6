/// How the text of a file is written as bytes, which COPY's ENCODING declares (copy.md 1.4).
package enum TextEncoding: String, Hashable, BitwiseCopyable, Sendable, CaseIterable {
  case utf8
  /// Its byte order mark, which it needs, says in which order.
  case utf16
  case utf16le
  case utf16be
  case iso88591

  /// The clause's argument.
  package var keyword: String { rawValue.uppercased() }

  /// What the file is marked as by its first bytes; nil where they are no mark.
  private static func mark(_ start: UnsafeRawBufferPointer) -> TextEncoding? {
    if start.starts(with: [0xef, 0xbb, 0xbf]) { return .utf8 }
    if start.starts(with: [0xff, 0xfe]) { return .utf16le }
    return start.starts(with: [0xfe, 0xff]) ? .utf16be : nil
  }

  /// What is wrong with a file that starts so and is in another encoding (copy.md 3: such a file is skipped). The mark
  /// decides, and nothing else: no text is so short or so odd that it is taken for another's.
  ///
  /// In ISO 8859-1 the marks of UTF-16 are letters, `ÿþ` and `þÿ`, with which no text starts; nor with `ï»¿`.
  package func mismatch(_ start: UnsafeRawBufferPointer) -> EncodingMismatch? {
    let mark = Self.mark(start)
    guard mark != self, mark != nil || self == .utf16 else { return nil }
    if self == .utf16, mark == .utf16le || mark == .utf16be { return nil }
    return EncodingMismatch(declared: self, mark: mark)
  }

  /// Whether the file's characters have their high bytes first.
  func isBigEndian(_ start: UnsafeRawBufferPointer) -> Bool {
    self == .utf16be || self == .utf16 && Self.mark(start) == .utf16be
  }

  /// Bytes of the mark at the start of a file in this encoding, which are no data.
  func markLength(_ start: UnsafeRawBufferPointer) -> Int {
    switch Self.mark(start) {
    case nil: 0
    case .utf8: 3
    default: 2
    }
  }
}
