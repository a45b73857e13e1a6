import SQLTypes
import TestSupport
import Testing

@Suite struct UTF8CheckTests {
  @Test(arguments: [
    ([0xa4], 0, 1, 3), ([0x41, 0xfe], 1, 1, 3), ([0xe9, 0x76], 0, 1, 4), ([0xe2, 0x82], 0, 2, 2),
    ([0xed, 0xa0, 0x80], 0, 3, 5), ([0xf4, 0x90, 0x80, 0x80], 0, 4, 8), ([0xc0, 0x80], 0, 2, 9),
    ([0xf8, 0x88, 0x80, 0x80, 0x80], 0, 5, 1), ([0xe0, 0x80, 0x80], 0, 3, 9), ([0xf0, 0x80, 0x80, 0x80], 0, 4, 9),
    ([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0xff], 9, 1, 3),
  ])
  func faults(bytes: [UInt8], offset: Int, length: Int, code: Int) throws {
    let fault = try #require(bytes.withUnsafeBytes { UTF8Check.firstFault(in: $0) })
    #expect((fault.offset, fault.length, fault.code) == (offset, length, code))
  }

  @Test func soundTexts() {
    for text in ["", "abc", "Björk", "日本語", "😀 and more than eight bytes"] {
      #expect(text.withRawUTF8 { UTF8Check.isValid($0) })
    }
  }

  @Test func reasonOfTheDocumentation() throws {
    let bytes: [UInt8] = [0x41, 0xa4]
    let reason = try bytes.withUnsafeBytes { UTF8Check.reason(try #require(UTF8Check.firstFault(in: $0)), in: $0) }
    #expect(reason == "String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: a4 (error 3)")
  }

  @Test func agreesWithTheStandardLibrary() {
    var random = SeededGenerator()
    let alphabet: [UInt8] = [
      0x41, 0x42, 0x20, 0x7f, 0x80, 0xbf, 0xc2, 0xc1, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xf0, 0x90, 0xf4, 0x8f, 0xf5, 0xff,
    ]
    for _ in 0..<50_000 {
      let bytes = (0..<random.int(0...20)).map { _ in random.pick(alphabet) }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      check(bytes.withUnsafeBytes { UTF8Check.isValid($0) } == isValid, "\(bytes), seed \(random.seed)")
      var repaired: [UInt8] = []
      let replaced = bytes.withUnsafeBytes { UTF8Check.appendRepaired($0, replacement: 0x3f, to: &repaired) }
      check(repaired.count == bytes.count && (replaced || repaired == bytes), "\(bytes), seed \(random.seed)")
      check(repaired.withUnsafeBytes { UTF8Check.isValid($0) }, "\(bytes), seed \(random.seed)")
    }
  }

  @Test func repairs() {
    var output: [UInt8] = []
    let bytes: [UInt8] =
      Array("a".utf8) + [0xe9, 0x76, 0xe2, 0x82] + [0xef, 0xb7, 0x90, 0xf0, 0x9f, 0xbf, 0xbe] + Array("é".utf8)
    #expect(bytes.withUnsafeBytes { UTF8Check.appendRepaired($0, replacement: 0x5e, to: &output) })
    #expect(String(decoding: output, as: UTF8.self) == "a^v^^^^^^^^^é")
  }

  @Test(arguments: [
    ("Björk", 4, 4), ("Björk", 3, 2), ("Björk", 2, 2), ("日本", 5, 3), ("abc", 10, 3), ("é", 1, 0), ("é", 0, 0),
    ("ab", -1, 0),
  ])
  func truncation(text: String, limit: Int, expected: Int) {
    #expect(text.withRawUTF8 { UTF8Check.truncatedCount($0, limit: limit) } == expected)
  }
}
