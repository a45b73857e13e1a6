#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension DoubleText {
  /// How a floating-point number is printed.
  package enum Style: Hashable, Sendable {
    /// Fewest digits that read back as the same double: exports (CommandLine.md "Load folders").
    case shortest
    /// So many significant digits, 1 to 17: results.
    case significant(Int)
    /// Fewest digits that read back as the same REAL: exports.
    case shortestReal
    /// 17 significant digits, never an exponent: COPY's text of a JSON number (copy.md 7.2).
    case json17

    /// A float8 in results (wire.md 3.1).
    package static let digits15 = Style.significant(15)
    /// A float4 in results.
    package static let real6 = Style.significant(6)
  }

  /// The longest text `write` makes: 5e-324 in plain notation with 17 digits.
  package static let maximumLength = 352

  /// Writes the number and gives the count of bytes. `buffer` holds at least `maximumLength` bytes.
  @discardableResult
  package static func write(
    _ value: Double, into buffer: UnsafeMutableRawBufferPointer, style: Style,
    nonFinites: TextStyle.NonFinites = .words
  ) -> Int {
    guard value.isFinite else { return write(nonFinite: value, nonFinites, into: buffer) }
    var decimal = digits(of: value.magnitude, style: style)
    switch style {
    case .json17:
      decimal.isNegative = value < 0
      return decimal.writePlain(into: buffer)
    case .significant(let count):
      decimal.isNegative = value.sign == .minus
      return decimal.writeShort(limit: count, into: buffer)
    case .shortest, .shortestReal:
      decimal.isNegative = value.sign == .minus
      return decimal.writeShort(limit: 15, into: buffer)
    }
  }

  package static func text(_ value: Double, style: Style) -> String {
    String(capacity: maximumLength) { write(value, into: $0, style: style) }
  }

  private static func write(
    nonFinite value: Double, _ words: TextStyle.NonFinites, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    var output = ByteWriter(buffer)
    switch words {
    case .words: output.append(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
    case .short: output.append(value.isNaN ? "nan" : value < 0 ? "-inf" : "inf")
    }
    return output.count
  }

  private static func digits(of value: Double, style: Style) -> DecimalDigits {
    if value == 0 { return DecimalDigits(digits: 0, exponent: 0) }
    switch style {
    case .shortest: return DecimalDigits.short(value, limit: 1e15) ?? DecimalDigits(reading: value.description)
    case .significant(15): return DecimalDigits.short(value, limit: 1e15) ?? DecimalDigits.rounded(value, count: 15)
    case .json17: return DecimalDigits.integral(value) ?? DecimalDigits.rounded(value, count: 17)
    case .significant(let count): return DecimalDigits.rounded(value, count: count)
    case .shortestReal: return DecimalDigits(reading: Float(value).description)
    }
  }
}

/// A decimal number about to be printed: digits × 10^exponent, without trailing zeros.
struct DecimalDigits {
  var digits: UInt64
  var exponent: Int
  var isNegative = false

  init(digits: UInt64, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
    while self.digits != 0, self.digits % 10 == 0 {
      self.digits /= 10
      self.exponent += 1
    }
  }

  /// From `1.25e-07`, as the standard library and printf print.
  init(reading text: String) {
    var number = ScannedNumber()
    _ = text.withRawUTF8 { number.scan($0, from: 0) }
    self.init(digits: number.mantissa, exponent: number.exponent)
  }

  /// A value that is the double nearest to a decimal of up to 15 digits, found by trying 0, 1, 2… decimals. Both the
  /// whole number and the power of ten are exact, so the division is the correctly rounded reading of that decimal.
  static func short(_ value: Double, limit: Double) -> DecimalDigits? {
    guard value >= 1e-7, value < limit else { return nil }
    for decimals in 0...22 {
      let ten = PowersOfTen.double(decimals)
      let whole = (value * ten).rounded()
      if whole >= limit { return nil }
      if whole / ten == value { return DecimalDigits(digits: UInt64(whole), exponent: -decimals) }
    }
    return nil
  }

  /// A whole number that a double holds exactly.
  static func integral(_ value: Double) -> DecimalDigits? {
    guard value < 9_007_199_254_740_992, value.rounded() == value else { return nil }
    return DecimalDigits(digits: UInt64(value), exponent: 0)
  }

  /// The value rounded to `count` significant digits.
  static func rounded(_ value: Double, count: Int) -> DecimalDigits {
    if let fast = PowersOfFive.shared.digits(of: value, count: count) { return fast }
    let length = 32
    let text = String(capacity: length) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      // At most 17 digits, sign, point and exponent: below `length`, which vsnprintf also keeps.
      let size = withVaList([Int32(count - 1), value]) {
        vsnprintf(start.assumingMemoryBound(to: CChar.self), length, "%.*e", $0)
      }
      return Int(size)
    }
    return DecimalDigits(reading: text)
  }
}
