/// Where the parts of a decimal number lie in its text, so that its digits can be read with any scale.
struct DecimalScan {
  private var isNegative = false
  private var whole = 0..<0
  private var fraction = 0..<0
  private var exponent = 0

  /// Finds the parts; gives what is wrong, or nil.
  mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Parsed<Int128>? {
    var index = 0
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    guard index < bytes.count else { return .empty }
    isNegative = bytes[index] == 0x2d
    if isNegative || bytes[index] == 0x2b { index += 1 }
    whole = digits(bytes, from: index)
    index = whole.upperBound
    fraction = index..<index
    if index < bytes.count, bytes[index] == 0x2e {
      fraction = digits(bytes, from: index + 1)
      index = fraction.upperBound
    }
    guard whole.count + fraction.count > 0 else { return .invalid(position: min(index, bytes.count - 1)) }
    if index < bytes.count, bytes[index] | 0x20 == 0x65 {
      guard let end = scanExponent(bytes, from: index + 1) else { return .invalid(position: index) }
      index = end
    }
    for later in index..<bytes.count where !bytes[later].isBlank { return .invalid(position: index) }
    return nil
  }

  private func digits(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    return start..<end
  }

  /// Beyond ±100000 every exponent says the same: zero or overflow.
  private mutating func scanExponent(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    let isDown = index < bytes.count && bytes[index] == 0x2d
    if isDown || (index < bytes.count && bytes[index] == 0x2b) { index += 1 }
    let power = digits(bytes, from: index)
    guard !power.isEmpty else { return nil }
    let size = power.reduce(0) { min($0 * 10 + Int(bytes[$1] &- 0x30), 100_000) }
    exponent = isDown ? -size : size
    return power.upperBound
  }

  /// The first whole + exponent + scale digits as a number, rounded by the next; nil beyond 38 digits.
  func unscaled(_ bytes: UnsafeRawBufferPointer, scale: Int, rounding: DecimalRounding) -> Int128? {
    let wanted = whole.count + exponent + scale
    var value: Int128 = 0
    for position in 0..<max(wanted, 0) {
      let digit = digit(bytes, at: position)
      // A number is zero for good where its digits end and none was set.
      if value == 0, position >= whole.count + fraction.count { break }
      let (next, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow, next < PowersOfTen.int128(38) else { return nil }
      value = next + Int128(digit)
    }
    if wanted >= 0, roundsUp(bytes, at: wanted, isOdd: value & 1 == 1, rounding) { value += 1 }
    return isNegative ? -value : value
  }

  /// Whether the digits from `position` on make the number before them, even or odd, one more.
  private func roundsUp(
    _ bytes: UnsafeRawBufferPointer, at position: Int, isOdd: Bool, _ rounding: DecimalRounding
  ) -> Bool {
    let next = digit(bytes, at: position)
    switch rounding {
    case .truncate: return false
    case .halfAwayFromZero: return next >= 5
    case .halfEven:
      guard next == 5, !isOdd else { return next >= 5 }
      return (position + 1..<max(position + 1, whole.count + fraction.count)).contains { digit(bytes, at: $0) != 0 }
    }
  }

  /// The digit at `position`, the point left out; 0 behind the last.
  private func digit(_ bytes: UnsafeRawBufferPointer, at position: Int) -> UInt8 {
    if position < whole.count { return bytes[whole.lowerBound + position] &- 0x30 }
    let later = position - whole.count
    return later < fraction.count ? bytes[fraction.lowerBound + later] &- 0x30 : 0
  }
}
