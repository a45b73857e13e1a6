/// Reads times of day: `04:05`, `04:05:06.789`, `040506.789`.
struct ClockText {
  private(set) var microseconds: Int64 = 0

  /// Hours, minutes and perhaps seconds with a fraction, between colons.
  mutating func scan(_ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    var index = 0
    guard let hour = number(text, &index), eatColon(text, &index), let minute = number(text, &index) else {
      return .invalid(position: 0)
    }
    var second = 0
    if eatColon(text, &index) {
      guard let number = number(text, &index) else { return .invalid(position: 0) }
      second = number
    }
    guard let fraction = ClockText.fraction(text, from: index) else { return .invalid(position: 0) }
    return set(hour, minute, second, fraction)
  }

  /// Six or four digits, perhaps with a fraction.
  mutating func scan(concatenated text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    var index = 0
    while index < text.count, text[index].isDigit { index += 1 }
    // `index` ends the leading digits.
    let digits = UnsafeRawBufferPointer(rebasing: text[..<index])
    guard index == 4 || index == 6, case .value(let number) = IntegerText.parse(digits) else {
      return .invalid(position: 0)
    }
    guard let fraction = ClockText.fraction(text, from: index) else { return .invalid(position: 0) }
    let value = Int(number) * (index == 4 ? 100 : 1)
    return set(value / 10000, value / 100 % 100, value % 100, fraction)
  }

  private func number(_ text: UnsafeRawBufferPointer, _ index: inout Int) -> Int? {
    let start = index
    var value = 0
    while index < text.count, text[index].isDigit, index - start < 3 {
      value = value * 10 + Int(text[index] &- 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  private func eatColon(_ text: UnsafeRawBufferPointer, _ index: inout Int) -> Bool {
    guard index < text.count, text[index] == 0x3a else { return false }
    index += 1
    return true
  }

  /// Microseconds of a point and digits that reach the end, the seventh digit rounding; 0 for nothing at all.
  static func fraction(_ text: UnsafeRawBufferPointer, from start: Int) -> Int64? {
    guard start < text.count else { return 0 }
    guard text[start] == 0x2e else { return nil }
    var value: Int64 = 0
    var digits = 0
    for index in (start + 1)..<text.count {
      guard text[index].isDigit else { return nil }
      let digit = Int64(text[index] &- 0x30)
      if digits < 6 { value = value * 10 + digit }
      if digits == 6, digit >= 5 { value += 1 }
      digits += 1
    }
    return digits < 6 ? value * PowersOfTen.int64(6 - digits) : value
  }

  private mutating func set(_ hour: Int, _ minute: Int, _ second: Int, _ fraction: Int64) -> Parsed<Int64>? {
    guard hour <= 24, minute < 60, second <= 60 else { return .outOfRange }
    microseconds = Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
    return microseconds > Timestamp.microsecondsPerDay ? .outOfRange : nil
  }
}
