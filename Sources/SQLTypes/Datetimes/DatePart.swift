/// A part of a datetime, as EXTRACT, DATE_PART, DATE_TRUNC, DATEADD and DATEDIFF name it (sql.md 2.4).
@usableFromInline
package enum DatePart: Hashable, Sendable, CaseIterable {
  case millennium, century, decade, year, quarter, month, week
  /// 0 Sunday … 6 Saturday
  case dayOfWeek
  /// 1...366
  case dayOfYear
  case day, hour, minute, second, millisecond, microsecond
  /// Seconds since 1970.
  case epoch
  /// Offset of the zone in seconds, its hours, its minutes.
  case timezone, timezoneHour, timezoneMinute

  /// The part of a name in any case; nil for a name that is none. `m` is minutes.
  package init?(name: String) {
    guard let part = DatePart.parts[name.lowercased()] else { return nil }
    self = part
  }

  private static let parts: [String: DatePart] = {
    var parts: [String: DatePart] = [:]
    for (part, names) in names { for name in names { parts[name] = part } }
    return parts
  }()

  private static let names: [(DatePart, [String])] = [
    (.millennium, ["millennium", "millennia", "mil", "mils"]),
    (.century, ["century", "centuries", "c", "cent", "cents"]),
    (.decade, ["decade", "decades", "dec", "decs"]),
    (.epoch, ["epoch"]),
    (.year, ["year", "years", "y", "yr", "yrs"]),
    (.quarter, ["quarter", "quarters", "qtr", "qtrs"]),
    (.month, ["month", "months", "mon", "mons"]),
    (.week, ["week", "weeks", "w"]),
    (.dayOfWeek, ["dayofweek", "dow", "dw", "weekday"]),
    (.dayOfYear, ["dayofyear", "doy", "dy", "yearday"]),
    (.day, ["day", "days", "d"]),
    (.hour, ["hour", "hours", "h", "hr", "hrs"]),
    (.minute, ["minute", "minutes", "m", "min", "mins"]),
    (.second, ["second", "seconds", "s", "sec", "secs"]),
    (
      .millisecond,
      [
        "millisecond", "milliseconds", "ms", "msec", "msecs", "msecond", "mseconds", "millisec", "millisecs",
        "millisecon",
      ]
    ),
    (
      .microsecond,
      ["microsecond", "microseconds", "microsec", "microsecs", "usecond", "useconds", "us", "usec", "usecs"]
    ),
    (.timezone, ["timezone"]),
    (.timezoneHour, ["timezone_hour"]),
    (.timezoneMinute, ["timezone_minute"]),
  ]

  /// True for parts a time of day has.
  package var isTimePart: Bool {
    switch self {
    case .hour, .minute, .second, .millisecond, .microsecond, .epoch: true
    default: false
    }
  }

  /// True for parts of a zone, which only types with a zone have.
  package var isZonePart: Bool { self == .timezone || self == .timezoneHour || self == .timezoneMinute }
}
