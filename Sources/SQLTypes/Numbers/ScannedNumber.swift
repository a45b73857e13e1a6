/// A decimal number as digits and a power of ten: ± mantissa × 10^exponent, the mantissa cut after 19 digits.
struct ScannedNumber {
  var mantissa: UInt64 = 0
  var exponent = 0
  var isNegative = false
  /// Digits were cut from the mantissa, so it is a lower bound.
  var isTruncated = false
  private var digits = 0

  /// Reads sign, digits, fraction and exponent from `start`; gives the end, or 0 where there is no number.
  mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    if bytes[index] == 0x2d || bytes[index] == 0x2b {
      isNegative = bytes[index] == 0x2d
      index += 1
    }
    let first = index
    index = scanDigits(bytes, from: index, isFraction: false)
    var count = index - first
    if index < bytes.count, bytes[index] == 0x2e {
      let fraction = index + 1
      index = scanDigits(bytes, from: fraction, isFraction: true)
      count += index - fraction
    }
    return count == 0 ? 0 : scanExponent(bytes, from: index)
  }

  private mutating func scanDigits(_ bytes: UnsafeRawBufferPointer, from start: Int, isFraction: Bool) -> Int {
    var index = start
    while index < bytes.count, bytes[index].isDigit {
      append(bytes[index] &- 0x30, isFraction: isFraction)
      index &+= 1
    }
    return index
  }

  @inline(__always)
  private mutating func append(_ digit: UInt8, isFraction: Bool) {
    guard digits < 19 else {
      isTruncated = isTruncated || digit != 0
      if !isFraction { exponent &+= 1 }
      return
    }
    mantissa = mantissa &* 10 &+ UInt64(digit)
    if mantissa != 0 { digits &+= 1 }
    if isFraction { exponent &-= 1 }
  }

  /// An exponent beyond any double is held at ±100000, which is as far beyond.
  private mutating func scanExponent(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start < bytes.count, bytes[start] | 0x20 == 0x65 else { return start }
    var index = start + 1
    var isDown = false
    if index < bytes.count, bytes[index] == 0x2d || bytes[index] == 0x2b {
      isDown = bytes[index] == 0x2d
      index += 1
    }
    let first = index
    var power = 0
    while index < bytes.count, bytes[index].isDigit {
      power = min(power * 10 + Int(bytes[index] &- 0x30), 100_000)
      index += 1
    }
    guard index > first else { return start }
    exponent += isDown ? -power : power
    return index
  }

  /// The value where one exact operation gives it: Clinger's fast path.
  var exactDouble: Double? {
    if mantissa == 0, !isTruncated { return isNegative ? -0.0 : 0.0 }
    guard !isTruncated, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
    let whole = Double(mantissa)
    let value = exponent < 0 ? whole / PowersOfTen.double(-exponent) : whole * PowersOfTen.double(exponent)
    return isNegative ? -value : value
  }

  /// The value by a 128-bit product, where that leaves no doubt.
  var approximatedDouble: Double? {
    guard let value = PowersOfFive.shared.double(mantissa, exponent: exponent) else { return nil }
    if isTruncated {
      guard PowersOfFive.shared.double(mantissa &+ 1, exponent: exponent) == value else { return nil }
    }
    return isNegative ? -value : value
  }
}
