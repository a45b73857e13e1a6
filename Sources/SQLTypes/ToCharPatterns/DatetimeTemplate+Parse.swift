extension DatetimeTemplate {
  /// TO_TIMESTAMP: microseconds on the clock the text speaks of. What the pattern does not ask for is the start of its
  /// span; days and hours beyond their limits roll over unless `isStrict` (22008). 22007 for text that does not fit.
  package func timestamp(_ bytes: UnsafeRawBufferPointer, isStrict: Bool = false) throws(SQLError) -> Int64 {
    let parts = try parts(bytes)
    let days = try parts.days(isStrict: isStrict)
    let time = try parts.time(isStrict: isStrict)
    guard let timestamp = Timestamp.joined(days: days, time: time) else {
      throw SQLError(.datetimeOverflow, "timestamp out of range: \"\(String(decoding: bytes, as: UTF8.self))\"")
    }
    return timestamp
  }

  /// TO_DATE: days since 1970-01-01. 22007 for text that does not follow the pattern, 22008 for a day that does not
  /// exist.
  package func date(_ bytes: UnsafeRawBufferPointer, isStrict: Bool = false) throws(SQLError) -> Int64 {
    try parts(bytes).days(isStrict: isStrict)
  }

  /// The same of a `String`; errors as there.
  package func timestamp(_ text: String, isStrict: Bool = false) throws(SQLError) -> Int64 {
    try Self.bytes(of: text) { bytes throws(SQLError) in try timestamp(bytes, isStrict: isStrict) }
  }

  /// The same of a `String`; errors as there.
  package func date(_ text: String, isStrict: Bool = false) throws(SQLError) -> Int64 {
    try Self.bytes(of: text) { bytes throws(SQLError) in try date(bytes, isStrict: isStrict) }
  }

  private static func bytes(
    of text: String, _ body: (UnsafeRawBufferPointer) throws(SQLError) -> Int64
  ) throws(SQLError) -> Int64 {
    let result = text.withRawUTF8 { bytes in
      do throws(SQLError) { return Result<Int64, SQLError>.success(try body(bytes)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func parts(_ bytes: UnsafeRawBufferPointer) throws(SQLError) -> TemplateParts {
    var reader = TemplateTextReader(bytes: bytes)
    for (index, element) in elements.enumerated() {
      if reader.isAtEnd { break }
      switch element {
      case .literal(let byte): reader.skipLiteral(byte, isExact: isExact)
      case .field(let field, _, let isFilled, let ordinal):
        if !isExact { reader.skipBlanks() }
        if reader.isAtEnd { break }
        let isOpen = !isFilled || !isDigitNext(index)
        try reader.take(field, isOpen: isOpen)
        if ordinal != nil { reader.skip(2) }
      }
    }
    return reader.parts
  }

  /// Whether digits of another field may follow, so that this one must not take more than its own.
  private func isDigitNext(_ index: Int) -> Bool {
    guard index + 1 < elements.count else { return false }
    switch elements[index + 1] {
    case .literal(let byte): return byte.isDigit
    case .field(let field, _, _, _):
      switch field {
      case .monthName, .monthShort, .dayName, .dayShort, .meridiem, .meridiemPoints, .era, .eraPoints, .monthRoman:
        return false
      default: return true
      }
    }
  }
}

/// What a text said, field by field.
private struct TemplateParts {
  var hour = 0
  var minute = 0
  var second = 0
  var microsecond: Int64 = 0
  var secondOfDay: Int?
  var isPM: Bool?
  var isBC = false
  var year: Int?
  var century: Int?
  var month: Int?
  var day: Int?
  var dayOfYear: Int?
  var weekOfYear: Int?
  var weekOfMonth: Int?
  var isoYear: Int?
  var isoWeek: Int?
  var isoDay: Int?
  var julian: Int64?

  func time(isStrict: Bool) throws(SQLError) -> Int64 {
    if let secondOfDay { return Int64(secondOfDay) * 1_000_000 + microsecond }
    var hour = hour
    if let isPM {
      guard (1...12).contains(hour) else {
        throw SQLError(.invalidDatetime, "AM/PM hour must be between 1 and 12")
      }
      hour = hour % 12 + (isPM ? 12 : 0)
    }
    if isStrict, hour > 23 || minute > 59 || second > 59 {
      throw SQLError(.datetimeOverflow, "date/time field time value out of range: \(hour):\(minute):\(second)")
    }
    return (Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)) * 1_000_000 + microsecond
  }

  func days(isStrict: Bool) throws(SQLError) -> Int64 {
    let days = try unchecked(isStrict: isStrict)
    guard CivilDate.range.contains(days) else { throw SQLError(.datetimeOverflow, "date out of range") }
    return days
  }

  private func unchecked(isStrict: Bool) throws(SQLError) -> Int64 {
    if let julian { return julian - 2_440_588 }
    if isoYear != nil || isoWeek != nil || isoDay != nil, month == nil, day == nil { return isoDays }
    let year = try astronomicalYear()
    let first = CivilDate(year: year, month: 1, day: 1).days
    if let dayOfYear { return first + Int64(dayOfYear - 1) }
    if let weekOfYear { return first + Int64(weekOfYear - 1) * 7 }
    return try calendarDays(year, isStrict: isStrict)
  }

  private func astronomicalYear() throws(SQLError) -> Int {
    guard var year else { return century.map { ($0 - 1) * 100 + 1 } ?? 0 }
    if let century, year < 100 { year += (century - 1) * 100 }
    return isBC ? 1 - year : year
  }

  /// A month or day beyond its limit goes on in the next (2001-06-31 is 2001-07-01).
  private func calendarDays(_ year: Int, isStrict: Bool) throws(SQLError) -> Int64 {
    let month = month ?? 1
    let day = weekOfMonth.map { ($0 - 1) * 7 + 1 } ?? day ?? 1
    if isStrict, !CivilDate(year: year, month: month, day: day).isValid {
      throw SQLError(.datetimeOverflow, "date/time field date value out of range: \(year)-\(month)-\(day)")
    }
    let overflow = (max(month, 1) - 1) / 12
    let start = CivilDate(year: year + overflow, month: (max(month, 1) - 1) % 12 + 1, day: 1)
    return start.days + Int64(max(day, 1) - 1)
  }

  /// Monday of the ISO week, then the day of the week.
  private var isoDays: Int64 {
    let fourth = CivilDate(year: isoYear ?? year ?? 0, month: 1, day: 4).days
    let monday = fourth - (CivilDate.weekday(days: fourth) + 6) % 7
    return monday + Int64((isoWeek ?? 1) - 1) * 7 + Int64((isoDay ?? 1) - 1)
  }
}

/// Takes what a template's fields ask for from the text.
private struct TemplateTextReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private(set) var parts = TemplateParts()

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  mutating func skip(_ count: Int) { index = min(index + count, bytes.count) }

  mutating func skipBlanks() {
    while index < bytes.count, bytes[index].isBlank { index += 1 }
  }

  /// A letter stands for any letter, other literals for anything that is neither letter nor digit.
  mutating func skipLiteral(_ literal: UInt8, isExact: Bool) {
    let byte = bytes[index]
    guard isExact || (literal.isLetter ? byte.isLetter : !byte.isLetter && !byte.isDigit) else { return }
    index += 1
  }

  mutating func take(_ field: DatetimeTemplate.Field, isOpen: Bool) throws(SQLError) {
    switch field {
    case .monthName, .monthShort: parts.month = try takeName("MONTH") { DatetimeWords.month($0) }
    case .dayName, .dayShort: _ = try takeName("DAY") { DatetimeWords.weekday($0) }
    case .monthRoman: parts.month = try takeName("RM") { Self.romanMonth($0) }
    case .meridiem, .meridiemPoints: parts.isPM = try takeMark("AM/PM") { DatetimeWords.meridiem($0) }
    case .era, .eraPoints: parts.isBC = try takeMark("BC/AD") { DatetimeWords.era($0) }
    case .zone, .zoneOffset:
      throw SQLError(.featureNotSupported, "\"TZ\"/\"tz\" not supported")
    case .millisecond: parts.microsecond += try takeFraction(digits: 3)
    case .microsecond: parts.microsecond += try takeFraction(digits: 6)
    default: try takeNumber(field, isOpen: isOpen)
    }
  }

  // MARK: Words

  private mutating func takeName(
    _ pattern: StaticString, _ find: (UnsafeRawBufferPointer) -> Int?
  ) throws(SQLError) -> Int {
    let start = index
    while index < bytes.count, bytes[index].isLetter { index += 1 }
    let word = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
    if let found = find(word) { return found }
    // A short name may be followed by letters of what comes next.
    if word.count > 3, let found = find(UnsafeRawBufferPointer(rebasing: word[..<3])) {
      index = start + 3
      return found
    }
    throw invalid(word, pattern)
  }

  private mutating func takeMark(
    _ pattern: StaticString, _ find: (UnsafeRawBufferPointer) -> Bool?
  ) throws(SQLError) -> Bool {
    for length in [4, 2] where index + length <= bytes.count {
      let word = UnsafeRawBufferPointer(rebasing: bytes[index..<index + length])
      guard let found = find(word) else { continue }
      index += length
      return found
    }
    throw invalid(UnsafeRawBufferPointer(rebasing: bytes[index...]), pattern)
  }

  private static func romanMonth(_ word: UnsafeRawBufferPointer) -> Int? {
    let names: [StaticString] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    return names.firstIndex { word.equals(lowercase: $0) }.map { $0 + 1 }
  }

  private func invalid(_ word: UnsafeRawBufferPointer, _ pattern: StaticString) -> SQLError {
    SQLError(.invalidDatetime, "invalid value \"\(String(decoding: word, as: UTF8.self))\" for \"\(pattern)\"")
  }

  // MARK: Numbers

  /// At most `limit` digits, or all there are where nothing else could take them.
  private mutating func digits(limit: Int) throws(SQLError) -> Int {
    let start = index
    var value = 0
    while index < bytes.count, index - start < limit, bytes[index].isDigit {
      value = value * 10 + Int(bytes[index] &- 0x30)
      index += 1
    }
    guard index > start else {
      let word = bytes[start...].prefix(4)
      throw SQLError(
        .invalidDatetime, "invalid value \"\(String(decoding: word, as: UTF8.self))\" for a number in the pattern",
        detail: "Value must be an integer.")
    }
    return value
  }

  /// `5` for MS is half a second: digits of a fraction.
  private mutating func takeFraction(digits limit: Int) throws(SQLError) -> Int64 {
    let start = index
    let value = try digits(limit: limit)
    while index < bytes.count, bytes[index].isDigit { index += 1 }
    let count = min(index - start, limit)
    return Int64(value) * PowersOfTen.int64(6 - count)
  }

  private mutating func takeNumber(_ field: DatetimeTemplate.Field, isOpen: Bool) throws(SQLError) {
    switch field {
    case .year(let digits): try takeYear(digits, isOpen: isOpen)
    case .yearComma:
      let thousands = try digits(limit: 6)
      if index < bytes.count, bytes[index] == 0x2c { index += 1 }
      parts.year = thousands * 1000 + (try digits(limit: 3))
    case .isoYear(let digits):
      parts.isoYear = Self.fullYear(try self.digits(limit: isOpen && digits == 4 ? 7 : digits), digits: digits)
    case .julian: parts.julian = Int64(try digits(limit: 9))
    case .secondOfDay: parts.secondOfDay = try digits(limit: 5)
    default: set(field, to: try digits(limit: isOpen ? 7 : Self.width(field)))
    }
  }

  private mutating func takeYear(_ width: Int, isOpen: Bool) throws(SQLError) {
    let isNegative = bytes[index] == 0x2d
    if isNegative { index += 1 }
    let start = index
    let year = try digits(limit: isOpen && width == 4 ? 7 : width)
    parts.year = width >= 4 ? year : Self.fullYear(year, digits: min(width, index - start))
    if isNegative { parts.isBC = true }
  }

  /// Two digits mean 1970…2069, three 1100…1999 or 2000…2099, one 2000…2009.
  private static func fullYear(_ year: Int, digits: Int) -> Int {
    switch digits {
    case 1: year + 2000
    case 2: year + (year < 70 ? 2000 : 1900)
    case 3: year + (year >= 100 ? 1000 : 2000)
    default: year
    }
  }

  private static func width(_ field: DatetimeTemplate.Field) -> Int {
    switch field {
    case .dayOfYear, .isoDayOfYear: 3
    case .quarter, .dayOfWeek, .isoDayOfWeek, .weekOfMonth: 1
    default: 2
    }
  }

  private mutating func set(_ field: DatetimeTemplate.Field, to number: Int) {
    switch field {
    case .hour12, .hour24: parts.hour = number
    case .minute: parts.minute = number
    case .second: parts.second = number
    case .month: parts.month = number
    case .day: parts.day = number
    case .dayOfYear: parts.dayOfYear = number
    case .century: parts.century = number
    case .weekOfYear: parts.weekOfYear = number
    case .weekOfMonth: parts.weekOfMonth = number
    case .isoWeek: parts.isoWeek = number
    case .isoDayOfWeek: parts.isoDay = number
    case .isoDayOfYear: (parts.isoWeek, parts.isoDay) = (1, number)
    default: break
    }
  }
}
