/// Text ↔ booleans (copy.md 7.5): t, true, y, yes, 1 and f, false, n, no, 0 in any case, blanks around them ignored.
package enum BooleanText {
  package static func parse(_ bytes: UnsafeRawBufferPointer) -> Parsed<Bool> {
    let word = bytes.trimmed
    if word.isEmpty { return .empty }
    if isTrue(word) { return .value(true) }
    return isFalse(word) ? .value(false) : .invalid(position: 0)
  }

  package static func parse(_ text: String) -> Parsed<Bool> { text.withRawUTF8 { parse($0) } }

  private static func isTrue(_ word: UnsafeRawBufferPointer) -> Bool {
    word.equals(lowercase: "t") || word.equals(lowercase: "true") || word.equals(lowercase: "1")
      || word.equals(lowercase: "y") || word.equals(lowercase: "yes")
  }

  private static func isFalse(_ word: UnsafeRawBufferPointer) -> Bool {
    word.equals(lowercase: "f") || word.equals(lowercase: "false") || word.equals(lowercase: "0")
      || word.equals(lowercase: "n") || word.equals(lowercase: "no")
  }

  /// Gives the count of bytes: at most five.
  package static func write(
    _ value: Bool, _ words: TextStyle.Booleans, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    var output = ByteWriter(buffer)
    switch words {
    case .letters: output.append(value ? 0x74 : 0x66)
    case .words: output.append(value ? "true" : "false")
    }
    return output.count
  }
}
