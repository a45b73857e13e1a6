/// Remainders by one divisor as two multiplications each, in place of a division, where divisor and values have at most
/// 32 bits.
///
/// ```
/// 2^64 / d, rounded up, times v     its low 64 bits are what v / d has behind the point
/// those times d, above 2^64         v % d, exact for such numbers
/// ```
struct ConstantDivisor {
  private let divisor: UInt64
  /// 2^64 / divisor, rounded up; of 1 it would be 2^64, and is 0.
  private let inverse: UInt64

  /// Nil for numbers that are not positive, or longer.
  init?(_ divisor: Int64) {
    guard divisor > 0, let divisor = UInt32(exactly: divisor) else { return nil }
    self.divisor = UInt64(divisor)
    inverse = (UInt64.max / self.divisor) &+ 1
  }

  /// Nil where one of the first `count` values is negative or longer.
  func remainders(of values: [Int64], count: Int) -> [Int64]? {
    var bits: Int64 = 0
    let remainders = mapped(values, count: count) { value in
      bits |= value
      return Int64((inverse &* UInt64(bitPattern: value)).multipliedFullWidth(by: divisor).high)
    }
    return bits >> 32 == 0 ? remainders : nil
  }
}
