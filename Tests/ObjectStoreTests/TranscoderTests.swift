import Formats
import ObjectStore
import SQLTypes
import Testing

/// Text of other encodings as UTF-8 (copy.md 3, ENCODING).
@Suite struct TranscoderTests {
  private func transcode(
    _ bytes: [UInt8], _ encoding: TextEncoding, pieces: Int = 1000, room: Int = 4096
  ) throws -> [UInt8] {
    let transcoder = try Transcoder(Pieces(bytes: bytes[...], size: pieces), encoding)
    #expect(transcoder.mismatch == nil)
    var found: [UInt8] = []
    var memory = [UInt8](repeating: 0, count: room)
    while true {
      let count = try memory.withUnsafeMutableBytes { try transcoder.read(into: $0) }
      if count == 0 { return found }
      found += memory[..<count]
    }
  }

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  static let text = "{\"a\": \"Beyoncé ß → 日本 😀🎵\"}\r\n"

  @Test(arguments: [1, 2, 3, 5, 7, 1000, 32768], [1, 3, 4096])
  func textOfAnyLengthHoweverCut(pieces: Int, room: Int) throws {
    let text = String(repeating: Self.text, count: pieces * room < 20 ? 30 : 2000)
    let wanted = Array(text.utf8)
    let (little, big) = (utf16(text, bigEndian: false), utf16(text, bigEndian: true))
    #expect(try transcode(little, .utf16le, pieces: pieces, room: room) == wanted)
    #expect(try transcode([0xff, 0xfe] + little, .utf16le, pieces: pieces, room: room) == wanted)
    #expect(try transcode([0xff, 0xfe] + little, .utf16, pieces: pieces, room: room) == wanted)
    #expect(try transcode(big, .utf16be, pieces: pieces, room: room) == wanted)
    #expect(try transcode([0xfe, 0xff] + big, .utf16be, pieces: pieces, room: room) == wanted)
    #expect(try transcode([0xfe, 0xff] + big, .utf16, pieces: pieces, room: room) == wanted)
  }

  /// All code points but surrogates, each at every place of a buffer's end sooner or later.
  @Test func everyCodePoint() throws {
    let text = String(String.UnicodeScalarView((0x20...0x10ffff).compactMap(Unicode.Scalar.init)))
    #expect(try transcode(utf16(text, bigEndian: false), .utf16le, pieces: 4099) == Array(text.utf8))
    let latin = (1...0xff).map { UInt8($0) }
    let wanted = String(String.UnicodeScalarView(latin.map { Unicode.Scalar($0) }))
    #expect(try transcode(latin, .iso88591, pieces: 7) == Array(wanted.utf8))
    let many = [[UInt8]](repeating: latin, count: 1000).flatMap { $0 }
    #expect(try transcode(many, .iso88591, pieces: 1 << 20) == Array(String(repeating: wanted, count: 1000).utf8))
    #expect(try transcode([UInt8](repeating: 0xe9, count: 100_000), .iso88591, pieces: 1 << 20).count == 200_000)
  }

  /// What is no character becomes what is no UTF-8.
  @Test(arguments: [1, 2, 3, 1000]) func whatIsNoCharacter(pieces: Int) throws {
    let cases: [([UInt8], [UInt8])] = [
      ([0x41, 0, 0x3d, 0xd8, 0x42, 0], [0x41, 0xed, 0xa0, 0xbd, 0x42]),
      ([0x41, 0, 0, 0xde, 0x42, 0], [0x41, 0xed, 0xb8, 0x80, 0x42]),
      ([0x3d, 0xd8, 0x3d, 0xd8, 0, 0xde], [0xed, 0xa0, 0xbd, 0xf0, 0x9f, 0x98, 0x80]),
      ([0x41, 0, 0x3d, 0xd8], [0x41, 0xed, 0xa0, 0xbd]),
      ([0x41, 0, 0x3d, 0xd8, 0x42], [0x41, 0xed, 0xa0, 0xbd, 0xff]),
      ([0x41, 0, 0x42], [0x41, 0xff]), ([0x41], [0xff]), ([], []), ([0xff, 0xfe], []), ([0, 0], [0]),
    ]
    for (bytes, wanted) in cases { #expect(try transcode(bytes, .utf16le, pieces: pieces) == wanted, "\(bytes)") }
  }

  @Test func filesInAnotherEncoding() throws {
    let marks: [(name: String, bytes: [UInt8])] = [
      ("UTF8", [0xef, 0xbb, 0xbf]), ("UTF16LE", [0xff, 0xfe]), ("UTF16BE", [0xfe, 0xff]),
    ]
    for encoding in TextEncoding.allCases {
      for mark in marks {
        let own = encoding.keyword == mark.name || encoding == .utf16 && mark.name != "UTF8"
        let transcoder = try Transcoder(Pieces(bytes: (mark.bytes + [0x41, 0])[...], size: 1), encoding)
        let wanted = own ? nil : "File has a \(mark.name) byte order mark, ENCODING is \(encoding.keyword)"
        #expect(transcoder.mismatch?.text == wanted)
        var memory = [UInt8](repeating: 0, count: 9)
        let count = try memory.withUnsafeMutableBytes { try transcoder.read(into: $0) }
        #expect((count == 0) == !own)
      }
      let unmarked = try Transcoder(Pieces(bytes: [0x41, 0, 0x42, 0], size: 1), encoding)
      let wanted = encoding == .utf16 ? "File has no byte order mark, which ENCODING UTF16 needs" : nil
      #expect(unmarked.mismatch?.text == wanted)
    }
  }
}
