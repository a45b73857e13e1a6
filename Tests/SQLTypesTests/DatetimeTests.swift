import SQLTypes
import TestSupport
import Testing

@Suite struct DatetimeTests {
  /// 2024-03-05 12:00 UTC.
  private let context = DatetimeContext(now: 1_709_640_000_000_000)

  private func timestamp(_ text: String) -> String {
    switch text.withRawUTF8({ DatetimeParser.timestamp($0, context) }) {
    case .value(let value): DatetimeText.text(timestamp: value)
    case .empty: "empty"
    case .invalid: "invalid"
    case .outOfRange, .underflow: "out of range"
    }
  }

  /// The samples of copy.md 7.7, and of sql.md 2.4 "Date input".
  @Test(arguments: [
    ("2019-02-11T05:09:12.195Z", "2019-02-11 05:09:12.195"),
    ("J2451187", "1999-01-08 00:00:00"),
    ("Jan-08-95 BC", "0095-01-08 00:00:00 BC"),
    ("19960108 040809", "1996-01-08 04:08:09"),
    ("960108 040809", "1996-01-08 04:08:09"),
    ("1996.008", "1996-01-08 00:00:00"),
    ("1996-01-08 04:05:06.789", "1996-01-08 04:05:06.789"),
    ("17 Dec 07:37:16 1997 PST", "1997-12-17 07:37:16"),
    ("12/17/1997 07:37:16.00 PST", "1997-12-17 07:37:16"),
    ("1997-12-17 07:37:16-08", "1997-12-17 07:37:16"),
    ("12.17.1997 07:37:16.00 PST", "1997-12-17 07:37:16"),
    ("J2345678 04:05:06.789", "1710-02-23 04:05:06.789"),
    ("January 8, 1999", "1999-01-08 00:00:00"),
    ("1999-01-08", "1999-01-08 00:00:00"),
    ("1/8/1999", "1999-01-08 00:00:00"),
    ("01/02/00", "2000-01-02 00:00:00"),
    ("2000-Jan-31", "2000-01-31 00:00:00"),
    ("Jan-31-2000", "2000-01-31 00:00:00"),
    ("31-Jan-2000", "2000-01-31 00:00:00"),
    ("20080215", "2008-02-15 00:00:00"),
    ("080215", "2008-02-15 00:00:00"),
    ("2008.366", "2008-12-31 00:00:00"),
    ("2008-02-15 04:05 AM", "2008-02-15 04:05:00"),
    ("2008-02-15 04:05 PM", "2008-02-15 16:05:00"),
    ("2008-02-15 12:05 am", "2008-02-15 00:05:00"),
    ("Thursday, November 1st 2018", "invalid"),
    ("Thu Nov 01 20:57:10 2018", "2018-11-01 20:57:10"),
    ("2018-11-01 24:00:00", "2018-11-02 00:00:00"),
    ("2018-11-01 23:59:60", "2018-11-02 00:00:00"),
    ("2018-11-01 20:57:10.7964567", "2018-11-01 20:57:10.796457"),
    ("epoch", "1970-01-01 00:00:00"), ("now", "2024-03-05 12:00:00"), ("today", "2024-03-05 00:00:00"),
    ("Tomorrow", "2024-03-06 00:00:00"), ("yesterday", "2024-03-04 00:00:00"),
    ("", "empty"), ("  ", "empty"), ("abc", "invalid"), ("00/00/00 00:00:00", "out of range"),
    ("2018-13-01", "out of range"), ("2018-02-29", "out of range"), ("2018-11-01 25:00:00", "out of range"),
    ("2018-11-01 20:60:00", "out of range"), ("1541121934796", "invalid"), ("2018-11", "invalid"),
    ("12:00", "invalid"), ("2018-11-01 20:57:10 XYZ", "invalid"), ("2018-11-01 2018-11-02", "invalid"),
    ("0044-03-15 BC", "0044-03-15 00:00:00 BC"), ("999999-01-01", "out of range"),
  ])
  func automatic(text: String, expected: String) {
    #expect(timestamp(text) == expected)
  }

  @Test(arguments: [
    ("1997-12-17 07:37:16-08", "1997-12-17 15:37:16+00"), ("1997-12-17 07:37:16 PST", "1997-12-17 15:37:16+00"),
    ("1997-12-17 07:37:16", "1997-12-17 07:37:16+00"), ("2019-02-11T05:09:12.195+0530", "2019-02-10 23:39:12.195+00"),
    ("2019-02-11 05:09:12.5Z", "2019-02-11 05:09:12.5+00"),
  ])
  func withZone(text: String, expected: String) {
    guard case .value(let value) = text.withRawUTF8({ DatetimeParser.timestamptz($0) }) else {
      Issue.record("\(text) was not read")
      return
    }
    #expect(DatetimeText.text(timestamptz: value) == expected)
  }

  /// What MDY, DMY and YMD make of a date (PostgreSQL 15's answers).
  @Test(arguments: [
    ("01/02/03", "2003-01-02", "2003-02-01", "2001-02-03"), ("24-03-04", "invalid", "2004-03-24", "2024-03-04"),
    ("31.12.1999", "invalid", "1999-12-31", "invalid"), ("5 Mar 24", "2024-03-05", "2024-03-05", "2005-03-24"),
    ("24 Mar 5", "2005-03-24", "2005-03-24", "2024-03-05"), ("1999-01-08", "1999-01-08", "1999-01-08", "1999-01-08"),
    ("Jan-08-1999", "1999-01-08", "1999-01-08", "1999-01-08"), ("990108", "1999-01-08", "1999-01-08", "1999-01-08"),
  ])
  func orders(text: String, monthFirst: String, dayFirst: String, yearFirst: String) {
    func date(_ order: DateOrder) -> String {
      let parsed = text.withRawUTF8 { DatetimeParser.date($0, DatetimeContext(order: order)) }
      guard case .value(let days) = parsed else { return "invalid" }
      return DatetimeText.text(date: days)
    }
    #expect([date(.monthFirst), date(.dayFirst), date(.yearFirst)] == [monthFirst, dayFirst, yearFirst])
  }

  @Test(arguments: [
    ("04:05:06.789", "04:05:06.789"), ("04:05", "04:05:00"), ("040506", "04:05:06"), ("04:05 AM", "04:05:00"),
    ("04:05 PM", "16:05:00"), ("16:05", "16:05:00"), ("2018-11-01 04:05:06", "04:05:06"), ("24:00:00", "24:00:00"),
    ("040506.789", "04:05:06.789"),
  ])
  func times(text: String, expected: String) {
    #expect(text.withRawUTF8 { DatetimeParser.time($0) }.map { DatetimeText.text(time: $0) } == expected)
    let zoned = (text + "+00").withRawUTF8 { DatetimeParser.timetz($0) }.found
    #expect(zoned.map { DatetimeText.text(timetz: $0) } == expected + "+00")
  }

  @Test(arguments: [("13:24:55 PST", "21:24:55+00"), ("20:00-08", "04:00:00+00"), ("01:30+05:30", "20:00:00+00")])
  func timesOfUTC(text: String, expected: String) {
    let time = text.withRawUTF8 { DatetimeParser.timetz($0) }.found
    #expect(time.map { DatetimeText.text(timetz: $0) } == expected)
  }

  @Test func packedTimes() {
    for offset in [-43200, -1, 0, 19800, 50_400] as [Int32] {
      let time = TimeWithZone(microseconds: 86_399_999_999, offset: offset)
      #expect(TimeWithZone(packed: time.packed) == time)
    }
  }

  // MARK: Calendar

  @Test func civilDatesDayByDay() {
    var date = CivilDate(year: -5000, month: 1, day: 1)
    var days = date.days
    #expect(CivilDate(year: 1970, month: 1, day: 1).days == 0)
    while date.year < 5000 {
      if CivilDate(days: days) != date || date.days != days { Issue.record("day \(days) is not \(date)") }
      days += 1
      date = following(date)
    }
  }

  private func following(_ date: CivilDate) -> CivilDate {
    let lengths = [31, isLeap(date.year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if date.day < lengths[date.month - 1] { return CivilDate(year: date.year, month: date.month, day: date.day + 1) }
    if date.month < 12 { return CivilDate(year: date.year, month: date.month + 1, day: 1) }
    return CivilDate(year: date.year + 1, month: 1, day: 1)
  }

  private func isLeap(_ year: Int) -> Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }

  /// ISO weeks counted from Monday to Monday.
  @Test func isoWeeksDayByDay() {
    var days = CivilDate(year: 1999, month: 1, day: 4).days
    var (year, week) = (1999, 1)
    while year < 2420 {
      for _ in 0..<7 {
        let iso = CivilDate.isoWeek(days: days)
        if iso.year != year || iso.week != week { Issue.record("\(DatetimeText.text(date: days)) is \(iso)") }
        days += 1
      }
      let fourth = CivilDate(year: year + 1, month: 1, day: 4).days
      (year, week) = days > fourth - 7 && days <= fourth ? (year + 1, 1) : (year, week + 1)
    }
  }

  @Test func timestampsThereAndBack() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let value = Int64(random.int(-200_000_000...9_000_000_000)) * 1_000_000 / Int64(random.int(1...3))
      let text = DatetimeText.text(timestamp: value)
      check(text.withRawUTF8 { DatetimeParser.timestamp($0) } == .value(value), "\(text), seed \(random.seed)")
      let slow = " " + text.replacing("-", with: "/")
      check(slow.withRawUTF8 { DatetimeParser.timestamp($0) } == .value(value), "\(slow), seed \(random.seed)")
      check(text.withRawUTF8 { DatetimeFormat.standard.timestamp($0) } == .value(value), "\(text), seed \(random.seed)")
      let date = DatetimeText.text(date: Timestamp.days(value))
      check(date.withRawUTF8 { DatetimeParser.date($0) } == .value(Timestamp.days(value)), "seed \(random.seed)")
    }
  }

  /// What has a short cut is what the tokens say, which a blank at the start makes it take.
  @Test func shortCutsAgreeWithTokens() {
    var random = SeededGenerator()
    let ends = [
      "", "Z", "z", "+02", "-0330", "+05:30", "+05:30:15", "+8", "+16", "-", "+:", "+02:", " +02", "ZZ", " UTC", "+2x",
    ]
    for _ in 0..<LongRun.count(20_000, long: 500_000) {
      let numbers = [9999, 19, 39, 29, 69, 69].map { random.int(0...$0) }
      let padded = numbers.enumerated().map { String(repeating: "0", count: $0 == 0 ? 4 : 2) + "\($1)" }
      let parts = padded.enumerated().map { String($1.suffix($0 == 0 ? 4 : 2)) }
      let fraction = random.pick(["", "."]) + (0..<random.int(0...8)).map { _ in "\(random.below(10))" }.joined()
      let text =
        parts[..<3].joined(separator: "-") + random.pick([" ", "T", "t", "/"]) + parts[3...].joined(separator: ":")
        + fraction + random.pick(ends)
      let (short, long) = (text, " " + text)
      #expect(timestamp(short) == timestamp(long), "\(text), seed \(random.seed)")
      #expect(DatetimeParser.timestamptz(short) == DatetimeParser.timestamptz(long), "\(text), seed \(random.seed)")
    }
  }

  @Test func randomBytesNeverTrap() {
    var random = SeededGenerator()
    let alphabet = Array("0123456789 -/.:+,TZJanDecAMPBC\u{0}é99")
    let mask = DatetimeFormat(timeFormat: "MM.DD.YYYY HH12:MI:SS AM")
    let template = DatetimeTemplate("YYYY-Mon-DD HH:MI:SS AM J DDD")
    for _ in 0..<20_000 {
      let text = String((0..<random.int(0...30)).map { _ in random.pick(alphabet) })
      text.withRawUTF8 { bytes in
        _ = DatetimeParser.timestamptz(bytes)
        _ = DatetimeParser.timetz(bytes)
        _ = DatetimeParser.date(bytes)
        _ = mask.timestamp(bytes)
        _ = IntervalText.parse(bytes)
        _ = DatetimeFormat.epochMilliseconds.timestamp(bytes)
      }
      _ = try? template.timestamp(text)
    }
  }
}

extension Parsed<Int64> {
  /// The value, put into words.
  func map(_ body: (Int64) -> String) -> String {
    switch self {
    case .value(let value): body(value)
    case .invalid: "invalid"
    default: "\(self)"
    }
  }
}
