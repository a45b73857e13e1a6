extension DecimalDigits {
  /// Plain notation from 1e-4 up to below 10^limit, else `1.5e-05`, `1e+15` (as %g prints).
  func writeShort(limit: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let power = digits == 0 ? 0 : IntegerText.digitCount(digits) - 1 + exponent
    return power < -4 || power >= limit ? writeScientific(power, into: buffer) : writePlain(into: buffer)
  }

  /// Plain notation, whatever the size.
  func writePlain(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var output = ByteWriter(buffer)
    if isNegative { output.append(0x2d) }
    let count = IntegerText.digitCount(digits)
    if exponent >= 0 {
      output.append(digits: digits)
      output.append(0x30, count: digits == 0 ? 0 : exponent)
    } else if count + exponent > 0 {
      output.append(digits: digits)
      output.insertPoint(fromEnd: -exponent)
    } else {
      output.append(0x30)
      output.append(0x2e)
      output.append(0x30, count: -exponent - count)
      output.append(digits: digits)
    }
    return output.count
  }

  private func writeScientific(_ power: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var output = ByteWriter(buffer)
    if isNegative { output.append(0x2d) }
    output.append(digits: digits)
    let decimals = IntegerText.digitCount(digits) - 1
    if decimals > 0 { output.insertPoint(fromEnd: decimals) }
    output.append(0x65)
    output.append(power < 0 ? 0x2d : 0x2b)
    if abs(power) < 10 { output.append(0x30) }
    output.append(digits: UInt64(abs(power)))
    return output.count
  }
}

extension PowersOfFive {
  /// `count` significant digits of a positive value by one 64 × 128-bit product; nil where its error could decide.
  ///
  /// value = m × 2^e with 64-bit m. Times 10^k (5^k from the table, 2^k in the exponent), with k such that the result
  /// has `count` digits before the point, it is a 192-bit product P × 2^s; its upper bits are the digits, the rest says
  /// how to round, and is off by less than 2^-60.
  func digits(of value: Double, count: Int) -> DecimalDigits? {
    guard value.isNormal else { return nil }
    let mantissa = (value.significandBitPattern | 1 << 52) << 11
    let binary = Int(value.exponentBitPattern) - 1023 - 63
    // Floor of log10, or one less: the digits are counted below and the step repeated when one was missed.
    let power = ((Int(value.exponentBitPattern) - 1023) * 1233) >> 12
    for guess in [power, power + 1] {
      let scale = count - 1 - guess
      guard abs(scale) <= PowersOfFive.limit else { return nil }
      let exponent = binary + scale + ((152_170 + 65_536) * scale) >> 16 - scale - 127
      guard let whole = rounded(mantissa, times: self.power(scale), shift: -exponent) else { return nil }
      if whole < UInt64(PowersOfTen.int64(count)) { return DecimalDigits(digits: whole, exponent: -scale) }
    }
    return nil
  }

  /// mantissa × power / 2^shift to the nearest whole number; nil near a tie or where it does not fit.
  private func rounded(_ mantissa: UInt64, times power: UInt128, shift: Int) -> UInt64? {
    guard shift > 128, shift < 192 else { return nil }
    let low = mantissa.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power))
    let high = mantissa.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power >> 64))
    let (middle, carry) = high.low.addingReportingOverflow(low.high)
    let top = high.high &+ (carry ? 1 : 0)
    let bits = UInt64(shift - 128)
    let fraction = top << (64 - bits) | middle >> bits
    let half: UInt64 = 1 << 63
    // A tie, or so near one that the table's error could matter.
    if fraction > half - 1024, fraction < half + 1024 { return nil }
    return top >> bits + (fraction >= half ? 1 : 0)
  }
}
