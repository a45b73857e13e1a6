/// Takes what the tokens of a mask ask for, one after another: into plain numbers, as each value of a column comes here.
struct MaskReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var fraction: Int64 = 0
  private var isHour12 = false
  private var isPM: Bool?
  /// Seconds east of Greenwich.
  private var offset: Int?

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  mutating func take(_ token: DatetimeMask.Token) -> Bool {
    switch token {
    case .year4: takeNumber(token, digits: 4)
    case .year2, .month, .day, .hour24, .hour12, .minute, .second: takeNumber(token, digits: 2)
    case .monthName: takeMonthName()
    case .meridiem: takeMeridiem()
    case .offset: takeOffset()
    case .blank: takeBlanks()
    case .literal(let byte): eat(byte)
    }
  }

  private mutating func takeNumber(_ token: DatetimeMask.Token, digits: Int) -> Bool {
    guard let value = number(digits: digits) else { return false }
    switch token {
    case .year4: year = value
    case .year2: year = value + (value < 70 ? 2000 : 1900)
    case .month: month = value
    case .day: day = value
    case .hour12: (hour, isHour12) = (value, true)
    case .minute: minute = value
    case .second:
      second = value
      takeFraction()
    default: hour = value
    }
    return true
  }

  private mutating func number(digits limit: Int) -> Int? {
    let start = index
    var value = 0
    while index < bytes.count, index - start < limit, bytes[index].isDigit {
      value = value * 10 + Int(bytes[index] &- 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  private mutating func eat(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index].lowercased == byte.lowercased else { return false }
    index += 1
    return true
  }

  private mutating func takeBlanks() -> Bool {
    let start = index
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    return index > start
  }

  /// A point and digits, the seventh rounding, where there is a point.
  private mutating func takeFraction() {
    guard index < bytes.count, bytes[index] == 0x2e else { return }
    var end = index + 1
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    let text = UnsafeRawBufferPointer(rebasing: bytes[index..<end])
    fraction = ClockText.fraction(text, from: 0) ?? 0
    index = end
  }

  private mutating func takeMonthName() -> Bool {
    let start = index
    while index < bytes.count, bytes[index].isLetter { index += 1 }
    month = DatetimeWords.month(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
    return month != nil
  }

  private mutating func takeMeridiem() -> Bool {
    guard index + 2 <= bytes.count else { return false }
    isPM = DatetimeWords.meridiem(UnsafeRawBufferPointer(rebasing: bytes[index..<index + 2]))
    index += 2
    return isPM != nil
  }

  /// `+00`, `-0830`, `+05:30`, blanks before it allowed.
  private mutating func takeOffset() -> Bool {
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    guard index + 1 < bytes.count, bytes[index] == 0x2b || bytes[index] == 0x2d else { return false }
    let start = index
    index += 1
    while index < bytes.count, bytes[index].isDigit || bytes[index] == 0x3a { index += 1 }
    offset = TimeZones.offset(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
    return offset != nil
  }

  /// The time put together, beside the day; nil for a time that does not exist.
  mutating func finish() -> MaskedDatetime? {
    if isHour12 || isPM != nil, hour > 12 || (isHour12 && hour == 0) {
      return nil
    }
    if let isPM { hour = hour % 12 + (isPM ? 12 : 0) }
    guard hour <= 24, minute < 60, second <= 60 else { return nil }
    let time = Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
    guard time <= Timestamp.microsecondsPerDay else { return nil }
    return MaskedDatetime(days: days, time: time, offset: offset)
  }

  /// Nil without a year, and where the calendar has no such day.
  private var days: Int64? {
    guard let year else { return nil }
    let date = CivilDate(year: year, month: month ?? 1, day: day ?? 1)
    return date.isValid ? date.days : nil
  }
}
