/// A double's 17 significant decimal digits, correctly rounded (ties to even), trailing zeros left off.
///
/// A double is `m × 2^e` with `m` below 2^53. For magnitudes from 10^-5 to 2^127 its product with, or quotient by, a
/// power of ten fits 128 bits, so the digits and the remainder to round by are exact:
///
///     25.67084 = 7225652453013446 × 2^-48;  × 10^15 >> 48 = 25670839999999998, remainder below half
///
/// Other magnitudes go digit by digit through a list of 32-bit limbs: slow, and rare.
struct DecimalDigits {
  static let precision = 17

  /// Power of ten of the first digit.
  private(set) var exponent = 0
  private(set) var count = 1
  private var digits = [17 of UInt8](repeating: UInt8(ascii: "0"))

  /// `magnitude` is finite and not negative.
  init(_ magnitude: Double) {
    guard magnitude > 0 else { return }
    let isSubnormal = magnitude.exponentBitPattern == 0
    let fraction = UInt64(magnitude.significandBitPattern) | (isSubnormal ? 0 : 1 << 52)
    let power = max(Int(magnitude.exponentBitPattern), 1) - 1075
    let isEasy = magnitude >= 1e-5 && magnitude < 0x1p127
    set(isEasy ? Self.scale(fraction, power, &exponent) : Self.scaleSlowly(fraction, power, &exponent))
  }

  func digit(_ place: Int) -> UInt8 { digits[place] }

  private mutating func set(_ value: UInt64) {
    var rest = value
    for place in (0..<Self.precision).reversed() {
      digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count = Self.precision
    while count > 1, digits[count - 1] == UInt8(ascii: "0") { count -= 1 }
  }

  private static let one: UInt64 = 10_000_000_000_000_000

  private static func scale(_ fraction: UInt64, _ power: Int, _ exponent: inout Int) -> UInt64 {
    // log10(2) is 1233 / 4096, a little less; the guess may be one too low.
    exponent = ((64 - fraction.leadingZeroBitCount + power - 1) * 1233) >> 12
    while true {
      let value = round(fraction, power, precision - 1 - exponent)
      if value < one {
        exponent -= 1
      } else if value < one * 10 {
        return value
      } else {
        exponent += 1
      }
    }
  }

  /// `fraction × 2^power × 10^tens`, rounded.
  private static func round(_ fraction: UInt64, _ power: Int, _ tens: Int) -> UInt64 {
    if tens < 0 {
      let unit = Self.tens[-tens]
      let (quotient, rest) = (UInt128(fraction) << UInt128(power)).quotientAndRemainder(dividingBy: unit)
      let isUp = rest > unit - rest || (rest == unit - rest && quotient & 1 == 1)
      return UInt64(truncatingIfNeeded: quotient) + (isUp ? 1 : 0)
    }
    let product = UInt128(fraction) * Self.tens[tens]
    guard power < 0 else { return UInt64(truncatingIfNeeded: product << UInt128(power)) }
    let quotient = product >> UInt128(-power)
    let rest = product - quotient << UInt128(-power)
    let half = UInt128(1) << UInt128(-power - 1)
    return UInt64(truncatingIfNeeded: quotient) + (rest > half || (rest == half && quotient & 1 == 1) ? 1 : 0)
  }

  /// For `round`, whose powers stay within 22.
  private static let tens: [UInt128] = (0..<22).reduce(into: [1]) { tens, _ in tens.append(tens[tens.count - 1] * 10) }

  /// The same by long arithmetic: number and scale as one fraction of two lists of limbs.
  private static func scaleSlowly(_ fraction: UInt64, _ power: Int, _ exponent: inout Int) -> UInt64 {
    var number = Limbs(fraction)
    var unit = Limbs(1)
    if power > 0 { number.multiply(by: 2, times: power) } else { unit.multiply(by: 2, times: -power) }
    exponent = 0
    while number < unit {
      number.multiply(by: 10, times: 1)
      exponent -= 1
    }
    var next = unit
    next.multiply(by: 10, times: 1)
    while !(number < next) {
      unit = next
      next.multiply(by: 10, times: 1)
      exponent += 1
    }
    return digits(of: number, per: unit, &exponent)
  }

  private static func digits(of number: Limbs, per unit: Limbs, _ exponent: inout Int) -> UInt64 {
    var (rest, value) = (number, UInt64(0))
    for place in 0..<precision {
      if place > 0 { rest.multiply(by: 10, times: 1) }
      value = value * 10 + UInt64(rest.divide(by: unit))
    }
    rest.multiply(by: 2, times: 1)
    if unit < rest || (!(rest < unit) && value & 1 == 1) { value += 1 }
    guard value == one * 10 else { return value }
    exponent += 1
    return one
  }
}

/// A natural number of any size, lowest 32 bits first, without leading zero limbs.
private struct Limbs {
  private var limbs: [UInt32]

  init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }

  mutating func multiply(by factor: UInt32, times: Int) {
    for _ in 0..<times {
      var carry: UInt64 = 0
      for place in limbs.indices {
        carry += UInt64(limbs[place]) * UInt64(factor)
        limbs[place] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
  }

  static func < (left: Limbs, right: Limbs) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    return left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed())
  }

  /// Leaves the remainder; the quotient is a digit.
  mutating func divide(by divisor: Limbs) -> UInt32 {
    var quotient: UInt32 = 0
    while !(self < divisor) {
      subtract(divisor)
      quotient += 1
    }
    return quotient
  }

  private mutating func subtract(_ other: Limbs) {
    var borrow: Int64 = 0
    for place in limbs.indices {
      let taken = place < other.limbs.count ? Int64(other.limbs[place]) : 0
      borrow += Int64(limbs[place]) - taken
      limbs[place] = UInt32(truncatingIfNeeded: borrow)
      borrow >>= 32
    }
    trim()
  }
}
