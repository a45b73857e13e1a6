/// The rule at the end of a zone file, such as `EST5EDT,M3.2.0,M11.1.0`: standard time, summer time and when it starts
/// and ends each year (POSIX TZ; RFC 9636 part 3.3).
struct PosixZoneRule: Hashable, Sendable {
  typealias Period = TimeZoneRules.Period

  let standard: Period
  let summer: Period?
  private let start: Change
  private let end: Change

  /// A day of the year and the clock time on it.
  private struct Change: Hashable, Sendable {
    enum Day: Hashable, Sendable {
      /// Month 1...12, week 1...5 (5 the last), weekday 0 Sunday…
      case weekday(month: Int, week: Int, weekday: Int)
      /// 1...365, 29 February never counted.
      case julian(Int)
      /// 0...365
      case ordinal(Int)
    }

    var day = Day.ordinal(0)
    var seconds: Int64 = 7200

    /// Days since 1970-01-01 of this change in a year.
    func days(in year: Int) -> Int64 {
      let first = CivilDate(year: year, month: 1, day: 1).days
      switch day {
      case .ordinal(let number): return first + Int64(number)
      case .julian(let number): return first + Int64(number - 1) + (CivilDate.isLeap(year) && number > 59 ? 1 : 0)
      case .weekday(let month, let week, let weekday):
        let start = CivilDate(year: year, month: month, day: 1).days
        let delay = (Int64(weekday) - CivilDate.weekday(days: start) + 7) % 7
        let day = delay + Int64(week - 1) * 7
        let length = Int64(CivilDate.daysInMonth(month, year: year))
        return start + (day >= length ? day - 7 : day)
      }
    }
  }

  /// What holds at a moment, in seconds since 1970 UTC.
  func period(atUTC seconds: Int64) -> Period {
    guard let summer else { return standard }
    let year = CivilDate(days: Timestamp.floorDivide(seconds + standard.offset, 86_400)).year
    let starts = start.days(in: year) * 86_400 + start.seconds - standard.offset
    let ends = end.days(in: year) * 86_400 + end.seconds - summer.offset
    let isSummer =
      starts < ends ? seconds >= starts && seconds < ends : seconds >= starts || seconds < ends
    return isSummer ? summer : standard
  }

  /// Reads the rule; nil for what is none.
  init?(_ text: String) {
    var reader = PosixReader(text: Array(text.utf8))
    guard let name = reader.name(), let west = reader.time() else { return nil }
    standard = Period(offset: -west, abbreviation: name)
    guard let summerName = reader.name() else {
      guard reader.isAtEnd else { return nil }
      (summer, start, end) = (nil, Change(), Change())
      return
    }
    let summerWest = reader.peek == 0x2c || reader.isAtEnd ? west - 3600 : reader.time() ?? west - 3600
    summer = Period(offset: -summerWest, abbreviation: summerName)
    guard let start = PosixZoneRule.change(&reader), let end = PosixZoneRule.change(&reader) else { return nil }
    (self.start, self.end) = (start, end)
  }

  private static func change(_ reader: inout PosixReader) -> Change? {
    guard reader.eat(0x2c) else { return nil }
    var change = Change()
    if reader.eat(0x4d) {
      guard let month = reader.number(), reader.eat(0x2e), let week = reader.number(), reader.eat(0x2e),
        let weekday = reader.number(), (1...12).contains(month), (1...5).contains(week), weekday <= 6
      else { return nil }
      change.day = .weekday(month: month, week: week, weekday: weekday)
    } else if reader.eat(0x4a) {
      guard let number = reader.number() else { return nil }
      change.day = .julian(number)
    } else {
      guard let number = reader.number() else { return nil }
      change.day = .ordinal(number)
    }
    if reader.eat(0x2f) {
      guard let seconds = reader.time() else { return nil }
      change.seconds = seconds
    }
    return change
  }
}

/// The small vocabulary of a POSIX TZ text.
struct PosixReader {
  let text: [UInt8]
  private var index = 0

  init(text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { index == text.count }
  var peek: UInt8? { index < text.count ? text[index] : nil }

  mutating func eat(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  mutating func number() -> Int? {
    let start = index
    var value = 0
    while let byte = peek, byte.isDigit, index - start < 4 {
      value = value * 10 + Int(byte &- 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  /// At least three letters, or anything between `<` and `>`; `isPath` takes `America/Los_Angeles` too.
  mutating func name(isPath: Bool = false) -> String? {
    let start = index
    if eat(0x3c) {
      while let byte = peek, byte != 0x3e { index += 1 }
      defer { index = min(index + 1, text.count) }
      return String(decoding: text[(start + 1)..<index], as: UTF8.self)
    }
    while let byte = peek, byte.isLetter || isPath && (byte == 0x2f || byte == 0x5f) { index += 1 }
    guard index - start >= 3 else {
      index = start
      return nil
    }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time() -> Int64? {
    let isNegative = eat(0x2d)
    if !isNegative { _ = eat(0x2b) }
    guard let hours = number() else { return nil }
    var seconds = Int64(hours) * 3600
    if eat(0x3a) {
      guard let minutes = number() else { return nil }
      seconds += Int64(minutes) * 60
      if eat(0x3a) {
        guard let rest = number() else { return nil }
        seconds += Int64(rest)
      }
    }
    return isNegative ? -seconds : seconds
  }
}
