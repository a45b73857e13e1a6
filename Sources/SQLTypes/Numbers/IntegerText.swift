/// Text ↔ 64-bit integers: optional sign, digits, blanks around them allowed (copy.md 7.2).
@usableFromInline
package enum IntegerText {
  /// The longest text `write` makes: `-9223372036854775808`.
  @inlinable package static var maximumLength: Int { 20 }

  /// Reads up to 18 digits inline, where nothing can overflow; longer and faulty texts go to `parseRest`.
  @inlinable
  package static func parse(_ bytes: UnsafeRawBufferPointer) -> Parsed<Int64> {
    let end = bytes.count
    var index = 0
    while index < end, bytes[index].isBlank { index &+= 1 }
    guard index < end else { return .empty }
    let isNegative = bytes[index] == 0x2d
    if isNegative || bytes[index] == 0x2b { index &+= 1 }
    let first = index
    let safeEnd = min(end, first &+ 18)
    var value: Int64 = 0
    while safeEnd &- index >= 8 {
      // Eight bytes from `index` lie before `safeEnd`, so within `bytes`.
      guard let chunk = eightDigits(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) else { break }
      value = value &* 100_000_000 &+ chunk
      index &+= 8
    }
    while index < safeEnd, bytes[index].isDigit {
      value = value &* 10 &+ Int64(bytes[index] &- 0x30)
      index &+= 1
    }
    if index == end, index > first { return .value(isNegative ? 0 &- value : value) }
    return parseRest(bytes, from: index, first: first, magnitude: UInt64(bitPattern: value), isNegative: isNegative)
  }

  package static func parse(_ text: String) -> Parsed<Int64> { text.withRawUTF8 { parse($0) } }

  /// The number that eight ASCII digits make, first digit in the lowest byte; nil when one is no digit.
  @inlinable
  static func eightDigits(_ word: UInt64) -> Int64? {
    let bytes = UInt64(littleEndian: word)
    let high = (bytes & 0xf0f0_f0f0_f0f0_f0f0) ^ 0x3030_3030_3030_3030
    let carry = ((bytes &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0) ^ 0x3030_3030_3030_3030
    guard high | carry == 0 else { return nil }
    var sum = bytes & 0x0f0f_0f0f_0f0f_0f0f
    sum = (sum &* 10 &+ sum >> 8) & 0x00ff_00ff_00ff_00ff
    sum = (sum &* 100 &+ sum >> 16) & 0x0000_ffff_0000_ffff
    sum = (sum &* 10000 &+ sum >> 32) & 0xffff_ffff
    return Int64(truncatingIfNeeded: sum)
  }

  /// The rest of a number after at most 18 digits: more digits, closing blanks, or what is wrong.
  @usableFromInline
  static func parseRest(
    _ bytes: UnsafeRawBufferPointer, from start: Int, first: Int, magnitude: UInt64, isNegative: Bool
  ) -> Parsed<Int64> {
    var index = start
    var value = magnitude
    var overflows = false
    while index < bytes.count, bytes[index].isDigit {
      let (tens, wide) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(bytes[index] &- 0x30))
      overflows = overflows || wide || carry
      value = sum
      index += 1
    }
    guard index > first else { return .invalid(position: min(index, bytes.count - 1)) }
    if let position = firstNonBlank(bytes, from: index) { return .invalid(position: position) }
    return overflows ? .outOfRange : signed(value, isNegative: isNegative)
  }

  /// Where blanks end before the end of the field, reported as the first byte that is no digit.
  private static func firstNonBlank(_ bytes: UnsafeRawBufferPointer, from index: Int) -> Int? {
    for later in index..<bytes.count where !bytes[later].isBlank { return index }
    return nil
  }

  private static func signed(_ magnitude: UInt64, isNegative: Bool) -> Parsed<Int64> {
    if magnitude <= UInt64(Int64.max) { return .value(isNegative ? -Int64(magnitude) : Int64(magnitude)) }
    return isNegative && magnitude == Int64.min.magnitude ? .value(.min) : .outOfRange
  }

  /// Writes the number in decimal and gives the count of bytes. `buffer` holds at least `maximumLength` bytes.
  @inlinable
  @discardableResult
  package static func write(_ value: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard value < 0 else { return write(magnitude: UInt64(bitPattern: value), into: buffer) }
    buffer[0] = 0x2d
    return 1 &+ write(magnitude: value.magnitude, into: UnsafeMutableRawBufferPointer(rebasing: buffer[1...]))
  }

  /// At most 20 digits, last first, into the bytes `count` says they take.
  @inlinable
  package static func write(magnitude: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = digitCount(magnitude)
    var rest = magnitude
    var index = count
    while index > 0 {
      index &-= 1
      let quotient = rest / 10
      buffer[index] = UInt8(truncatingIfNeeded: rest &- quotient &* 10) &+ 0x30
      rest = quotient
    }
    return count
  }

  @inlinable
  package static func digitCount(_ value: UInt64) -> Int {
    var count = 1
    var rest = value
    while rest >= 10_000 {
      rest /= 10_000
      count &+= 4
    }
    return count &+ (rest >= 10 ? 1 : 0) &+ (rest >= 100 ? 1 : 0) &+ (rest >= 1000 ? 1 : 0)
  }
}
