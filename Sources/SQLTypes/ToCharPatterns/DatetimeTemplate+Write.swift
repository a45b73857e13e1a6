extension DatetimeTemplate {
  /// TO_CHAR of a timestamp.
  package func text(timestamp: Int64) -> String {
    var output: [UInt8] = []
    append(timestamp: timestamp, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// TO_CHAR of a moment in UTC, shown in a zone.
  package func text(timestamptz: Int64, zone: TimeZoneRules) -> String {
    var output: [UInt8] = []
    append(timestamptz: timestamptz, zone: zone, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  package func append(timestamp: Int64, to output: inout [UInt8]) {
    append(TemplateValue(timestamp: timestamp, period: nil), to: &output)
  }

  package func append(timestamptz: Int64, zone: TimeZoneRules, to output: inout [UInt8]) {
    let period = zone.period(atUTC: timestamptz)
    append(TemplateValue(timestamp: timestamptz &+ period.offset &* 1_000_000, period: period), to: &output)
  }

  private func append(_ value: TemplateValue, to output: inout [UInt8]) {
    for element in elements {
      switch element {
      case .literal(let byte): output.append(byte)
      case .field(let field, let spelling, let isFilled, let ordinal):
        value.append(field, spelling, isFilled: isFilled, to: &output)
        if let ordinal { Self.appendOrdinal(ordinal, to: &output) }
      }
    }
  }

  /// `st`, `nd`, `rd`, `th` by the digits that stand last.
  static func appendOrdinal(_ spelling: Case, to output: inout [UInt8]) {
    guard let last = output.last, last.isDigit else { return }
    let isTeen = output.count > 1 && output[output.count - 2] == 0x31
    let suffix: StaticString =
      switch (last, isTeen) {
      case (0x31, false): "st"
      case (0x32, false): "nd"
      case (0x33, false): "rd"
      default: "th"
      }
    for index in 0..<2 { output.append(spelling == .upper ? suffix.utf8Start[index] & ~0x20 : suffix.utf8Start[index]) }
  }
}

/// A timestamp taken apart once for all fields of a template.
private struct TemplateValue {
  let days: Int64
  let time: Int64
  let date: CivilDate
  let period: TimeZoneRules.Period?

  init(timestamp: Int64, period: TimeZoneRules.Period?) {
    days = Timestamp.days(timestamp)
    time = Timestamp.timeOfDay(timestamp)
    date = CivilDate(days: days)
    self.period = period
  }

  private var hour: Int { Int(time / Timestamp.microsecondsPerHour) }
  /// Counted from 1 in either era.
  private var year: Int { date.year > 0 ? date.year : 1 - date.year }

  func append(
    _ field: DatetimeTemplate.Field, _ spelling: DatetimeTemplate.Case, isFilled: Bool, to output: inout [UInt8]
  ) {
    if let name = name(field) {
      append(name.text, spelling, width: isFilled ? name.width : 0, to: &output)
    } else if field == .yearComma {
      append(year / 1000, width: isFilled ? 1 : 0, to: &output)
      output.append(0x2c)
      append(year % 1000, width: 3, to: &output)
    } else if field == .zone || field == .zoneOffset {
      appendZone(field, spelling, to: &output)
    } else {
      let (number, width) = number(field)
      // Fractions keep their zeros, also with FM.
      let isFraction = field == .millisecond || field == .microsecond
      append(number, width: isFilled || isFraction ? width : 0, to: &output)
    }
  }

  // MARK: Names

  /// Text in lower case and the width it is padded to.
  private func name(_ field: DatetimeTemplate.Field) -> (text: StaticString, width: Int)? {
    switch field {
    case .monthName: (DatetimeWords.months[date.month - 1], 9)
    case .monthShort: (TemplateValue.shortMonths[date.month - 1], 0)
    case .dayName: (DatetimeWords.weekdays[Int(CivilDate.weekday(days: days))], 9)
    case .dayShort: (TemplateValue.shortDays[Int(CivilDate.weekday(days: days))], 0)
    case .monthRoman: (TemplateValue.romanMonths[date.month - 1], 4)
    case .meridiem: (hour < 12 ? "am" : "pm", 0)
    case .meridiemPoints: (hour < 12 ? "a.m." : "p.m.", 0)
    case .era: (date.year > 0 ? "ad" : "bc", 0)
    case .eraPoints: (date.year > 0 ? "a.d." : "b.c.", 0)
    default: nil
    }
  }

  private static let shortMonths: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let shortDays: [StaticString] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
  static let romanMonths: [StaticString] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
  ]

  private func append(
    _ text: StaticString, _ spelling: DatetimeTemplate.Case, width: Int, to output: inout [UInt8]
  ) {
    for index in 0..<text.utf8CodeUnitCount {
      let byte = text.utf8Start[index]
      let isUpper = byte.isLetter && (spelling == .upper || (spelling == .capitalized && index == 0))
      output.append(isUpper ? byte & ~0x20 : byte)
    }
    for _ in text.utf8CodeUnitCount..<max(width, text.utf8CodeUnitCount) { output.append(0x20) }
  }

  private func appendZone(
    _ field: DatetimeTemplate.Field, _ spelling: DatetimeTemplate.Case, to output: inout [UInt8]
  ) {
    let period = self.period ?? TimeZoneRules.Period(offset: 0, abbreviation: "UTC")
    if field == .zone {
      let name = spelling == .lower ? period.abbreviation.lowercased() : period.abbreviation
      output.append(contentsOf: name.utf8)
    } else {
      output.append(period.offset < 0 ? 0x2d : 0x2b)
      append(Int(abs(period.offset) / 3600), width: 2, to: &output)
      guard period.offset % 3600 != 0 else { return }
      output.append(0x3a)
      append(Int(abs(period.offset) / 60 % 60), width: 2, to: &output)
    }
  }

  // MARK: Numbers

  private func append(_ number: Int, width: Int, to output: inout [UInt8]) {
    let digits = IntegerText.digitCount(UInt64(number))
    for _ in digits..<max(width, digits) { output.append(0x30) }
    var divisor = Int(PowersOfTen.int64(digits - 1))
    while divisor > 0 {
      output.append(UInt8(truncatingIfNeeded: number / divisor % 10) + 0x30)
      divisor /= 10
    }
  }

  /// The field's number, never negative, and how many digits it is padded to.
  private func number(_ field: DatetimeTemplate.Field) -> (Int, width: Int) {
    switch field {
    case .hour12: (hour % 12 == 0 ? 12 : hour % 12, 2)
    case .hour24: (hour, 2)
    case .minute: (Int(time / Timestamp.microsecondsPerMinute % 60), 2)
    case .second: (Int(time / 1_000_000 % 60), 2)
    case .millisecond: (Int(time / 1000 % 1000), 3)
    case .microsecond: (Int(time % 1_000_000), 6)
    case .secondOfDay: (Int(time / 1_000_000), 1)
    case .year(let digits): (year % Int(PowersOfTen.int64(digits < 4 ? digits : 7)), digits)
    case .century: ((year + 99) / 100, 2)
    case .quarter: ((date.month - 1) / 3 + 1, 1)
    case .month: (date.month, 2)
    case .day: (date.day, 2)
    case .julian: (max(Int(days) + 2_440_588, 0), 1)
    default: weekNumber(field)
    }
  }

  private func weekNumber(_ field: DatetimeTemplate.Field) -> (Int, width: Int) {
    let weekday = Int(CivilDate.weekday(days: days))
    switch field {
    case .dayOfYear: return (date.dayOfYear, 3)
    case .dayOfWeek: return (weekday + 1, 1)
    case .isoDayOfWeek: return (weekday == 0 ? 7 : weekday, 1)
    case .weekOfMonth: return ((date.day - 1) / 7 + 1, 1)
    case .weekOfYear: return ((date.dayOfYear - 1) / 7 + 1, 2)
    default: break
    }
    let iso = CivilDate.isoWeek(days: days)
    switch field {
    case .isoWeek: return (iso.week, 2)
    case .isoDayOfYear: return ((iso.week - 1) * 7 + (weekday == 0 ? 7 : weekday), 3)
    case .isoYear(let digits):
      return (max(iso.year, 0) % Int(PowersOfTen.int64(digits < 4 ? digits : 7)), digits)
    default: return (0, 1)
    }
  }
}
