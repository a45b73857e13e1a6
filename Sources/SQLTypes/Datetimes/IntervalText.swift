/// Text ↔ intervals: `7 days, 3 hours`, `1w, 1h, 1m, 1s`, `0.5 days`, `1 day 02:00:00` (sql.md 2.4).
package enum IntervalText {
  /// Reads a literal. `from` and `to` are the qualifiers behind it (`INTERVAL '1' DAY`, `'1-2' YEAR TO MONTH`); a
  /// number without a unit counts the last of them, or seconds; from MINUTE on, `12:34` is minutes and seconds. 22007
  /// for text that is no interval.
  package static func parse(
    _ text: String, from: DatePart? = nil, to: DatePart? = nil
  ) throws(SQLError) -> Interval {
    let startsWithMinutes = from == .minute && to == .second
    let interval = text.withRawUTF8 { parse($0, unit: to ?? from ?? .second, startsWithMinutes: startsWithMinutes) }
    guard let interval else {
      throw SQLError(.invalidDatetime, "invalid input syntax for type interval: \"\(text)\"")
    }
    return interval
  }

  /// The same on bytes; nil for text that is no interval.
  package static func parse(
    _ bytes: UnsafeRawBufferPointer, unit: DatePart = .second, startsWithMinutes: Bool = false
  ) -> Interval? {
    var scan = IntervalScan(bytes: bytes, unit: unit, startsWithMinutes: startsWithMinutes)
    return scan.interval()
  }

  /// The longest text `write` makes, of the most years, months, days and microseconds there are.
  package static let maximumLength = 96

  /// `1 year 2 mons 3 days 04:05:06.789`, as PostgreSQL prints (wire.md 3.1), and the count of bytes. `buffer` holds at
  /// least `maximumLength` bytes.
  @discardableResult
  package static func write(_ interval: Interval, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var output = IntervalWriter(ByteWriter(buffer))
    output.append(interval.months / 12, "year")
    output.append(interval.months % 12, "mon")
    output.append(interval.microseconds / Timestamp.microsecondsPerDay, "day")
    output.append(time: interval.microseconds % Timestamp.microsecondsPerDay)
    return output.bytes.count
  }

  package static func text(_ interval: Interval) -> String {
    String(capacity: maximumLength) { write(interval, into: $0) }
  }
}

/// Appends the parts of an interval; behind a negative part a positive one has its sign.
private struct IntervalWriter {
  private(set) var bytes: ByteWriter
  private var isBehindNegative = false

  init(_ bytes: ByteWriter) { self.bytes = bytes }

  mutating func append(_ count: Int64, _ unit: StaticString) {
    guard count != 0 else { return }
    startPart(isNegative: count < 0)
    bytes.append(digits: count.magnitude)
    bytes.append(0x20)
    bytes.append(unit)
    if count != 1 { bytes.append(0x73) }
  }

  /// Less than a day; no time at all is written where it is all there is.
  mutating func append(time: Int64) {
    guard time != 0 || bytes.count == 0 else { return }
    startPart(isNegative: time < 0)
    bytes.append(time: abs(time))
  }

  private mutating func startPart(isNegative: Bool) {
    if bytes.count > 0 { bytes.append(0x20) }
    if isNegative { bytes.append(0x2d) } else if isBehindNegative { bytes.append(0x2b) }
    isBehindNegative = isNegative
  }
}

/// Reads numbers and units one pair after another.
private struct IntervalScan {
  private let bytes: UnsafeRawBufferPointer
  private let unit: DatePart
  private let startsWithMinutes: Bool
  private var index = 0
  private var result = Interval()
  private var count = 0

  init(bytes: UnsafeRawBufferPointer, unit: DatePart, startsWithMinutes: Bool) {
    self.bytes = bytes.trimmed
    self.unit = unit
    self.startsWithMinutes = startsWithMinutes
  }

  mutating func interval() -> Interval? {
    skipSeparators()
    while index < bytes.count {
      if takeAgo() {
        skipSeparators()
        return index == bytes.count && count > 0 ? result.negated : nil
      }
      guard takePart() else { return nil }
      count += 1
      skipSeparators()
    }
    return count > 0 ? result : nil
  }

  private mutating func skipSeparators() {
    while index < bytes.count, bytes[index].isBlank || bytes[index] == 0x2c || bytes[index] == 0x40 { index += 1 }
  }

  private mutating func takeAgo() -> Bool {
    let start = index
    if word().equals(lowercase: "ago") { return true }
    index = start
    return false
  }

  /// Letters from here on.
  private mutating func word() -> UnsafeRawBufferPointer {
    let start = index
    while index < bytes.count, bytes[index].isLetter { index += 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<index])
  }

  private mutating func takePart() -> Bool {
    let isNegative = bytes[index] == 0x2d
    if isNegative || bytes[index] == 0x2b { index += 1 }
    let start = index
    while index < bytes.count, bytes[index].isDigit || bytes[index] == 0x2e || bytes[index] == 0x3a { index += 1 }
    let number = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
    if number.contains(0x3a) { return takeTime(number, isNegative: isNegative) }
    if index < bytes.count, bytes[index] == 0x2d, count == 0 { return takeYearMonth(number, isNegative: isNegative) }
    return takeNumber(number, isNegative: isNegative)
  }

  private mutating func takeTime(_ text: UnsafeRawBufferPointer, isNegative: Bool) -> Bool {
    let isMinutes = startsWithMinutes && text.firstIndex(of: 0x3a) == text.lastIndex(of: 0x3a)
    guard let time = isMinutes ? IntervalScan.minutes(text) : IntervalScan.clock(text) else { return false }
    return add(Interval(microseconds: isNegative ? -time : time))
  }

  /// `minutes:seconds[.fraction]`
  private static func minutes(_ text: UnsafeRawBufferPointer) -> Int64? {
    withUnsafeTemporaryAllocation(byteCount: text.count + 2, alignment: 1) { copy in
      copy[0] = 0x30
      copy[1] = 0x3a
      for (offset, byte) in text.enumerated() { copy[offset + 2] = byte }
      return clock(UnsafeRawBufferPointer(copy))
    }
  }

  /// `hours:minutes[:seconds[.fraction]]`, hours without limit.
  private static func clock(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard let colon = text.firstIndex(of: 0x3a) else { return nil }
    guard case .value(let hours) = IntegerText.parse(UnsafeRawBufferPointer(rebasing: text[..<colon])) else {
      return nil
    }
    var clock = ClockText()
    let length = text.count - colon
    // `0` stands in for the hours, which may be more than a day's.
    let failure = withUnsafeTemporaryAllocation(byteCount: length + 1, alignment: 1) { copy in
      copy[0] = 0x30
      for offset in 0..<length { copy[offset + 1] = text[colon + offset] }
      return clock.scan(UnsafeRawBufferPointer(copy))
    }
    guard failure == nil, hours < 1_000_000_000 else { return nil }
    return hours * Timestamp.microsecondsPerHour + clock.microseconds
  }

  /// `1-2`: years and months.
  private mutating func takeYearMonth(_ years: UnsafeRawBufferPointer, isNegative: Bool) -> Bool {
    index += 1
    let start = index
    while index < bytes.count, bytes[index].isDigit { index += 1 }
    let months = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
    guard case .value(let year) = IntegerText.parse(years), case .value(let month) = IntegerText.parse(months),
      year < 1_000_000, month < 12
    else { return false }
    let total = year * 12 + month
    return add(Interval(months: isNegative ? -total : total))
  }

  /// A number and its unit; without a unit, days before a time of day or another number, else what the qualifier says.
  private mutating func takeNumber(_ number: UnsafeRawBufferPointer, isNegative: Bool) -> Bool {
    guard !number.isEmpty else { return false }
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    let name = word()
    let part: DatePart
    if name.isEmpty {
      part = isNumberNext && unit.span?.months == 0 ? .day : unit
    } else {
      guard let named = DatePart(name: String(decoding: name, as: UTF8.self)) else { return false }
      part = named
    }
    guard let span = part.span, let interval = IntervalScan.scaled(span, by: number) else { return false }
    return add(isNegative ? Interval(months: -interval.months, microseconds: -interval.microseconds) : interval)
  }

  private var isNumberNext: Bool {
    guard index < bytes.count else { return false }
    if bytes[index].isDigit { return true }
    let isSign = bytes[index] == 0x2d || bytes[index] == 0x2b
    return isSign && index + 1 < bytes.count && bytes[index + 1].isDigit
  }

  private static func scaled(_ span: Interval, by number: UnsafeRawBufferPointer) -> Interval? {
    if case .value(let whole) = IntegerText.parse(number) { return span.multiplied(by: whole) }
    guard case .value(let factor) = DoubleText.parse(number) else { return nil }
    return span.multiplied(by: factor)
  }

  private mutating func add(_ interval: Interval) -> Bool {
    guard let sum = result.adding(interval) else { return false }
    result = sum
    return true
  }
}

extension DatePart {
  /// One of this part as an interval; nil for parts that are no spans.
  package var span: Interval? {
    switch self {
    case .microsecond: Interval(microseconds: 1)
    case .millisecond: Interval(microseconds: 1000)
    case .second: Interval(microseconds: 1_000_000)
    case .minute: Interval(microseconds: Timestamp.microsecondsPerMinute)
    case .hour: Interval(microseconds: Timestamp.microsecondsPerHour)
    case .day: Interval(microseconds: Timestamp.microsecondsPerDay)
    case .week: Interval(microseconds: 7 * Timestamp.microsecondsPerDay)
    case .month: Interval(months: 1)
    case .quarter: Interval(months: 3)
    case .year: Interval(months: 12)
    case .decade: Interval(months: 120)
    case .century: Interval(months: 1200)
    case .millennium: Interval(months: 12_000)
    default: nil
    }
  }
}
