import Formats
import Testing

@Suite struct RecordSplitterTests {
  private func border(_ splitter: RecordSplitter, _ text: String, from: Int = 0) -> Int? {
    Array(text.utf8).withUnsafeBytes { splitter.border(in: $0, from: from) }
  }

  @Test func lines() {
    #expect(border(.lines, "abc\ndef\n") == 4)
    #expect(border(.lines, "abc\ndef\n", from: 3) == 4)
    #expect(border(.lines, "abc\ndef\n", from: 4) == 8)
    #expect(border(.lines, "abc", from: 1) == nil)
    #expect(border(.lines, "") == nil)
    #expect(border(.quoted, "\"a\nb\"\n", from: 1) == 3)
  }

  @Test func escapedLines() {
    #expect(border(.escapedLines, "a\\\nb\nc") == 5)
    #expect(border(.escapedLines, "a\\\\\nb\nc") == 4)
    // What stands before the window is not known.
    #expect(border(.escapedLines, "\\\\\nb\nc") == 5)
    #expect(border(.escapedLines, "\nb\nc") == 3)
  }

  @Test func json() {
    #expect(border(.json, "{\"a\":\n1}\n{\"b\":2}") == 9)
    #expect(border(.json, "{}\n  \t{}\n") == 3)
    #expect(border(.json, "{}\n\n[1]\n") == 4)
    #expect(border(.json, "{}\n{}\n", from: 3) == nil)
    #expect(border(.json, "{}\n   ") == nil)
  }

  @Test func proofIsNeededForGuesses() {
    let all: [RecordSplitter] = [.json, .lines, .escapedLines, .quoted]
    #expect(all.map(\.needsProof) == [true, false, false, true])
  }
}

@Suite struct TextHeaderTests {
  @Test func skipsLines() {
    let text = Array("one\ntwo\r\nthree".utf8)
    text.withUnsafeBytes { window in
      #expect(TextHeader.skip(lines: 0, window, from: 0) == (0, 0))
      #expect(TextHeader.skip(lines: 1, window, from: 0) == (4, 0))
      #expect(TextHeader.skip(lines: 2, window, from: 0) == (9, 0))
      #expect(TextHeader.skip(lines: 3, window, from: 0) == (14, 1))
      #expect(TextHeader.skip(lines: 5, window, from: 0) == (14, 3))
      #expect(TextHeader.skip(lines: -1, window, from: 4) == (4, 0))
    }
  }

  @Test func findsTheByteOrderMark() {
    let texts: [([UInt8], Int)] = [
      ([0xef, 0xbb, 0xbf, 0x61], 3), ([0xef, 0xbb], 0), ([], 0), ([0x61, 0x62, 0x63], 0),
    ]
    for (text, size) in texts { #expect(text.withUnsafeBytes { TextHeader.byteOrderMark($0) } == size) }
  }
}
