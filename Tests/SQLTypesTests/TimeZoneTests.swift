import SQLTypes
import Testing

/// Needs the system's zone files (tzdata).
@Suite(.enabled(if: (try? TimeZones.zone(named: "America/New_York")) != nil))
struct TimeZoneTests {
  private func timestamp(_ text: String) -> Int64 {
    guard case .value(let value) = text.withRawUTF8({ DatetimeParser.timestamp($0) }) else { return .min }
    return value
  }

  private func converted(_ text: String, from source: String, to target: String) throws -> String {
    let utc = try TimeZones.zone(named: source).utc(fromLocal: timestamp(text))
    return DatetimeText.text(timestamp: try TimeZones.zone(named: target).local(fromUTC: utc))
  }

  @Test(arguments: [
    ("2013-02-01 12:00:00", "America/New_York", "UTC", "2013-02-01 17:00:00"),
    ("2013-07-01 12:00:00", "america/new_york", "utc", "2013-07-01 16:00:00"),
    ("2038-07-01 12:00:00", "America/New_York", "UTC", "2038-07-01 16:00:00"),
    ("2438-12-01 12:00:00", "America/New_York", "UTC", "2438-12-01 17:00:00"),
    ("2013-07-01 12:00:00", "EST", "UTC", "2013-07-01 17:00:00"),
    ("2013-07-01 12:00:00", "UTC", "NEWZONE +2", "2013-07-01 10:00:00"),
    ("2013-07-01 12:00:00", "UTC", "GMT+5:30", "2013-07-01 06:30:00"),
    ("2013-07-01 12:00:00", "UTC", "+02:00", "2013-07-01 14:00:00"),
    ("2013-07-01 12:00:00", "UTC", "Asia/Kolkata", "2013-07-01 17:30:00"),
    ("2013-12-01 12:00:00", "UTC", "Australia/Sydney", "2013-12-01 23:00:00"),
    ("1950-07-01 12:00:00", "UTC", "Europe/London", "1950-07-01 13:00:00"),
    // Never shown, and shown twice: standard time counts.
    ("2013-03-10 02:30:00", "America/New_York", "UTC", "2013-03-10 07:30:00"),
    ("2013-11-03 01:30:00", "America/New_York", "UTC", "2013-11-03 06:30:00"),
  ])
  func conversions(text: String, source: String, target: String, expected: String) throws {
    #expect(try converted(text, from: source, to: target) == expected)
  }

  @Test func zonesInsideTexts() {
    let text = "2019-07-01 12:00:00 America/New_York"
    #expect(text.withRawUTF8 { DatetimeParser.timestamptz($0) } == .value(timestamp("2019-07-01 16:00:00")))
    #expect(text.withRawUTF8 { DatetimeParser.timestamp($0) } == .value(timestamp("2019-07-01 12:00:00")))
  }

  @Test(arguments: ["", "Mars/Olympus", "../../../etc/passwd", "/etc/passwd", "America", "+99"])
  func unknown(name: String) {
    #expect(throws: SQLError.self) { try TimeZones.zone(named: name) }
  }

  @Test func everyMomentOfAYearComesBack() throws {
    for name in ["America/New_York", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kathmandu"] {
      let zone = try TimeZones.zone(named: name)
      var moment = timestamp("2021-01-01")
      while moment < timestamp("2022-01-01") {
        let local = zone.local(fromUTC: moment)
        let back = zone.utc(fromLocal: local)
        if zone.local(fromUTC: back) != local { Issue.record("\(name) \(DatetimeText.text(timestamp: moment))") }
        moment += 30 * Timestamp.microsecondsPerMinute
      }
    }
  }
}
