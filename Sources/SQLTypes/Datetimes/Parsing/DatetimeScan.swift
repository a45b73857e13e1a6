/// Gives each token of a datetime text its place among the fields (PostgreSQL's DecodeDateTime).
struct DatetimeScan {
  private(set) var fields = DatetimeFields()
  private let isTimeOnly: Bool
  private let order: DateOrder
  private var hasTextMonth = false
  private var yearDigits = 0
  private var isBC = false
  private var meridiem: Bool?
  /// A `J` or `T` said what the next number is.
  private var expectsJulianDay = false
  private var expectsTime = false

  init(isTimeOnly: Bool, _ order: DateOrder) {
    self.isTimeOnly = isTimeOnly
    self.order = order
  }

  /// Reads the whole text; gives what is wrong, or nil.
  mutating func scan(_ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    var tokens = DatetimeTokens(text)
    while let token = tokens.next() {
      if let failure = take(token.kind, token.text) { return failure }
    }
    return finish()
  }

  private mutating func take(_ kind: DatetimeTokens.Kind, _ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    switch kind {
    case .time: takeTime(text)
    case .zone: takeZone(text)
    case .word: takeWord(text)
    case .date: takeDate(text)
    case .number: takeNumber(text)
    }
  }

  private var hasDate: Bool {
    fields.julianDay != nil
      || (fields.year != nil && (fields.dayOfYear != nil || (fields.month != nil && fields.day != nil)))
  }

  private var hasPartOfDate: Bool {
    fields.julianDay != nil || fields.year != nil || fields.month != nil || fields.day != nil || fields.dayOfYear != nil
  }

  // MARK: Words

  private mutating func takeWord(_ word: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    if let month = DatetimeWords.month(word) { return take(textMonth: month) }
    if DatetimeWords.weekday(word) != nil || DatetimeWords.isIgnored(word) { return nil }
    if let isPM = DatetimeWords.meridiem(word) {
      meridiem = isPM
    } else if let isBC = DatetimeWords.era(word) {
      self.isBC = isBC
    } else if let special = DatetimeWords.special(word) {
      fields.special = special
    } else if word.equals(lowercase: "j") {
      expectsJulianDay = true
    } else if word.equals(lowercase: "t") {
      expectsTime = true
    } else if word.equals(lowercase: "allballs") {
      fields.time = 0
    } else {
      return takeZoneName(word)
    }
    return nil
  }

  /// A number before the month's name was its day, though it was taken for a month.
  private mutating func take(textMonth month: Int) -> Parsed<Int64>? {
    if hasTextMonth { return .invalid(position: 0) }
    if let number = fields.month, fields.day == nil { fields.day = number }
    hasTextMonth = true
    fields.month = month
    return nil
  }

  private mutating func takeZoneName(_ word: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    guard fields.zone == nil, let zone = TimeZones.zone(bytes: word) else { return .invalid(position: 0) }
    fields.zone = zone
    return nil
  }

  private mutating func takeZone(_ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    guard fields.time != nil || hasDate, let offset = TimeZones.offset(text) else { return .invalid(position: 0) }
    fields.zone = .offset(offset)
    return nil
  }

  // MARK: Times

  private mutating func takeTime(_ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    guard fields.time == nil else { return .invalid(position: 0) }
    var clock = ClockText()
    if let failure = clock.scan(text) { return failure }
    fields.time = clock.microseconds
    return nil
  }

  /// `040506`, `0405`, `040506.789`
  private mutating func takeConcatenatedTime(_ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    guard fields.time == nil else { return .invalid(position: 0) }
    var clock = ClockText()
    if let failure = clock.scan(concatenated: text) { return failure }
    fields.time = clock.microseconds
    return nil
  }

  // MARK: Dates

  /// `1999-01-08`, `Jan-08-95`, `31-Jan-2000`, `1996.008`; or a zone's name with a slash.
  private mutating func takeDate(_ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    if text[0].isLetter, DatetimeWords.month(leadingLetters(text)) == nil { return takeZoneName(text) }
    if isTimeOnly || hasDate, let hyphen = text.firstIndex(of: 0x2d), hyphen == 4 && text.count <= 7 || hyphen == 6 {
      // `040506-08`: a time and its zone.
      let time = UnsafeRawBufferPointer(rebasing: text[..<hyphen])
      return takeConcatenatedTime(time) ?? takeZone(UnsafeRawBufferPointer(rebasing: text[hyphen...]))
    }
    guard !hasDate else { return .invalid(position: 0) }
    if let failure = takeMonthPart(text) { return failure }
    var rest = text
    while let part = nextPart(&rest) {
      if part[0].isLetter { continue }
      if let failure = takeDatePart(part) { return failure }
    }
    return nil
  }

  private func leadingLetters(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var end = 0
    while end < text.count, text[end].isLetter { end += 1 }
    return UnsafeRawBufferPointer(rebasing: text[..<end])
  }

  private mutating func takeMonthPart(_ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    var rest = text
    while let part = nextPart(&rest) {
      guard part[0].isLetter else { continue }
      guard let month = DatetimeWords.month(part) else { return .invalid(position: 0) }
      if let failure = take(textMonth: month) { return failure }
    }
    return nil
  }

  /// Takes the digits or letters up to the next separator off `rest`.
  private func nextPart(_ rest: inout UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    var start = 0
    while start < rest.count, !rest[start].isDigit, !rest[start].isLetter { start += 1 }
    guard start < rest.count else { return nil }
    var end = start
    let isWord = rest[start].isLetter
    while end < rest.count, isWord ? rest[end].isLetter : rest[end].isDigit { end += 1 }
    let part = UnsafeRawBufferPointer(rebasing: rest[start..<end])
    rest = UnsafeRawBufferPointer(rebasing: rest[end...])
    return part
  }

  /// One number of a date takes the place that what is known leaves to it.
  private mutating func takeDatePart(_ part: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    guard part.count <= 7, case .value(let wide) = IntegerText.parse(part) else { return .invalid(position: 0) }
    let number = Int(wide)
    // Of four digits, say, or first where years are.
    let isYear = part.count >= 3 || order == .yearFirst
    switch (fields.year, fields.month, fields.day) {
    case (.some, nil, nil) where part.count == 3 && number >= 1 && number <= 366: fields.dayOfYear = number
    case (nil, nil, nil) where isYear, (nil, .some, .some): setYear(number, digits: part.count)
    case (nil, nil, nil) where order == .dayFirst: fields.day = number
    case (nil, nil, nil), (.some, nil, nil), (nil, nil, .some), (.some, nil, .some): fields.month = number
    case (nil, .some, nil) where hasTextMonth && isYear: setYear(number, digits: part.count)
    case (.some(let year), .some, nil) where hasTextMonth && part.count >= 3 && yearDigits <= 2:
      fields.day = year
      setYear(number, digits: part.count)
    case (nil, .some, nil), (.some, .some, nil): fields.day = number
    default: return .invalid(position: 0)
    }
    return nil
  }

  private mutating func setYear(_ year: Int, digits: Int) {
    fields.year = year
    yearDigits = digits
  }

  private mutating func takeNumber(_ text: UnsafeRawBufferPointer) -> Parsed<Int64>? {
    let digits = leadingDigits(text)
    if expectsJulianDay { return takeJulianDay(text, digits: digits) }
    if expectsTime {
      expectsTime = false
      return takeConcatenatedTime(text)
    }
    let hasPoint = digits < text.count
    if isTimeOnly, !hasDate, digits != 8 { return takeConcatenatedTime(text) }
    if hasDate { return takeConcatenatedTime(text) }
    if hasPoint, fields.year == nil, fields.month == nil { return takeDate(text) }
    if digits > 4 { return takeConcatenatedDate(text, digits: digits) }
    return hasPoint ? .invalid(position: 0) : takeDatePart(text)
  }

  private func leadingDigits(_ text: UnsafeRawBufferPointer) -> Int {
    var count = 0
    while count < text.count, text[count].isDigit { count += 1 }
    return count
  }

  private mutating func takeJulianDay(_ text: UnsafeRawBufferPointer, digits: Int) -> Parsed<Int64>? {
    expectsJulianDay = false
    guard digits == text.count, digits <= 9, case .value(let day) = IntegerText.parse(text) else {
      return .invalid(position: 0)
    }
    fields.julianDay = day
    return nil
  }

  /// `20080215`, `080215`, `2008046`, `08046`: the last four are month and day, or the last three the day of the year.
  private mutating func takeConcatenatedDate(_ text: UnsafeRawBufferPointer, digits: Int) -> Parsed<Int64>? {
    guard digits == text.count, digits <= 8, case .value(let wide) = IntegerText.parse(text) else {
      return .invalid(position: 0)
    }
    let number = Int(wide)
    if digits == 5 || digits == 7 {
      setYear(number / 1000, digits: digits - 3)
      fields.dayOfYear = number % 1000
    } else {
      setYear(number / 10000, digits: digits - 4)
      fields.month = number / 100 % 100
      fields.day = number % 100
    }
    return nil
  }

  // MARK: The whole

  private mutating func finish() -> Parsed<Int64>? {
    if let failure = applyMeridiem() { return failure }
    if fields.special != nil { return hasPartOfDate ? .invalid(position: 0) : nil }
    if isTimeOnly { return fields.time == nil ? .invalid(position: 0) : nil }
    guard hasDate, !expectsJulianDay else { return .invalid(position: 0) }
    return adjustYear()
  }

  private mutating func applyMeridiem() -> Parsed<Int64>? {
    guard let isPM = meridiem else { return nil }
    guard let time = fields.time else { return .invalid(position: 0) }
    let hour = time / Timestamp.microsecondsPerHour
    guard hour <= 12 else { return .outOfRange }
    let half = 12 * Timestamp.microsecondsPerHour
    if isPM, hour != 12 { fields.time = time + half }
    if !isPM, hour == 12 { fields.time = time - half }
    return nil
  }

  /// BC counts back from 1; two digits mean 1970…2069.
  private mutating func adjustYear() -> Parsed<Int64>? {
    guard let year = fields.year else { return nil }
    if isBC {
      guard year > 0 else { return .outOfRange }
      fields.year = 1 - year
    } else if yearDigits <= 2 {
      fields.year = year + (year < 70 ? 2000 : 1900)
    } else if year == 0 {
      return .outOfRange
    }
    return nil
  }
}
