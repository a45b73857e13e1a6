extension DecimalArithmetic {
  /// Whether the value has at most `precision` digits; 19 of them must also fit into 64 bits, without the lowest value
  /// (copy.md 7.1).
  @inlinable
  package static func fits(_ value: Int128, precision: Int) -> Bool {
    if precision == 19 { return value.magnitude <= UInt128(Int64.max) }
    return value.magnitude < limit(precision)
  }

  /// 10^precision, the first magnitude that does not fit.
  @usableFromInline
  static func limit(_ precision: Int) -> UInt128 { PowersOfTen.int128(precision).magnitude }

  /// The value with another scale.
  package static func rescale(
    _ value: Int128, from: Int, to: Int, rounding: DecimalRounding = .halfAwayFromZero
  ) -> Int128? {
    if to >= from {
      guard to - from <= 38 else { return value == 0 ? 0 : nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: PowersOfTen.int128(to - from))
      return overflow ? nil : product
    }
    guard from - to <= 38 else { return 0 }
    return quotient(value, PowersOfTen.int128(from - to), rounding: rounding)
  }

  /// Rescaled and checked against the precision.
  package static func convert(
    _ value: Int128, from: Int, precision: Int, scale: Int, rounding: DecimalRounding = .halfAwayFromZero
  ) -> Int128? {
    guard let scaled = rescale(value, from: from, to: scale, rounding: rounding) else { return nil }
    return fits(scaled, precision: precision) ? scaled : nil
  }

  /// Whole division; the divisor is positive or negative, never 0.
  static func quotient(_ value: Int128, _ divisor: Int128, rounding: DecimalRounding) -> Int128 {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
    let (below, above) = (rest.magnitude, divisor.magnitude - rest.magnitude)
    let isTie = below == above
    guard rounding != .truncate, below > above || isTie && (rounding == .halfAwayFromZero || whole & 1 == 1) else {
      return whole
    }
    return (value < 0) == (divisor < 0) ? whole + 1 : whole - 1
  }

  /// Product with scale `scale`, where the operands' scales add up to `from`.
  package static func multiply(_ lhs: Int128, _ rhs: Int128, from: Int, scale: Int) -> Int128? {
    let (product, overflow) = lhs.multipliedReportingOverflow(by: rhs)
    return overflow ? nil : rescale(product, from: from, to: scale)
  }

  /// Quotient with scale `scale`, rounded half away from zero; nil also for a zero divisor.
  package static func divide(
    _ lhs: Int128, scale lhsScale: Int, by rhs: Int128, scale rhsScale: Int, resultScale: Int
  ) -> Int128? {
    guard rhs != 0 else { return nil }
    let shift = resultScale - lhsScale + rhsScale
    guard shift >= 0 else { return rescale(quotient(lhs, rhs, rounding: .truncate), from: -shift, to: 0) }
    guard shift <= 38 else { return lhs == 0 ? 0 : nil }
    let (scaled, overflow) = lhs.multipliedReportingOverflow(by: PowersOfTen.int128(shift))
    if !overflow { return quotient(scaled, rhs, rounding: .halfAwayFromZero) }
    return wideDivide(lhs, ten: PowersOfTen.int128(shift), by: rhs)
  }

  /// The same by a 256-bit product, for dividends that do not fit into 128 bits once scaled.
  private static func wideDivide(_ lhs: Int128, ten: Int128, by rhs: Int128) -> Int128? {
    let product = lhs.magnitude.multipliedFullWidth(by: ten.magnitude)
    let divisor = rhs.magnitude
    guard product.high < divisor else { return nil }
    let (whole, rest) = divisor.dividingFullWidth(product)
    guard whole < UInt128(Int128.max) else { return nil }
    let value = Int128(whole) + (rest >= divisor - rest ? 1 : 0)
    return (lhs < 0) == (rhs < 0) ? value : -value
  }

  /// To a whole number, half away from zero (1.5 → 2, sql.md 2.2).
  package static func integer(_ value: Int128, scale: Int) -> Int64? {
    rescale(value, from: scale, to: 0).flatMap { Int64(exactly: $0) }
  }

  /// The nearest double.
  package static func double(_ value: Int128, scale: Int) -> Double {
    if value.magnitude <= 1 << 53, scale <= 22 {
      return Double(Int64(truncatingIfNeeded: value)) / PowersOfTen.double(scale)
    }
    return withUnsafeTemporaryAllocation(byteCount: DecimalText.maximumLength, alignment: 1) { buffer in
      let count = DecimalText.write(value, scale: scale, into: buffer)
      // `count` bytes were just written.
      guard case .value(let double) = DoubleText.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else {
        return 0
      }
      return double
    }
  }

  /// A double as a decimal by way of its 15 digits (6 for a REAL), as PostgreSQL converts; nil for what does not fit.
  package static func decimal(_ value: Double, precision: Int, scale: Int, isReal: Bool = false) -> Int128? {
    withUnsafeTemporaryAllocation(byteCount: DoubleText.maximumLength, alignment: 1) { buffer in
      let count = DoubleText.write(value, into: buffer, style: isReal ? .real6 : .digits15)
      // `count` bytes were just written.
      let text = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      let parsed = DecimalText.parse(text, precision: precision, scale: scale, rounding: .halfAwayFromZero)
      if case .value(let decimal) = parsed { return decimal }
      return nil
    }
  }
}
