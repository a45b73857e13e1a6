/// The fast path of numbers: eight digits at once, from memory that is readable behind the text.
///
/// **What it gains.** A load of eight bytes, shifted so that only the text's digits are left, is a number after three
/// multiplications, whatever its length: no loop over digits, and no branch but by length, which a column's values
/// share.
///
///     "200"               ·····200  shifted; what falls in is zeros
///     "1541030403236"     ···15410  and  30403236
///     "204.07879"         ·····204  and  07879···  make 204 × 10^8 + 7879000, divided by 10^8
///
/// A double's digits must make a number up to 2^53: that is exact, and so is 10^8, so one division rounds correctly
/// (Clinger's fast path, as in `ScannedNumber`).
///
/// Anything but a minus, 1 to 16 digits and, in doubles and decimals, a point with 1 to 8 digits behind it is nil:
/// `IntegerText`, `DoubleText` and `DecimalText` read it. In bounds: loads start inside the text, or right behind it,
/// and take eight bytes.
@usableFromInline
package enum PaddedNumber {
  /// Bytes that must be readable behind the text; what they are does not matter.
  @inlinable package static var padding: Int { 16 }

  @inlinable @inline(__always)
  package static func integer(_ start: UnsafeRawPointer, count: Int) -> Int64? {
    let sign = start.load(as: UInt8.self) == 0x2d ? 1 : 0
    guard let value = digits(start + sign, count &- sign) else { return nil }
    return sign == 0 ? value : 0 &- value
  }

  /// A number of 1 to 16 digits; below zero where there is anything else.
  ///
  /// Without a branch up to 8 bytes, whatever they are: of none the shift leaves all eight, but what is one less than
  /// their count has every bit set.
  @inlinable @inline(__always)
  package static func whole(_ start: UnsafeRawPointer, count: Int) -> Int64 {
    guard count > 8 else {
      let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
      let bytes = (word(start) ^ 0x3030_3030_3030_3030) &<< shift
      let others = bytes | (bytes &+ 0x7676_7676_7676_7676) | UInt64(truncatingIfNeeded: count &- 1)
      return others & 0x8080_8080_8080_8080 == 0 ? number(bytes) : -1
    }
    return digits(start, count) ?? -1
  }

  /// Where `IntegerText` finds the first byte that is no digit of a whole number; nil where only it can say, which is
  /// so of values, of blanks, of a plus, and of all behind 16 digits.
  @inlinable @inline(__always)
  package static func invalidDigit(_ start: UnsafeRawPointer, count: Int) -> Int? {
    guard count > 0 else { return nil }
    let sign = start.load(as: UInt8.self) == 0x2d ? 1 : 0
    let first = digitCount(start + sign)
    let position = sign &+ (first < 8 ? first : 8 &+ digitCount(start + (sign &+ 8)))
    guard position < min(count, sign &+ 16) else { return nil }
    let byte = start.load(fromByteOffset: position, as: UInt8.self)
    return byte.isBlank || byte == 0x2b ? nil : position
  }

  /// How many digits eight bytes begin with.
  @inlinable @inline(__always)
  static func digitCount(_ start: UnsafeRawPointer) -> Int {
    let bytes = word(start) ^ 0x3030_3030_3030_3030
    // What is carried out of a byte that is no digit is above the first one's bit.
    let others = (bytes | (bytes &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount >> 3
  }

  @inlinable @inline(__always)
  package static func double(_ start: UnsafeRawPointer, count: Int) -> Double? {
    let sign = start.load(as: UInt8.self) == 0x2d ? 1 : 0
    guard let magnitude = magnitude(start + sign, count &- sign) else { return nil }
    return sign == 0 ? magnitude : -magnitude
  }

  /// An unscaled decimal of `scale` digits behind the point: the text has as many, from 1 to 8, or no point at all.
  /// `unit` is 10^scale.
  @inlinable @inline(__always)
  package static func decimal(_ start: UnsafeRawPointer, count: Int, scale: Int, unit: Int64) -> Int64? {
    let sign = start.load(as: UInt8.self) == 0x2d ? 1 : 0
    guard let value = unscaled(start + sign, count &- sign, scale, unit) else { return nil }
    return sign == 0 ? value : 0 &- value
  }

  /// Up to 16 bytes, so that no product is larger than 64 bits hold.
  @inlinable @inline(__always)
  static func unscaled(_ start: UnsafeRawPointer, _ count: Int, _ scale: Int, _ unit: Int64) -> Int64? {
    let point = point(start)
    guard count <= 16, scale <= 8 else { return nil }
    guard point < count else {
      guard count &+ scale <= 18, let whole = digits(start, count) else { return nil }
      return whole &* unit
    }
    guard count &- point &- 1 == scale, scale > 0, let whole = digits(start, point),
      let fraction = shortDigits(start + point + 1, scale)
    else { return nil }
    return whole &* unit &+ fraction
  }

  @inlinable @inline(__always)
  static func magnitude(_ start: UnsafeRawPointer, _ count: Int) -> Double? {
    let point = point(start)
    guard point < min(count, 16) else {
      return digits(start, count).flatMap { $0 <= 1 << 53 ? Double($0) : nil }
    }
    guard let whole = digits(start, point) else { return nil }
    // As Python writes a whole number: nothing to read behind the point.
    let isWhole = count &- point == 2 && start.load(fromByteOffset: point &+ 1, as: UInt8.self) == 0x30
    // Up to fifteen digits stand in front of the point: any of them is exact.
    if isWhole { return Double(whole) }
    guard let fraction = fraction(start + point + 1, count &- point &- 1) else { return nil }
    if fraction == 0 { return Double(whole) }
    guard whole < 90_000_000 else { return nil }
    return Double(whole &* 100_000_000 &+ fraction) / 1e8
  }

  /// The index of the first point among 16 bytes; 16 where there is none.
  @inlinable @inline(__always)
  static func point(_ start: UnsafeRawPointer) -> Int {
    let first = points(start)
    if first != 0 { return first.trailingZeroBitCount >> 3 }
    let second = points(start + 8)
    return 8 &+ (second == 0 ? 8 : second.trailingZeroBitCount >> 3)
  }

  /// A bit for each point among eight bytes; above the first one there may be others that mean nothing.
  @inlinable @inline(__always)
  static func points(_ start: UnsafeRawPointer) -> UInt64 {
    let bytes = word(start) ^ 0x2e2e_2e2e_2e2e_2e2e
    return (bytes &- 0x0101_0101_0101_0101) & ~bytes & 0x8080_8080_8080_8080
  }

  /// 1 to 16 digits.
  @inlinable @inline(__always)
  static func digits(_ start: UnsafeRawPointer, _ count: Int) -> Int64? {
    guard count > 8 else { return count > 0 ? shortDigits(start, count) : nil }
    guard count <= 16, let high = shortDigits(start, count &- 8), let low = shortDigits(start + (count &- 8), 8) else {
      return nil
    }
    return high &* 100_000_000 &+ low
  }

  /// 1 to 8 digits: those behind the last are shifted out, zeros come in before the first.
  @inlinable @inline(__always)
  static func shortDigits(_ start: UnsafeRawPointer, _ count: Int) -> Int64? {
    let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    return value((word(start) ^ 0x3030_3030_3030_3030) &<< shift)
  }

  /// 1 to 8 digits as so many of eight: those behind the last are zeros.
  @inlinable @inline(__always)
  static func fraction(_ start: UnsafeRawPointer, _ count: Int) -> Int64? {
    guard count > 0, count <= 8 else { return nil }
    let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    return value((word(start) ^ 0x3030_3030_3030_3030) & UInt64.max &>> shift)
  }

  /// The number that eight bytes from 0 to 9 make, the first the lowest byte; nil if one is more.
  @inlinable @inline(__always)
  static func value(_ bytes: UInt64) -> Int64? {
    (bytes | (bytes &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 ? number(bytes) : nil
  }

  /// The same of bytes that are known to be from 0 to 9.
  @inlinable @inline(__always)
  static func number(_ bytes: UInt64) -> Int64 {
    let pairs = (bytes &* 10 &+ bytes >> 8) & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_ffff_0000_ffff
    return Int64(truncatingIfNeeded: (fours &* 10000 &+ fours >> 32) & 0xffff_ffff)
  }

  @inlinable @inline(__always)
  static func word(_ start: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
  }
}
