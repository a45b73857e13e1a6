import SQLTypes
import TestSupport
import Testing

@Suite struct DatePartTests {
  private func timestamp(_ text: String) -> Int64 {
    guard case .value(let value) = text.withRawUTF8({ DatetimeParser.timestamp($0) }) else { return .min }
    return value
  }

  @Test(arguments: [
    ("weekday", DatePart.dayOfWeek), ("DOW", .dayOfWeek), ("hr", .hour), ("hrs", .hour), ("h", .hour), ("w", .week),
    ("weeks", .week), ("mon", .month), ("m", .minute), ("yr", .year), ("Y", .year), ("d", .day), ("qtr", .quarter),
    ("doy", .dayOfYear), ("ms", .millisecond), ("us", .microsecond), ("epoch", .epoch), ("c", .century),
    ("mil", .millennium),
  ])
  func names(name: String, part: DatePart) {
    #expect(DatePart(name: name) == part)
  }

  @Test func otherNamesAreNone() {
    #expect(DatePart(name: "isoyear") == nil)
    #expect(DatePart(name: "") == nil)
  }

  /// Samples of sql.md 2.4.
  @Test(arguments: [
    (DatePart.hour, "2018-11-01 20:57:10.796", Int64(20)), (.day, "2018-11-01 20:57:10.796", 1),
    (.week, "2018-11-01 20:57:10.796", 44), (.month, "2018-11-01", 11), (.year, "2018-11-01", 2018),
    (.dayOfWeek, "2018-11-01", 4), (.dayOfWeek, "2018-11-04", 0), (.dayOfYear, "2016-12-31", 366),
    (.quarter, "2018-11-01", 4), (.decade, "1999-06-01", 200), (.decade, "2000-06-01", 201),
    (.century, "2000-01-01", 20),
    (.century, "2001-01-01", 21), (.millennium, "2000-01-01", 2), (.millennium, "2001-01-01", 3),
    (.second, "2009-01-01 00:00:03.189717", 3), (.millisecond, "2009-01-01 00:00:43.101", 101),
    (.microsecond, "2009-01-01 00:00:43.101", 101_000), (.minute, "2009-01-01 00:59:43.101", 59),
    (.epoch, "2009-01-01 00:00:01.9", 1_230_768_001), (.epoch, "1969-12-31 23:59:59.5", -1),
    (.hour, "1969-12-31 23:59:59.5", 23),
    (.week, "2016-01-01", 53), (.year, "0044-03-15 BC", -44), (.century, "0044-03-15 BC", -1),
  ])
  func extract(part: DatePart, text: String, expected: Int64) {
    #expect(part.extract(from: timestamp(text)) == expected)
    #expect(part.extract(from: [0, timestamp(text)]).last == expected)
    #expect(part.datePart(of: timestamp(text)).rounded(.down) == Double(expected))
  }

  @Test func columnsAgreeWithSingleValues() {
    var random = SeededGenerator()
    let timestamps = (0..<20_000).map { _ in Int64(random.int(-9_000_000_000_000_000...9_000_000_000_000_000)) }
    let days = timestamps.map { Timestamp.days($0) }
    for part in DatePart.allCases {
      check(part.extract(from: timestamps) == timestamps.map { part.extract(from: $0) }, "\(part), seed \(random.seed)")
      check(part.extract(fromDays: days) == days.map { part.extract(fromDays: $0) }, "\(part), seed \(random.seed)")
    }
    let extremes = [Int64.min, .max, 0]
    for part in DatePart.allCases { #expect(part.extract(from: extremes).count == 3) }
  }

  @Test func secondsKeepTheirFraction() {
    #expect(DatePart.second.datePart(of: timestamp("2009-01-01 00:00:03.189717")) == 3.189717)
  }

  @Test(arguments: [
    (DatePart.week, "2018-11-01 20:57:10.796", "2018-10-29 00:00:00"),
    (.month, "2018-11-01 20:57:10.796", "2018-11-01 00:00:00"),
    (.quarter, "2018-11-21", "2018-10-01 00:00:00"), (.year, "2018-11-21", "2018-01-01 00:00:00"),
    (.decade, "2018-11-21", "2010-01-01 00:00:00"), (.century, "2018-11-21", "2001-01-01 00:00:00"),
    (.century, "2000-11-21", "1901-01-01 00:00:00"), (.millennium, "2018-11-21", "2001-01-01 00:00:00"),
    (.hour, "1969-12-31 23:59:59.5", "1969-12-31 23:00:00"), (.second, "1969-12-31 23:59:59.5", "1969-12-31 23:59:59"),
    (.minute, "2018-11-01 20:57:10.796", "2018-11-01 20:57:00"), (.day, "1969-12-31 23:59:59.5", "1969-12-31 00:00:00"),
    (.millisecond, "2018-11-01 20:57:10.796123", "2018-11-01 20:57:10.796"),
  ])
  func truncate(part: DatePart, text: String, expected: String) {
    #expect(part.truncate(timestamp(text)).map { DatetimeText.text(timestamp: $0) } == expected)
  }

  @Test(arguments: [
    (DatePart.month, Int64(1), "2018-01-31", "2018-02-28 00:00:00"), (.month, 1, "2018-04-30", "2018-05-30 00:00:00"),
    (.year, 1, "2016-02-29", "2017-03-01 00:00:00"), (.month, 12, "2016-02-29", "2017-02-28 00:00:00"),
    (.day, -1, "2018-01-01", "2017-12-31 00:00:00"), (.week, 2, "2018-01-01", "2018-01-15 00:00:00"),
    (.hour, 36, "2018-01-01", "2018-01-02 12:00:00"), (.quarter, -1, "2018-05-31", "2018-02-28 00:00:00"),
    (.decade, 1, "2018-05-31", "2028-05-31 00:00:00"), (.microsecond, 1, "2018-05-31", "2018-05-31 00:00:00.000001"),
    (.month, -14, "2018-01-31 10:00:00", "2016-11-30 10:00:00"),
  ])
  func add(part: DatePart, count: Int64, text: String, expected: String) {
    #expect(part.add(count, to: timestamp(text)).map { DatetimeText.text(timestamp: $0) } == expected)
  }

  @Test func addingBeyondTheRangeIsNil() {
    for part in DatePart.allCases {
      #expect(part.add(.max, to: 0) == nil)
      #expect(part.add(.min, to: 0) == nil)
    }
    #expect(DatePart.year.add(400_000, to: 0) == nil)
    #expect(DatePart.hour.add(25, toTime: 0) == Timestamp.microsecondsPerHour)
    #expect(DatePart.minute.add(-1, toTime: 0) == Timestamp.microsecondsPerDay - Timestamp.microsecondsPerMinute)
  }

  @Test(arguments: [
    (DatePart.year, "2008-12-31", "2009-01-01", Int64(1)), (.quarter, "1998-07-01", "2009-01-01", 42),
    (.month, "2009-01-31", "2009-02-01", 1), (.day, "2009-01-01 23:59:59", "2009-01-02 00:00:01", 1),
    (.hour, "2009-01-01 23:59:59", "2009-01-02 00:00:01", 1), (.hour, "2009-01-02", "2009-01-01", -24),
    (.week, "2009-01-03", "2009-01-04", 1), (.week, "2009-01-04", "2009-01-10", 0),
    (.decade, "1999-01-01", "2000-01-01", 1),
    (.century, "2000-01-01", "2001-01-01", 1), (.second, "2009-01-01 00:00:00.9", "2009-01-01 00:00:01.1", 1),
  ])
  func difference(part: DatePart, start: String, end: String, expected: Int64) {
    #expect(part.difference(from: timestamp(start), to: timestamp(end)) == expected)
  }

  @Test func monthFunctions() {
    let text = { (value: Int64?) in value.map { DatetimeText.text(timestamp: $0) } }
    #expect(text(Timestamp.addMonths(1, to: timestamp("2018-04-30"))) == "2018-05-31 00:00:00")
    #expect(text(Timestamp.addMonths(1, to: timestamp("2018-01-30"))) == "2018-02-28 00:00:00")
    #expect(DatetimeText.text(date: Timestamp.lastDay(Timestamp.days(timestamp("2016-02-03")))) == "2016-02-29")
    #expect(Timestamp.monthsBetween(timestamp("2018-03-15"), timestamp("2018-01-15")) == 2)
    #expect(Timestamp.monthsBetween(timestamp("2018-02-28"), timestamp("2018-01-31")) == 1)
    #expect(Timestamp.monthsBetween(timestamp("2018-03-16"), timestamp("2018-01-15")) == 2 + 1.0 / 31)
    #expect(text(Timestamp.add(Interval(months: -4), to: timestamp("2023-03-31"))) == "2022-11-30 00:00:00")
    #expect(Timestamp.add(Interval(months: .max), to: 0) == nil)
    #expect(Timestamp.add(Interval(microseconds: .max), to: 1_000_000) == nil)
  }

  // MARK: Intervals

  @Test(arguments: [
    ("1 second", "00:00:01"), ("1 Second ", "00:00:01"), ("7 days, 3 hours", "7 days 03:00:00"),
    ("7 days, 3 hours, 59 minutes", "7 days 03:59:00"), ("1w, 1h, 1m, 1s", "7 days 01:01:01"), ("0.5 days", "12:00:00"),
    ("0.001 second", "00:00:00.001"), ("52", "00:00:52"), ("1 day 02:00:00", "1 day 02:00:00"),
    ("1 2:03", "1 day 02:03:00"),
    ("1 year 2 mons 3 days", "1 year 2 mons 3 days"), ("-1 day", "-1 days"), ("1 day ago", "-1 days"),
    ("-1 day 2 hours", "-22:00:00"), ("1.5 months", "1 mon 15 days"), ("1-2", "1 year 2 mons"),
    ("100:00:00", "4 days 04:00:00"),
    ("-1 year +1 day", "-1 years +1 day"), ("1year", "1 year"), ("0", "00:00:00"), ("2 weeks", "14 days"),
    ("-00:00:01", "-00:00:01"),
  ])
  func intervals(text: String, expected: String) throws {
    #expect(IntervalText.text(try IntervalText.parse(text)) == expected)
  }

  @Test(arguments: ["", "abc", "1 parsec", "day", "1 day x", "1 1 1 x", "12:00:99", "99999999999999999999 days"])
  func faultyIntervals(text: String) {
    #expect(throws: SQLError(.invalidDatetime, "invalid input syntax for type interval: \"\(text)\"")) {
      try IntervalText.parse(text)
    }
  }

  @Test func qualifiers() throws {
    #expect(try IntervalText.parse("1", from: .day) == Interval(microseconds: Timestamp.microsecondsPerDay))
    #expect(try IntervalText.parse("10", from: .year, to: .month) == Interval(months: 10))
    #expect(try IntervalText.parse("1-2", from: .year, to: .month) == Interval(months: 14))
    #expect(try IntervalText.parse("3 04:05:06", from: .day, to: .second) == IntervalText.parse("3 days 04:05:06"))
  }

  @Test func intervalArithmetic() {
    let second = Interval(microseconds: 1_000_000)
    #expect(second.multiplied(by: Int64(1_541_121_934)) == Interval(microseconds: 1_541_121_934_000_000))
    #expect(second.multiplied(by: 0.5) == Interval(microseconds: 500_000))
    #expect(second.divided(by: 1000) == Interval(microseconds: 1000))
    #expect(second.divided(by: 0) == nil)
    #expect(second.multiplied(by: Int64.max) == nil)
    #expect(
      Interval(months: 1).multiplied(by: 1.5) == Interval(months: 1, microseconds: 15 * Timestamp.microsecondsPerDay))
    #expect(Interval(months: .max).comparable == .max)
  }
}
