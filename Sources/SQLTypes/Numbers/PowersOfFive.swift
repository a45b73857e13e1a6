/// 128-bit powers of five for Eisel and Lemire's conversion ("Number Parsing at a Gigabyte per Second", 2021), and for
/// printing 15 or 17 digits.
///
/// For |q| ≤ 54, which no sensible number exceeds, 5^q is held with its top bit at bit 127: exact for q ≥ 0, rounded
/// for q < 0. w × 5^q then differs from the truth by less than one unit of the 128 bits kept, and the caller learns
/// when that could decide the rounding. Built on first use in some microseconds.
struct PowersOfFive: Sendable {
  static let limit = 54
  static let shared = PowersOfFive()

  private let powers: [UInt128]

  private init() {
    powers = (-PowersOfFive.limit...PowersOfFive.limit).map { $0 < 0 ? Self.reciprocal(-$0) : Self.normalized($0) }
  }

  func power(_ exponent: Int) -> UInt128 { powers[exponent + PowersOfFive.limit] }

  private static func five(_ exponent: Int) -> UInt128 { (0..<exponent).reduce(1) { five, _ in five * 5 } }

  private static func normalized(_ exponent: Int) -> UInt128 {
    let value = five(exponent)
    return value << value.leadingZeroBitCount
  }

  /// 2^(127 + z) / 5^exponent by long division, where 2^z is the least power of two not below 5^exponent. Up to 27 the
  /// method wants it rounded up, beyond that down.
  private static func reciprocal(_ exponent: Int) -> UInt128 {
    let divisor = five(exponent)
    let bits = 128 - (divisor - 1).leadingZeroBitCount
    var remainder: UInt128 = 1
    var quotient: UInt128 = 0
    for _ in 0..<(127 + bits) {
      remainder <<= 1
      quotient <<= 1
      guard remainder >= divisor else { continue }
      remainder -= divisor
      quotient |= 1
    }
    return exponent <= 27 ? quotient + 1 : quotient
  }

  /// mantissa × 10^exponent as the nearest double; nil when this method cannot tell, or the result is no normal number.
  func double(_ mantissa: UInt64, exponent: Int) -> Double? {
    guard mantissa != 0, abs(exponent) <= PowersOfFive.limit else { return nil }
    let shift = mantissa.leadingZeroBitCount
    let product = top(mantissa << UInt64(shift), times: power(exponent))
    if product.low == .max, exponent < -27 { return nil }
    let upper = Int(product.high >> 63)
    let kept = upper + 9
    var fraction = product.high >> UInt64(kept)
    let binary = ((152_170 + 65_536) * exponent) >> 16 + 63 + upper - shift + 1023
    guard binary > 0, binary < 2046 else { return nil }
    if product.low <= 1, (-4...23).contains(exponent), fraction & 3 == 1, fraction << UInt64(kept) == product.high {
      fraction &= ~1
    }
    fraction = (fraction + fraction & 1) >> 1
    let carry = fraction >> 53
    let bits = (UInt64(binary) + carry) << 52 | (carry == 1 ? 0 : fraction & (1 << 52 - 1))
    return Double(bitPattern: bits)
  }

  /// The top 128 bits of a 64 × 128-bit product; the lower half only where it can matter to 55 bits.
  private func top(_ word: UInt64, times power: UInt128) -> (high: UInt64, low: UInt64) {
    let first = word.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power >> 64))
    guard first.high & 0x1ff == 0x1ff else { return (first.high, first.low) }
    let second = word.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power))
    let (low, carry) = first.low.addingReportingOverflow(second.high)
    return (first.high &+ (carry ? 1 : 0), low)
  }
}
