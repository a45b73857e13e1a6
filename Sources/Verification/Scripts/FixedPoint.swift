/// Numbers with three decimals, exactly as C's `%.3f` prints them.
enum FixedPoint {
  /// `text` where the number is too large for that.
  static func text(_ number: Double, _ text: String) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    let sign = number.sign == .minus ? "-" : ""
    guard let thousandths = thousandths(number.magnitude) else {
      return UInt128(exactly: number.magnitude).map { "\(sign)\($0).000" } ?? text
    }
    let rest = String(thousandths % 1000)
    return "\(sign)\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  /// The number times 1000, the half to even: a number is m · 2^-s, m · 1000 has 63 bits, so that nothing is lost.
  private static func thousandths(_ number: Double) -> UInt64? {
    guard number < 9_007_199_254_740_992 else { return nil }
    if number.exponent < -60 || number == 0 { return 0 }
    let shift = UInt64(52 - number.exponent)
    let product = (UInt64(number.significandBitPattern) | 1 << 52) * 1000
    guard shift < 64 else { return 0 }
    let (whole, rest) = (product >> shift, product & (1 << shift &- 1))
    let half = shift == 0 ? 0 : UInt64(1) << (shift - 1)
    return whole + (shift > 0 && (rest > half || rest == half && whole & 1 == 1) ? 1 : 0)
  }
}
