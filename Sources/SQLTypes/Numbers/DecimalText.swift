/// What becomes of digits beyond the scale.
@usableFromInline
package enum DecimalRounding: Hashable, Sendable {
  /// COPY's default: toward zero.
  case truncate
  /// ROUNDEC, INSERT and casts.
  case halfAwayFromZero
  /// TEXT_TO_NUMERIC_ALT.
  case halfEven
}

/// Text ↔ unscaled decimals (copy.md 7.3): sign, digits, fraction, exponent; blanks around them allowed.
@usableFromInline
package enum DecimalText {
  /// The longest text `write` makes: sign, zero, point, 38 digits.
  package static let maximumLength = 48

  /// Decimals of up to 19 digits. 19 digits must also fit into 64 bits (copy.md 7.1).
  package static func parse64(
    _ bytes: UnsafeRawBufferPointer, precision: Int, scale: Int, rounding: DecimalRounding
  ) -> Parsed<Int64> {
    if let value = fast(bytes, precision: precision, scale: scale, rounding: rounding) { return .value(value) }
    return parse(bytes, precision: precision, scale: scale, rounding: rounding).map { Int64(exactly: $0) }
  }

  package static func parse(
    _ bytes: UnsafeRawBufferPointer, precision: Int, scale: Int, rounding: DecimalRounding
  ) -> Parsed<Int128> {
    var number = DecimalScan()
    if let failure = number.scan(bytes) { return failure }
    guard let value = number.unscaled(bytes, scale: scale, rounding: rounding) else { return .outOfRange }
    return DecimalArithmetic.fits(value, precision: precision) ? .value(value) : .outOfRange
  }

  package static func parse(
    _ text: String, precision: Int, scale: Int, rounding: DecimalRounding
  ) -> Parsed<Int128> {
    text.withRawUTF8 { parse($0, precision: precision, scale: scale, rounding: rounding) }
  }

  /// Plain numbers of up to 18 characters; nil sends the rest, and all that is faulty, to the general path.
  private static func fast(
    _ bytes: UnsafeRawBufferPointer, precision: Int, scale: Int, rounding: DecimalRounding
  ) -> Int64? {
    let end = bytes.count
    guard rounding != .halfEven, end > 0, end <= 18, bytes[end - 1].isDigit else { return nil }
    var index = bytes[0] == 0x2d || bytes[0] == 0x2b ? 1 : 0
    var value: Int64 = 0
    var point = end
    while index < end {
      let byte = bytes[index]
      if byte.isDigit {
        value = value &* 10 &+ Int64(byte &- 0x30)
      } else if byte == 0x2e, point == end {
        point = index
      } else {
        return nil
      }
      index &+= 1
    }
    let decimals = max(end - point - 1, 0)
    guard let scaled = scaled(value, by: scale - decimals, rounding: rounding) else { return nil }
    guard precision > 18 || scaled < PowersOfTen.int64(precision) else { return nil }
    return bytes[0] == 0x2d ? -scaled : scaled
  }

  /// A number below 10^18, not negative, times 10^power.
  private static func scaled(_ value: Int64, by power: Int, rounding: DecimalRounding) -> Int64? {
    guard power >= -18, power <= 18 else { return nil }
    guard power < 0 else {
      let (product, overflow) = value.multipliedReportingOverflow(by: PowersOfTen.int64(power))
      return overflow ? nil : product
    }
    let (whole, rest) = value.quotientAndRemainder(dividingBy: PowersOfTen.int64(-power))
    let roundsUp = rounding == .halfAwayFromZero && rest >= PowersOfTen.int64(-power) - rest
    return roundsUp ? whole + 1 : whole
  }

  /// Writes exactly `scale` decimals: `123.40`. `buffer` holds at least `maximumLength` bytes.
  @discardableResult
  package static func write(_ unscaled: Int128, scale: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var output = ByteWriter(buffer)
    if unscaled < 0 { output.append(0x2d) }
    let start = output.count
    output.append(wide: unscaled.magnitude)
    let missing = scale + 1 - (output.count - start)
    if missing > 0 { output.insertZeros(missing, at: start) }
    if scale > 0 { output.insertPoint(fromEnd: scale) }
    return output.count
  }

  @discardableResult
  package static func write(_ unscaled: Int64, scale: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    write(Int128(unscaled), scale: scale, into: buffer)
  }

  package static func text(_ unscaled: Int128, scale: Int) -> String {
    String(capacity: maximumLength) { write(unscaled, scale: scale, into: $0) }
  }
}

extension ByteWriter {
  /// Up to 39 digits: nineteen at a time.
  mutating func append(wide value: UInt128) {
    guard value > UInt128(UInt64.max) else { return append(digits: UInt64(truncatingIfNeeded: value)) }
    let (high, low) = value.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
    append(wide: high)
    let digits = UInt64(truncatingIfNeeded: low)
    append(0x30, count: 19 - IntegerText.digitCount(digits))
    append(digits: digits)
  }

  /// Moves what stands at and after `offset` up and fills the gap with zeros.
  mutating func insertZeros(_ zeros: Int, at offset: Int) {
    for index in stride(from: count - 1, through: offset, by: -1) { buffer[index + zeros] = buffer[index] }
    for index in offset..<offset + zeros { buffer[index] = 0x30 }
    skip(zeros)
  }
}
