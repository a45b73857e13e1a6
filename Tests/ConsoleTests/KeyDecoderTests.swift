import Testing

@testable import Console

/// Bytes of a terminal become keys, however they are cut.
@Suite struct KeyDecoderTests {
  private static let bytes: [UInt8] = Array(
    "aé\u{1}\u{1B}[A\u{1B}[1;5C\u{1B}OH\u{1B}[3~\u{1B}b\r\t\u{7F}\u{1B}[200~x\ry\u{1B}[201~日\u{1B}[99;1u\u{1B}[15~z"
      .utf8)
  private static let keys: [Key] = [
    .text("a"), .text("é"), .control("a"), .up, .wordRight, .home, .delete, .alt("b"), .enter, .tab, .backspace,
    .paste("x\ny"), .text("日"), .text("z"),
  ]

  private func keys(_ pieces: [[UInt8]]) -> [Key] {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    for piece in pieces {
      decoder.append(piece)
      while let key = decoder.next() { keys.append(key) }
    }
    return keys
  }

  @Test func keysAreTheSameByteByByte() {
    #expect(keys([Self.bytes]) == Self.keys)
    #expect(keys(Self.bytes.map { [$0] }) == Self.keys)
    for cut in Self.bytes.indices {
      #expect(keys([Array(Self.bytes[..<cut]), Array(Self.bytes[cut...])]) == Self.keys, "\(cut)")
    }
  }

  @Test func anEscapeAloneIsAKey() {
    var decoder = KeyDecoder()
    decoder.append([0x1B])
    #expect(decoder.next() == nil && decoder.isPending)
    #expect(decoder.next(isFinal: true) == .escape && !decoder.isPending)
  }

  @Test func noBytesAreTooOdd() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let bytes = (0..<40).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : [0x1B, 0x5B, 0x4F, 0x3B, 0x7E].randomElement(using: &random) ?? 0
      }
      var decoder = KeyDecoder()
      decoder.append(bytes)
      var editor = LineEditor(history: ["one", "two\nthree"])
      while let key = decoder.next(isFinal: true) {
        _ = editor.take(key)
        #expect((0...editor.characters.count).contains(editor.cursor))
        let view = LineView(prompt: "dev=# ", continuation: "dev-# ", editor: editor, width: 12)
        #expect(view.rows.indices.contains(view.cursorRow) && view.cursorColumn < 12, "\(bytes)")
        #expect(
          view.rows.allSatisfy {
            DisplayWidth.of($0) <= 12 && !$0.unicodeScalars.contains(where: TerminalText.isControl)
          })
      }
    }
  }
}
