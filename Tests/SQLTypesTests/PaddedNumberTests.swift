import SQLTypes
import TestSupport
import Testing

/// The fast path against the general one, with random bytes behind the text.
@Suite struct PaddedNumberTests {
  private func padded<Answer>(
    _ text: String, _ random: inout SeededGenerator, _ read: (UnsafeRawPointer, Int) -> Answer?
  ) -> Answer? {
    let alphabet = Array("0123456789.-e\"\0\u{7f}".utf8)
    let behind = (0..<PaddedNumber.padding).map { _ in random.pick(alphabet) }
    return (Array(text.utf8) + behind).withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { read($0, text.utf8.count) }
    }
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("12345678", 12_345_678), ("123456789", 123_456_789),
    ("1541030403236", 1_541_030_403_236), ("-9999999999999999", -9_999_999_999_999_999), ("00000012", 12),
  ])
  func `reads whole numbers`(text: String, expected: Int64) {
    var random = SeededGenerator()
    #expect(padded(text, &random) { PaddedNumber.integer($0, count: $1) } == expected, "seed \(random.seed)")
    let whole = padded(text, &random) { PaddedNumber.whole($0, count: $1) }
    #expect(text.first == "-" ? whole == -1 : whole == expected, "seed \(random.seed)")
  }

  @Test(arguments: [
    ("0", 0), ("204.07879", 204.07879), ("-122.42005", -122.42005), ("1538483462060.0", 1_538_483_462_060),
    ("0.1", 0.1), ("12345678901234.0", 12_345_678_901_234), ("1.0", 1),
    ("12345678.1", 12_345_678.1), ("89999999.99999999", 89_999_999.99999999),
    ("9007199254740992", 9_007_199_254_740_992),
  ])
  func `reads doubles`(text: String, expected: Double) {
    var random = SeededGenerator()
    #expect(padded(text, &random) { PaddedNumber.double($0, count: $1) } == expected, "seed \(random.seed)")
  }

  @Test(arguments: [
    ("0.00", 0), ("21168.23", 2_116_823), ("-122.42", -12_242), ("7", 700), ("-7", -700), ("0012.05", 1_205),
    ("9999999999999.99", 999_999_999_999_999), ("1234567890123456", 123_456_789_012_345_600),
  ])
  func `reads decimals of two digits`(text: String, expected: Int64) {
    var random = SeededGenerator()
    let value = padded(text, &random) { PaddedNumber.decimal($0, count: $1, scale: 2, unit: 100) }
    #expect(value == expected, "seed \(random.seed)")
  }

  @Test(arguments: ["12.3", "12.345", "12.", ".25", "12345678901234567", "", "-", "1.2.3", "1e5", "+1.25", "1.25 "])
  func `leaves the other decimals`(text: String) {
    var random = SeededGenerator()
    let value = padded(text, &random) { PaddedNumber.decimal($0, count: $1, scale: 2, unit: 100) }
    #expect(value == nil, "seed \(random.seed)")
  }

  @Test(arguments: [
    "", "-", "+1", "--1", "1-", " 1", "1 ", "1e5", ".", ".5", "5.", "1.2.3", "12345678:", "/1", "1é", "éééé", "😀😀",
    "1.é",
  ])
  func `leaves the rest`(text: String) {
    var random = SeededGenerator()
    #expect(padded(text, &random) { PaddedNumber.integer($0, count: $1) } == nil, "seed \(random.seed)")
    #expect(padded(text, &random) { PaddedNumber.whole($0, count: $1) } == -1, "seed \(random.seed)")
    #expect(padded(text, &random) { PaddedNumber.double($0, count: $1) } == nil, "seed \(random.seed)")
  }

  @Test func `agrees with the general way`() {
    var random = SeededGenerator()
    let alphabet = Array("01234567890123456789012345678901234567890123456789-+ .ex:/é")
    for _ in 0..<40_000 {
      let sign = random.pick(["", "", "-"])
      let point = random.pick(["", ".", ".", "x"])
      let text =
        random.int(0...3) == 0
        ? String((0..<random.int(0...18)).map { _ in random.pick(alphabet) })
        : sign + random.digits(1...17) + point + (point.isEmpty ? "" : random.digits(1...10))
      if let value = padded(text, &random, { PaddedNumber.integer($0, count: $1) }) {
        check(IntegerText.parse(text) == .value(value), "\(text), seed \(random.seed)")
      }
      let isWhole = !text.isEmpty && text.utf8.count <= 16 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      let whole = padded(text, &random) { PaddedNumber.whole($0, count: $1) }
      check(whole == (isWhole ? IntegerText.parse(text).found : -1), "\(text), seed \(random.seed)")
      let scale = random.int(0...9)
      let unit = PowersOfTen.int64(scale)
      if let value = padded(text, &random, { PaddedNumber.decimal($0, count: $1, scale: scale, unit: unit) }) {
        let expected = DecimalText.parse(text, precision: 38, scale: scale, rounding: .truncate)
        check(expected == .value(Int128(value)), "\(text), scale \(scale), seed \(random.seed)")
      }
      guard let value = padded(text, &random, { PaddedNumber.double($0, count: $1) }) else { continue }
      guard case .value(let expected) = DoubleText.parse(text) else {
        check(false, "\(text), seed \(random.seed)")
        continue
      }
      check(value.bitPattern == expected.bitPattern, "\(text), seed \(random.seed)")
    }
  }

  /// Where no blank, plus or second minus is in the way it says it: the answer is not just nil.
  @Test(arguments: [
    ("x", 0), ("12x", 2), ("-x", 1), ("-7.5", 2), ("NULL", 0), ("12345678x", 8), ("1234567890123456x", nil), ("--1", 1),
    ("-123456789012345/", 16), ("1é", 1), ("1234567:99999999999999", 7), ("7", nil), ("-", nil), ("", nil),
    ("1 x", nil), ("+1x", nil), (" x", nil),
  ])
  func `finds what is no digit`(text: String, expected: Int?) {
    var random = SeededGenerator()
    let position = padded(text, &random) { PaddedNumber.invalidDigit($0, count: $1) }
    #expect(position == expected, "seed \(random.seed)")
  }

  @Test func `finds it where the general way does`() {
    var random = SeededGenerator()
    let alphabet = Array("x:/-+ .é\t")
    for _ in 0..<40_000 {
      let text = (0..<random.int(0...20)).map { _ in
        random.int(0...9) == 0 ? String(random.pick(alphabet)) : random.digits(1...1)
      }.joined()
      guard let position = padded(text, &random, { PaddedNumber.invalidDigit($0, count: $1) }) else { continue }
      check(IntegerText.parse(text) == .invalid(position: position), "\(text), seed \(random.seed)")
    }
  }
}
