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

@Suite struct NumberTextTests {
  // MARK: Integers

  @Test(arguments: [
    ("12", Parsed<Int64>.value(12)), ("-5", .value(-5)), ("+7", .value(7)), ("  42\t", .value(42)), ("", .empty),
    ("   ", .empty), ("20200407.0", .invalid(position: 8)), ("1.54E12", .invalid(position: 1)),
    ("a", .invalid(position: 0)), ("customer-f", .invalid(position: 0)), (" 1a", .invalid(position: 2)),
    ("1 2", .invalid(position: 1)), ("-", .invalid(position: 0)), ("--5", .invalid(position: 1)),
    ("9223372036854775807", .value(.max)), ("-9223372036854775808", .value(.min)), ("9223372036854775808", .outOfRange),
    ("-9223372036854775809", .outOfRange), ("99999999999999999999999999", .outOfRange),
    ("99999999999999999999999999x", .invalid(position: 26)), ("000000000000000000000000000012", .value(12)),
    ("1540919166796", .value(1_540_919_166_796)),
  ])
  func integers(text: String, expected: Parsed<Int64>) {
    #expect(IntegerText.parse(text) == expected)
  }

  @Test func integersThereAndBack() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let value = Int64(bitPattern: random.next()) >> Int64(random.int(0...63))
      let text = String(capacity: IntegerText.maximumLength) { IntegerText.write(value, into: $0) }
      check(text == String(value), "seed \(random.seed)")
      check(IntegerText.parse(text) == .value(value), "seed \(random.seed)")
    }
  }

  @Test func integersAgreeWithTheStandardLibrary() {
    var random = SeededGenerator()
    let alphabet = Array("0123456789012345678901234567890123456789-+ x.")
    for _ in 0..<20_000 {
      let text = String((0..<random.int(1...22)).map { _ in random.pick(alphabet) })
      let bare = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      let expected = Int64(String(bare))
      if case .value(let value) = IntegerText.parse(text) {
        check(value == expected, "\(text), seed \(random.seed)")
      } else {
        check(expected == nil, "\(text), seed \(random.seed)")
      }
    }
  }

  // MARK: Doubles

  @Test(arguments: [
    ("1540919166796.0", 1_540_919_166_796.0), ("-122.42005", -122.42005), (".5", 0.5), ("5.", 5), ("1e3", 1000),
    ("1E-3", 0.001), (" 2.5 ", 2.5), ("0", 0), ("4.9e-324", Double.leastNonzeroMagnitude),
    ("1.7976931348623157e308", 1.7976931348623157e308),
    ("9007199254740993", 9_007_199_254_740_992), ("123456789012345678901234567890", 1.2345678901234568e29),
    ("Infinity", Double.infinity), ("-Infinity", -Double.infinity),
  ])
  func doubles(text: String, expected: Double) {
    #expect(DoubleText.parse(text) == .value(expected))
  }

  @Test(arguments: [
    ("", Parsed<Double>.empty), ("  ", .empty), ("abc", .invalid(position: 0)), ("1.2.3", .invalid(position: 3)),
    ("1e", .invalid(position: 1)), ("1e400", .outOfRange), ("1e-400", .underflow), ("-", .invalid(position: 0)),
    (".", .invalid(position: 0)), ("1 2", .invalid(position: 1)), ("0x10", .invalid(position: 1)),
  ])
  func faultyDoubles(text: String, expected: Parsed<Double>) {
    #expect(DoubleText.parse(text) == expected)
  }

  @Test func doublesAgreeWithStrtod() {
    var random = SeededGenerator()
    for _ in 0..<40_000 {
      var text = random.pick(["", "-"]) + random.digits(1...20)
      if random.int(0...3) > 0 { text += "." + random.digits(1...20) }
      if random.int(0...3) == 0 { text += "e\(random.int(-330...310))" }
      let expected = strtod(text, nil)
      switch DoubleText.parse(text) {
      case .value(let value): check(value.bitPattern == expected.bitPattern, "\(text), seed \(random.seed)")
      case .outOfRange: check(expected.isInfinite, "\(text), seed \(random.seed)")
      case .underflow: check(expected == 0, "\(text), seed \(random.seed)")
      default: Issue.record("\(text) was not read, seed \(random.seed)")
      }
    }
  }

  /// Numbers halfway between two doubles, and next to it.
  @Test func doublesNearTies() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let low = Double(bitPattern: UInt64(random.int(970...1080)) << 52 | random.next() >> 12)
      let text = printed("%.60e", low.nextUp / 2 + low / 2)
      check(DoubleText.parse(text) == .value(strtod(text, nil)), "\(text), seed \(random.seed)")
      let short = printed("%.18e", low)
      check(DoubleText.parse(short) == .value(strtod(short, nil)), "\(short), seed \(random.seed)")
    }
  }

  private func printed(_ format: String, _ value: Double) -> String {
    String(capacity: 400) { buffer in
      withVaList([value]) {
        Int(vsnprintf(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, format, $0))
      }
    }
  }

  @Test(arguments: [
    (218.93179, "218.93179", "218.93179"), (0.1 + 0.2, "0.30000000000000004", "0.3"), (1e15, "1e+15", "1e+15"),
    (100.0, "100", "100"), (1.5e-5, "1.5e-05", "1.5e-05"), (0.0001, "0.0001", "0.0001"), (-0.0, "-0", "-0"),
    (123_456_789_012_345.0, "123456789012345", "123456789012345"), (2.0 / 3, "0.6666666666666666", "0.666666666666667"),
    (1e22, "1e+22", "1e+22"), (Double.nan, "NaN", "NaN"), (-Double.infinity, "-Infinity", "-Infinity"),
    (9.007199254740993e15, "9.007199254740992e+15", "9.00719925474099e+15"),
    (Double.leastNonzeroMagnitude, "5e-324", "4.94065645841247e-324"),
  ])
  func printedDoubles(value: Double, shortest: String, digits15: String) {
    #expect(DoubleText.text(value, style: .shortest) == shortest)
    #expect(DoubleText.text(value, style: .digits15) == digits15)
  }

  /// COPY's text of a JSON number: 17 digits, no exponent, whole numbers without a fraction (copy.md 7.2).
  @Test(arguments: [
    ("1540919166796.0", "1540919166796"), ("1.54E12", "1540000000000"), ("25.67084", "25.670839999999998"),
    ("180.76689", "180.76688999999999"), ("4.6", "4.5999999999999996"), ("12.5", "12.5"), ("-0.0", "0"),
    ("1e22", "10000000000000000000000"), ("1e-7", "0.000000099999999999999995"), ("0.5", "0.5"),
  ])
  func jsonNumbers(text: String, expected: String) throws {
    guard case .value(let value) = DoubleText.parse(text) else {
      Issue.record("\(text) was not read")
      return
    }
    #expect(DoubleText.text(value, style: .json17) == expected)
  }

  @Test func printedDoublesReadBack() {
    var random = SeededGenerator()
    for round in 0..<20_000 {
      let value =
        round % 2 == 0
        ? Double(bitPattern: random.next())
        : Double(random.int(-9_999_999...9_999_999)) / Double(random.int(1...100_000))
      guard value.isFinite else { continue }
      let shortest = DoubleText.text(value, style: .shortest)
      check(DoubleText.parse(shortest) == .value(value), "\(value), seed \(random.seed)")
      let fifteen = DoubleText.text(value, style: .digits15)
      check(fifteen == printed("%.15g", value), "\(value), seed \(random.seed)")
      let seventeen = DoubleText.text(value, style: .json17)
      check(DoubleText.parse(seventeen) == .value(value) || value == 0, "\(value), seed \(random.seed)")
      let real = Float(value)
      guard real.isFinite else { continue }
      check(DoubleText.text(Double(real), style: .real6) == printed("%.6g", Double(real)), "seed \(random.seed)")
      check(Float(DoubleText.text(Double(real), style: .shortestReal)) == real, "seed \(random.seed)")
    }
  }

  @Test func seventeenDigitsAreThoseOfPrintf() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let value = Double(random.int(1...99_999_999)) / Double(random.int(1...999_999))
      guard value.rounded() != value else { continue }
      let expected = strtod(printed("%.17g", value), nil)
      #expect(value == expected)
      var plain = printed("%.\(max(0, 16 - Int(log10(value).rounded(.down))))f", value)
      while plain.last == "0" { plain.removeLast() }
      check(DoubleText.text(value, style: .json17) == plain, "seed \(random.seed)")
    }
  }
}
