import Formats
import SQLTypes
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct JSONTextTests {
  /// Both ways, of which the answers must be the same.
  private func unescaped(_ text: String) -> String? {
    let plain = JSONDumpTests.transform(Array(text.utf8)) { try? JSONText.unescape($0, into: $1) }
    for other in 0..<3 { #expect(padded(Array(text.utf8), behind: other) == plain) }
    return plain.map { String(decoding: $0, as: UTF8.self) }
  }

  /// With backslashes behind the text and so many other bytes, which are none of it, and behind the room nothing that
  /// may be written.
  private func padded(_ text: [UInt8], behind others: Int) -> [UInt8]? {
    let padding = JSONText.padding
    let source =
      text + [UInt8](repeating: UInt8(ascii: "x"), count: others)
      + [UInt8](repeating: UInt8(ascii: "\\"), count: padding - others)
    var output = [UInt8](repeating: 0xee, count: text.count + padding + 1)
    let count = source.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { output in
        try? JSONText.unescape(
          padded: UnsafeRawBufferPointer(rebasing: source[..<text.count]),
          into: UnsafeMutableRawBufferPointer(rebasing: output[..<(text.count + padding)]))
      }
    }
    #expect(output.last == 0xee)
    return count.map { Array(output.prefix($0)) }
  }

  /// Every byte in the place of each digit.
  @Test func `four hexadecimal digits are a character`() {
    var random = SeededGenerator()
    let mapping = JSONMapping.keys(["a"])
    for round in 0..<4 * 256 {
      var digits = (0..<4).map { _ in random.pick(Array("0123456789abcdefABCDEF".utf8)) }
      digits[round & 3] = UInt8(round >> 2)
      let record = Array("{\"a\":\"\\u".utf8) + digits + Array("\"}".utf8)
      var mapper = JSONRecordMapper(mapping)
      #expect(mapper.findings(record) == Findings(JSONReference(record, mapping)), "\(digits), seed \(random.seed)")
      let text = String(decoding: digits, as: UTF8.self)
      guard text.allSatisfy(\.isHexDigit), let unit = UInt16(text, radix: 16) else { continue }
      let character = Unicode.Scalar(unit).map { String(Character($0)) }
      #expect(unescaped("\\u" + text) == character, "seed \(random.seed)")
    }
  }

  private func printed(_ literal: String) -> String? {
    JSONDumpTests.transform(Array(literal.utf8)) { JSONText.printNumber($0, into: $1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("", ""), ("plain", "plain"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"), (#"\u0041\u00e9\u20AC"#, "Aé€"),
    (#"\uD83D\uDE00!"#, "😀!"), (#"\ud83d\ude00\ud83d\ude00"#, "😀😀"), (#"\u0000"#, "\0"),
    (#"Mozilla\/5.0 (Windows NT 6.1; WOW64) é\/日本"#, "Mozilla/5.0 (Windows NT 6.1; WOW64) é/日本"),
    (#"0123456789abcde\"0123456789abcdef\""#, #"0123456789abcde"0123456789abcdef""#),
  ])
  func `resolves escapes`(text: String, plain: String) { #expect(unescaped(text) == plain) }

  @Test func `resolves escapes wherever they stand`() {
    let pieces = [
      (#"\""#, "\""), (#"\/"#, "/"), (#"\\"#, "\\"), (#"\n"#, "\n"), (#"\b"#, "\u{8}"), (#"\u00E9"#, "é"),
      (#"\ud83d\ude00"#, "😀"), ("p", "p"), ("plain", "plain"), ("日本", "日本"),
    ]
    for seed in 0..<UInt64(3_000) {
      var random = SeededGenerator(seed: seed)
      let chosen = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
      let run = String(repeating: "r", count: Int.random(in: 0...20, using: &random))
      let (text, plain) = (chosen.map(\.0).joined(separator: run), chosen.map(\.1).joined(separator: run))
      #expect(unescaped(text) == plain, "seed \(seed)")
    }
  }

  @Test(arguments: [#"\ud800"#, #"\udc00"#, #"x\ud83d\n"#, #"\ud83d\ud83d"#, #"\ud83dxxxxxx"#, #"\ude00\ud83d"#])
  func `a surrogate without its pair is none`(text: String) { #expect(unescaped(text) == nil) }

  @Test func `says what UTF-8 a lone surrogate would be`() {
    let text = Array(#"\ud800"#.utf8)
    var output = [UInt8](repeating: 0, count: 16)
    let error = #expect(throws: JSONText.LoneSurrogate.self) {
      try text.withUnsafeBytes { text in
        try output.withUnsafeMutableBytes { try JSONText.unescape(text, into: $0) }
      }
    }
    #expect(error?.bytes == [0xed, 0xa0, 0x80])
  }

  @Test(arguments: [
    ("{ \"a\" : [ 1 ,\n 2 ] }", "{\"a\":[1,2]}"), ("[]", "[]"), (#"{"a b":" c\" d "}"#, #"{"a b":" c\" d "}"#),
    (#"{"a\\" : "\\" }"#, #"{"a\\":"\\"}"#),
  ])
  func `prints nested values compactly`(text: String, compact: String) {
    let output = JSONDumpTests.transform(Array(text.utf8)) { JSONText.compact($0, into: $1) }
    #expect(output == Array(compact.utf8))
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "-0"), ("1541121934796", "1541121934796"),
    ("12345678901234567890123", "12345678901234567890123"),
    ("1540919166796.0", "1540919166796"), ("1541033612796.0", "1541033612796"), ("25.67084", "25.670839999999998"),
    ("180.76689", "180.76688999999999"), ("4.6", "4.5999999999999996"), ("200.5", "200.5"),
    ("1.54E12", "1540000000000"),
    ("1e-3", "0.001"), ("1.5e-7", "1.4999999999999999e-7"), ("0.1", "0.10000000000000001"), ("-0.25", "-0.25"),
    ("-0.0", "0"), ("0e5", "0"), ("1e22", "10000000000000000000000"), ("1E+2", "100"),
    ("9007199254740993.0", "9007199254740992"),
    ("99999999999999999.5", "100000000000000000"), ("0.99999999999999999", "1"),
  ])
  func `prints numbers with 17 digits`(literal: String, text: String) throws {
    let wanted = text.contains("e") ? try plain(text) : text
    #expect(printed(literal) == wanted)
  }

  @Test(arguments: ["1e400", "-1e309", "123456789e999999999"])
  func `no double, no text`(literal: String) { #expect(printed(literal) == nil) }

  @Test func `agrees with the C library`() throws {
    for seed in 0..<UInt64(1_000) {
      var random = SeededGenerator(seed: seed)
      let bits = Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
      let near = Double(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)) / 1e5
      for value in [bits, near, Double(Float(near)), bits.significand * 1e-5, bits.ulp]
      where value.isFinite && value != 0 {
        var output = [UInt8](repeating: 0, count: DoubleText.maximumLength)
        let count = output.withUnsafeMutableBytes { DoubleText.write(value, into: $0, style: .json17) }
        let text = String(decoding: output.prefix(count), as: UTF8.self)
        #expect(try text == plain(Self.format(value)), "seed \(seed)")
      }
    }
  }

  private static func format(_ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.17g", $0) }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Plain notation of what `%.17g` printed.
  private func plain(_ text: String) throws -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2 else { return text }
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    let digits = parts[0].filter(\.isNumber)
    let exponent = try #require(Int(parts[1].drop { $0 == "+" }))
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let whole = digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    return sign + whole.prefix(exponent + 1) + (whole.count > exponent + 1 ? "." + whole.dropFirst(exponent + 1) : "")
  }
}
