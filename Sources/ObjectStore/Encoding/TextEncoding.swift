/// How the text of a file is written as bytes, which COPY's ENCODING declares (copy.md 1.4).
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8
  /// Its byte order mark, which it needs, says in which order.
  case utf16
  case utf16le
  case utf16be
  case iso88591

  /// The clause's argument.
  package var keyword: String { rawValue.uppercased() }

  private enum Mark {
    case utf8, little, big
  }

  private static func mark(_ start: UnsafeRawBufferPointer) -> Mark? {
    if start.starts(with: [0xef, 0xbb, 0xbf]) { return .utf8 }
    if start.starts(with: [0xff, 0xfe]) { return .little }
    return start.starts(with: [0xfe, 0xff]) ? .big : nil
  }

  /// Why a file that starts so is in another encoding, as a reason of error 1221 (copy.md 3: such a file is skipped).
  /// The mark decides, and nothing else: no text is so short or so odd that it is taken for another's. The words are
  /// ours.
  ///
  /// In ISO 8859-1 the marks of UTF-16 are letters, `ÿþ` and `þÿ`, with which no text starts; nor with `ï»¿`.
  package func mismatch(_ start: UnsafeRawBufferPointer) -> String? {
    switch (self, Self.mark(start)) {
    case (.utf16, nil): return "File has no byte order mark, which ENCODING UTF16 needs"
    case (.utf16, .little), (.utf16, .big), (.utf16le, .little), (.utf16be, .big), (.utf8, .utf8), (_, nil): return nil
    case (_, .utf8): return "File has a UTF8 byte order mark, ENCODING is \(keyword)"
    case (_, .little): return "File has a UTF16LE byte order mark, ENCODING is \(keyword)"
    case (_, .big): return "File has a UTF16BE byte order mark, ENCODING is \(keyword)"
    }
  }

  /// Whether the file's characters have their high bytes first.
  func isBigEndian(_ start: UnsafeRawBufferPointer) -> Bool {
    self == .utf16be || self == .utf16 && Self.mark(start) == .big
  }

  /// Bytes of the mark at the start of a file in this encoding, which are no data.
  func markLength(_ start: UnsafeRawBufferPointer) -> Int {
    switch Self.mark(start) {
    case nil: 0
    case .utf8: 3
    case .little, .big: 2
    }
  }
}
