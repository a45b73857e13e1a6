/// Months, weekdays, time zones and three-way comparison of datetimes (sql.md 2.4).
package enum CalendarFunction: String, Hashable, Sendable, CaseIterable {
  /// (timestamp | timestamptz, bigint)
  case addMonths
  case lastDay, nextDay, monthsBetween, convertTimezone, atTimezone
  /// Years, months, days and time from the second moment to the first.
  case age
  case isFinite
  /// -1, 0, 1 of two values of one type
  case compare

  static let named: [NamedFunction<Self>] = [
    .init("add_months", .addMonths, [.timestamp, .bigint], .fixed(.timestamp)),
    .init("last_day", .lastDay, [.date], .fixed(.date)),
    .init("next_day", .nextDay, [.date, .text], .fixed(.date)),
    .init("months_between", .monthsBetween, [.timestamp, .timestamp], .fixed(.double)),
    .init("age", .age, [.timestamp, .timestamp], .fixed(.interval)),
    .init("isfinite", .isFinite, [.timestamp], .fixed(.boolean)),
    .init("convert_timezone", .convertTimezone, [.text, .timestamp], .fixed(.timestamp)),
    .init("convert_timezone", .convertTimezone, [.text, .text, .timestamp], .fixed(.timestamp)),
    .init("timezone", .atTimezone, [.text, .timestamp], .fixed(.timestamptz)),
    .init("timezone", .atTimezone, [.text, .timestamptz], .fixed(.timestamp)),
    .init(
      "date_cmp timestamp_cmp date_cmp_timestamp timestamp_cmp_date", .compare, [.timestamp, .timestamp],
      .fixed(.integer)),
    .init(
      "timestamptz_cmp date_cmp_timestamptz timestamptz_cmp_date timestamp_cmp_timestamptz timestamptz_cmp_timestamp",
      .compare, [.timestamptz, .timestamptz], .fixed(.integer)),
    .init("interval_cmp", .compare, [.interval, .interval], .fixed(.integer)),
  ]
}
