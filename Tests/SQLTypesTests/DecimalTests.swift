import SQLTypes
import TestSupport
import Testing

@Suite struct DecimalTests {
  @Test(arguments: [
    ("20.259", 8, 2, Parsed<Int128>.value(2025), Parsed<Int128>.value(2026)),
    ("244.9", 18, 0, .value(244), .value(245)),
    ("-1.005", 8, 2, .value(-100), .value(-101)), ("123.4", 8, 2, .value(12340), .value(12340)),
    ("1.0E4", 8, 2, .value(1_000_000), .value(1_000_000)), ("1234e-2", 8, 2, .value(1234), .value(1234)),
    ("9.999", 3, 2, .value(999), .outOfRange), ("100", 4, 2, .outOfRange, .outOfRange), ("", 8, 2, .empty, .empty),
    ("  7 ", 8, 2, .value(700), .value(700)), ("a", 8, 2, .invalid(position: 0), .invalid(position: 0)),
    ("1.2.3", 8, 2, .invalid(position: 3), .invalid(position: 3)),
    ("1e", 8, 2, .invalid(position: 1), .invalid(position: 1)),
    (".", 8, 2, .invalid(position: 0), .invalid(position: 0)), (".5", 8, 2, .value(50), .value(50)),
    ("5.", 8, 2, .value(500), .value(500)), ("-", 8, 2, .invalid(position: 0), .invalid(position: 0)),
    ("9999999999999999999", 19, 0, .outOfRange, .outOfRange),
    ("9223372036854775807", 19, 0, .value(.init(Int64.max)), .value(.init(Int64.max))),
    ("1e100", 38, 0, .outOfRange, .outOfRange), ("1e-100", 38, 10, .value(0), .value(0)),
    ("0e999999999999", 38, 10, .value(0), .value(0)), ("1e999999999999", 38, 10, .outOfRange, .outOfRange),
  ])
  func reading(
    text: String, precision: Int, scale: Int, truncated: Parsed<Int128>, rounded: Parsed<Int128>
  ) {
    #expect(DecimalText.parse(text, precision: precision, scale: scale, rounding: .truncate) == truncated)
    #expect(DecimalText.parse(text, precision: precision, scale: scale, rounding: .halfAwayFromZero) == rounded)
    guard precision <= 19 else { return }
    let narrow = text.withRawUTF8 {
      DecimalText.parse64($0, precision: precision, scale: scale, rounding: .halfAwayFromZero)
    }
    #expect(wide(narrow) == rounded)
  }

  private func wide(_ parsed: Parsed<Int64>) -> Parsed<Int128> {
    parsed.map { Int128($0) }
  }

  @Test func readingAgreesWithDigitsByHand() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let whole = random.digits(1...20)
      let fraction = random.digits(0...20)
      let sign = random.pick(["", "-", "+"])
      let scale = random.int(0...18)
      let text = sign + whole + (fraction.isEmpty && random.int(0...1) == 0 ? "" : "." + fraction)
      let expected = reference(whole, fraction, scale: scale, isNegative: sign == "-")
      let parsed = DecimalText.parse(text, precision: 38, scale: scale, rounding: .halfAwayFromZero)
      check(parsed == (expected.map { .value($0) } ?? .outOfRange), "\(text) scale \(scale), seed \(random.seed)")
      let narrow = text.withRawUTF8 { DecimalText.parse64($0, precision: 18, scale: scale, rounding: .truncate) }
      let slow = DecimalText.parse(text, precision: 18, scale: scale, rounding: .truncate)
      check(wide(narrow) == slow, "\(text) scale \(scale), seed \(random.seed)")
    }
  }

  /// Digits as a string: cut or padded to the scale, one added where the next digit is 5 or more.
  private func reference(_ whole: String, _ fraction: String, scale: Int, isNegative: Bool) -> Int128? {
    let padded = fraction + String(repeating: "0", count: max(0, scale + 1 - fraction.count))
    guard let kept = Int128(whole + padded.prefix(scale)) else { return nil }
    let roundsUp = (padded.dropFirst(scale).first ?? "0") >= "5"
    let value = kept + (roundsUp ? 1 : 0)
    guard value < PowersOfTen.int128(38) else { return nil }
    return isNegative ? -value : value
  }

  @Test(arguments: [
    (Int128(12340), 2, "123.40"), (-5, 2, "-0.05"), (0, 4, "0.0000"), (7, 0, "7"), (-12, 0, "-12"),
    (Int128("99999999999999999999999999999999999999") ?? 0, 10, "9999999999999999999999999999.9999999999"),
    (Int128("100000000000000000000000000000") ?? 0, 0, "100000000000000000000000000000"),
  ])
  func printing(unscaled: Int128, scale: Int, expected: String) {
    #expect(DecimalText.text(unscaled, scale: scale) == expected)
  }

  @Test func printedDecimalsReadBack() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let wide = Int128(Int64(bitPattern: random.next())) * Int128(random.int(1...4_000_000_000_000_000_000))
      let value = wide >> Int128(random.int(0...120))
      let scale = random.int(0...37)
      let text = DecimalText.text(value, scale: scale)
      let parsed = DecimalText.parse(text, precision: 38, scale: scale, rounding: .truncate)
      check(
        parsed == .value(value) || value.magnitude >= PowersOfTen.int128(38).magnitude, "\(text), seed \(random.seed)")
      guard case .value(let expected) = DoubleText.parse(text) else { continue }
      check(DecimalArithmetic.double(value, scale: scale) == expected, "\(text), seed \(random.seed)")
    }
  }

  /// The documented samples of sql.md 2.2.
  @Test(arguments: [
    (
      DecimalArithmetic.Operation.divide, DataType.decimal(precision: 8, scale: 2),
      DataType.decimal(precision: 8, scale: 2), DataType.decimal(precision: 17, scale: 9)
    ),
    (.divide, .decimal(precision: 8, scale: 2), .smallint, .decimal(precision: 14, scale: 8)),
    (.add, .decimal(precision: 8, scale: 2), .decimal(precision: 5, scale: 4), .decimal(precision: 11, scale: 4)),
    (.multiply, .decimal(precision: 8, scale: 2), .decimal(precision: 5, scale: 4), .decimal(precision: 14, scale: 6)),
    (.add, .smallint, .smallint, .smallint), (.add, .smallint, .integer, .integer),
    (.divide, .integer, .bigint, .bigint),
    (.add, .integer, .decimal(precision: 18, scale: 0), .decimal(precision: 19, scale: 0)),
    (.multiply, .real, .real, .real), (.multiply, .real, .integer, .double),
    (.add, .decimal(precision: 8, scale: 2), .real, .double),
    (
      .divide, .decimal(precision: 38, scale: 10), .decimal(precision: 38, scale: 10), .decimal(precision: 38, scale: 4)
    ),
  ])
  func resultTypes(operation: DecimalArithmetic.Operation, lhs: DataType, rhs: DataType, expected: DataType) {
    #expect(DecimalArithmetic.resultType(operation, lhs, rhs) == expected)
  }

  @Test func arithmeticOnValues() {
    #expect(DecimalArithmetic.divide(1000, scale: 2, by: 300, scale: 2, resultScale: 4) == 33333)
    #expect(DecimalArithmetic.divide(2000, scale: 2, by: 300, scale: 2, resultScale: 4) == 66667)
    #expect(DecimalArithmetic.divide(-2000, scale: 2, by: 300, scale: 2, resultScale: 4) == -66667)
    #expect(DecimalArithmetic.divide(1, scale: 0, by: 0, scale: 0, resultScale: 4) == nil)
    let large = PowersOfTen.int128(37)
    #expect(DecimalArithmetic.divide(large, scale: 0, by: large, scale: 0, resultScale: 10) == 10_000_000_000)
    #expect(DecimalArithmetic.multiply(large, large, from: 0, scale: 0) == nil)
    #expect(DecimalArithmetic.multiply(150, 250, from: 4, scale: 2) == 375)
    #expect(DecimalArithmetic.integer(150, scale: 2) == 2)
    #expect(DecimalArithmetic.integer(-150, scale: 2) == -2)
    #expect(DecimalArithmetic.integer(110, scale: 2) == 1)
    #expect(DecimalArithmetic.decimal(109.652, precision: 4, scale: 1) == 1097)
    #expect(DecimalArithmetic.decimal(1e10, precision: 4, scale: 1) == nil)
    #expect(DecimalArithmetic.decimal(.nan, precision: 4, scale: 1) == nil)
  }

  @Test func rescalingAgreesWithText() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let value = Int128(Int64(bitPattern: random.next()))
      let (from, to) = (random.int(0...18), random.int(0...18))
      let text = DecimalText.text(value, scale: from)
      let expected = DecimalText.parse(text, precision: 38, scale: to, rounding: .halfAwayFromZero)
      let rescaled = DecimalArithmetic.convert(value, from: from, precision: 38, scale: to)
      check(rescaled.map { .value($0) } ?? .outOfRange == expected, "\(text) to \(to), seed \(random.seed)")
    }
  }
}
