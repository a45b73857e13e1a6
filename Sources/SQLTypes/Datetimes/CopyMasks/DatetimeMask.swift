/// A mask of COPY's DATEFORMAT and TIMEFORMAT, such as `MM.DD.YYYY HH:MI:SS` (copy.md part 3, "Mask tokens").
///
/// `HH` is `HH24` here, other than in SQL's functions; `SS` also takes a fraction; `MON` takes short and full names. A
/// number may be shorter than its token. All else in the mask stands for itself, a blank for any run of blanks.
package struct DatetimeMask: Hashable, Sendable {
  enum Token: Hashable, Sendable {
    case year4, year2, month, monthName, day, hour24, hour12, minute, second, meridiem
    /// Seconds east of Greenwich, only in the default of TIMESTAMPTZ.
    case offset
    case blank
    case literal(UInt8)

    /// Stands between the parts of a datetime.
    var isFiller: Bool {
      switch self {
      case .blank, .literal: true
      default: false
      }
    }
  }

  /// As given, for messages.
  package let text: String
  let tokens: [Token]
  /// The mask asks for `YYYY-MM-DD HH:MI:SS`, which a faster path reads too.
  let isISO: Bool

  package init(_ text: String) {
    self.text = text
    tokens = text.withRawUTF8 { DatetimeMask.tokens($0) }
    let hyphen = Token.literal(0x2d)
    let colon = Token.literal(0x3a)
    isISO = tokens == [.year4, hyphen, .month, hyphen, .day, .blank, .hour24, colon, .minute, colon, .second]
  }

  static let standardDate = DatetimeMask("YYYY-MM-DD")
  static let standardTimestamp = DatetimeMask("YYYY-MM-DD HH24:MI:SS")
  static let standardTimestamptz = DatetimeMask("YYYY-MM-DD HH24:MI:SSOF")

  /// Longer tokens stand before their beginnings.
  private static let words: [(StaticString, Token)] = [
    ("yyyy", .year4), ("yy", .year2), ("month", .monthName), ("mon", .monthName), ("mm", .month), ("mi", .minute),
    ("dd", .day), ("hh24", .hour24), ("hh12", .hour12), ("hh", .hour24), ("ss", .second), ("am", .meridiem),
    ("pm", .meridiem), ("of", .offset),
  ]

  private static func tokens(_ mask: UnsafeRawBufferPointer) -> [Token] {
    var tokens: [Token] = []
    var rest = mask
    while !rest.isEmpty {
      let word = words.first { word, _ in
        rest.count >= word.utf8CodeUnitCount
          && UnsafeRawBufferPointer(rebasing: rest[..<word.utf8CodeUnitCount]).equals(lowercase: word)
      }
      var length = word?.0.utf8CodeUnitCount ?? 1
      tokens.append(word?.1 ?? (rest[0].isBlank ? .blank : .literal(rest[0])))
      if tokens.last == .second { length += fractionLength(UnsafeRawBufferPointer(rebasing: rest[length...])) }
      rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
    return tokens
  }

  /// `.SSS` behind `SS` says what is so anyway: a fraction may follow.
  private static func fractionLength(_ rest: UnsafeRawBufferPointer) -> Int {
    guard rest.count >= 2, rest[0] == 0x2e, rest[1].lowercased == 0x73 else { return 0 }
    return 1 + rest.dropFirst().prefix { $0.lowercased == 0x73 }.count
  }

  /// Reads a text without blanks around it by the mask, which must give all parts that the mask names; what goes on
  /// behind it, such as an offset, is not looked at (copy.md 12b). Nil when it does not fit.
  func scan(_ bytes: UnsafeRawBufferPointer) -> DatetimeFields? {
    var reader = MaskReader(bytes: bytes)
    for token in tokens {
      guard reader.take(token) || reader.isAtEnd && token.isFiller else { return nil }
    }
    return reader.finish()
  }
}

/// Takes what the tokens of a mask ask for, one after another: into plain numbers, as each value of a column comes here.
private struct MaskReader {
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

  /// The fields with the time put together; nil for a time that does not exist.
  mutating func finish() -> DatetimeFields? {
    if isHour12 || isPM != nil, hour > 12 || (isHour12 && hour == 0) {
      return nil
    }
    if let isPM { hour = hour % 12 + (isPM ? 12 : 0) }
    guard hour <= 24, minute < 60, second <= 60 else { return nil }
    let time = Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
    guard time <= Timestamp.microsecondsPerDay else { return nil }
    var fields = DatetimeFields()
    (fields.year, fields.month, fields.day, fields.time) = (year, month, day, time)
    fields.zone = offset.map { .offset($0) }
    return fields
  }
}
