/// A date part by any of its spellings, in any case (sql.md 2.4). `m` is minutes.
package enum DatePart: String, Hashable, Sendable, CaseIterable {
  case millennium, century, decade, year, quarter, month, week
  case dayOfWeek = "dayofweek"
  case dayOfYear = "dayofyear"
  case day
  case hour, minute, second, millisecond, microsecond, epoch, timezone
  case timezoneHour = "timezone_hour"
  case timezoneMinute = "timezone_minute"

  /// nil for a word that is no date part.
  package init?(name: String) {
    guard let part = Self.byName[name.lowercased()] else { return nil }
    self = part
  }

  private static let byName: [String: DatePart] = {
    var table: [String: DatePart] = [:]
    for part in allCases {
      for name in part.names.split(separator: " ") { table[String(name)] = part }
    }
    return table
  }()

  private var names: String {
    switch self {
    case .millennium: "millennium millennia mil mils"
    case .century: "century centuries c cent cents"
    case .decade: "decade decades dec decs"
    case .epoch: "epoch"
    case .year: "year years y yr yrs"
    case .quarter: "quarter quarters qtr qtrs"
    case .month: "month months mon mons"
    case .week: "week weeks w"
    case .dayOfWeek: "dayofweek dow dw weekday"
    case .dayOfYear: "dayofyear doy dy yearday"
    case .day: "day days d"
    case .hour: "hour hours h hr hrs"
    case .minute: "minute minutes m min mins"
    case .second: "second seconds s sec secs"
    case .millisecond:
      "millisecond milliseconds ms msec msecs msecond mseconds millisec millisecs millisecon"
    case .microsecond: "microsecond microseconds microsec microsecs usecond useconds us usec usecs"
    case .timezone: "timezone"
    case .timezoneHour: "timezone_hour"
    case .timezoneMinute: "timezone_minute"
    }
  }
}
