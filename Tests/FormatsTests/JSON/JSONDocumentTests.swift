import Formats
import Testing

@Suite struct JSONDocumentTests {
  @Test func `reads a manifest`() throws {
    let text = #"{"entries":[{"url":"s3:\/\/b\/k","mandatory":true,"meta":{"content_length":99}}], "x":null}"#
    let document = try JSONDocument(parsing: text.utf8)
    let entry = document["entries"]?.elements?.first
    #expect(entry?["url"]?.text == "s3://b/k")
    #expect(entry?["mandatory"] == .boolean(true))
    #expect(entry?["meta"]?["content_length"] == .number("99"))
    #expect(document["x"] == .null && document["y"] == nil)
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00é""#, "\"\\/\u{8}\u{c}\n\r\té😀é"), (#""""#, ""),
  ])
  func `resolves escapes`(text: String, plain: String) throws {
    #expect(try JSONDocument(parsing: text.utf8) == .string(plain))
  }

  @Test func `the last of two equal names wins`() throws {
    #expect(try JSONDocument(parsing: #"{"a":1,"a":2}"#.utf8)["a"] == .number("2"))
  }

  @Test(arguments: [
    "", " ", "{", "{]", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "01", "-", "1.", ".5", "1e", "+1", "tru", "nul",
    "NaN",
    "\"", "\"\\x\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\t\"", "1 2", "'a'", "\"\\",
  ])
  func `refuses what is not JSON`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: text.utf8) }
  }

  @Test func `refuses what is not UTF-8`() {
    #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: [0x22, 0xff, 0x22]) }
  }

  @Test func `refuses depth before the stack ends`() {
    #expect(throws: JSONSyntaxError.self) {
      try JSONDocument(parsing: [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))
    }
  }

  @Test func `says where`() throws {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: "{\n  \"a\": x}".utf8) }
    #expect(error?.description == "expected a JSON value at line 2, byte 8")
  }
}
