/// The parts of a datetime as they were read, before they make sense together.
package struct DatetimeFields: Hashable, Sendable {
  package enum Zone: Hashable, Sendable {
    /// Seconds east of Greenwich.
    case offset(Int)
    case rules(TimeZoneRules)
  }

  package enum Special: Hashable, Sendable {
    case epoch, now, today, tomorrow, yesterday
  }

  /// Astronomical: 0 is 1 BC.
  package var year: Int?
  package var month: Int?
  package var day: Int?
  package var dayOfYear: Int?
  package var julianDay: Int64?
  /// Microseconds since midnight.
  package var time: Int64?
  package var zone: Zone?
  package var special: Special?

  package init() {}

  /// Days since 1970-01-01; nil where the calendar has no such day.
  package var days: Int64? {
    if let julianDay { return inRange(julianDay - 2_440_588) }
    guard let year else { return nil }
    if let dayOfYear {
      guard dayOfYear >= 1, dayOfYear <= (CivilDate.isLeap(year) ? 366 : 365) else { return nil }
      return inRange(CivilDate(year: year, month: 1, day: dayOfYear).days)
    }
    let date = CivilDate(year: year, month: month ?? 1, day: day ?? 1)
    return date.isValid ? inRange(date.days) : nil
  }

  private func inRange(_ days: Int64) -> Int64? { CivilDate.range.contains(days) ? days : nil }
}

/// What a datetime text may lean on: the time of the statement, the session's zone and its order of dates.
///
/// A class, so that it is handed down as one word where a column is read value by value.
package final class DatetimeContext: Sendable {
  /// Microseconds since 1970-01-01 00:00 UTC.
  package let now: Int64
  package let zone: TimeZoneRules
  package let order: DateOrder

  package init(now: Int64 = 0, zone: TimeZoneRules = .utc, order: DateOrder = .monthFirst) {
    self.now = now
    self.zone = zone
    self.order = order
  }

  package static let utc = DatetimeContext()

  /// `now` on the clock of the session's zone.
  package var localNow: Int64 { now &+ zone.offset(atUTC: now) &* 1_000_000 }
}

extension DatetimeFields {
  package func date(_ context: DatetimeContext) -> Parsed<Int64> {
    if let special { return specialTimestamp(special, context).map(Timestamp.days) }
    return days.map(Parsed<Int64>.value) ?? .outOfRange
  }

  /// A zone in the text is ignored (copy.md 7.7).
  package func timestamp(_ context: DatetimeContext) -> Parsed<Int64> {
    if let special { return specialTimestamp(special, context) }
    return Timestamp.moment(days, time ?? 0)
  }

  /// UTC; a text without a zone is in the session's zone.
  package func timestamptz(_ context: DatetimeContext) -> Parsed<Int64> {
    if special == .now, time == nil { return .value(context.now) }
    if special == .epoch, time == nil { return .value(0) }
    let parsed = timestamp(context)
    guard case .value(let local) = parsed else { return parsed }
    return (zone ?? .rules(context.zone)).utc(fromLocal: local)
  }

  package func timeOfDay(_ context: DatetimeContext) -> Parsed<Int64> {
    if let special { return specialTimestamp(special, context).map(Timestamp.timeOfDay) }
    return time.map(Parsed<Int64>.value) ?? .invalid(position: 0)
  }

  /// Seconds east of Greenwich at this moment.
  package func offset(_ context: DatetimeContext) -> Int {
    switch zone ?? .rules(context.zone) {
    case .offset(let seconds): return seconds
    case .rules(let rules):
      let midnight =
        days.flatMap(Timestamp.midnight) ?? Timestamp.days(context.localNow) &* Timestamp.microsecondsPerDay
      let local = midnight &+ (time ?? 0)
      return Int((local &- rules.utc(fromLocal: local)) / 1_000_000)
    }
  }

  /// A word for a day has the text's time, `today 10:30`; a word for a moment has one of its own.
  private func specialTimestamp(_ special: Special, _ context: DatetimeContext) -> Parsed<Int64> {
    let today = Timestamp.days(context.localNow)
    switch special {
    case .epoch: return time == nil ? .value(0) : .invalid(position: 0)
    case .now: return time == nil ? .value(context.localNow) : .invalid(position: 0)
    case .today: return .value(today * Timestamp.microsecondsPerDay + (time ?? 0))
    case .tomorrow: return .value((today + 1) * Timestamp.microsecondsPerDay + (time ?? 0))
    case .yesterday: return .value((today - 1) * Timestamp.microsecondsPerDay + (time ?? 0))
    }
  }
}

extension DatetimeFields.Zone {
  /// Microseconds since 1970-01-01 00:00 UTC, of those on the clock there.
  func utc(fromLocal local: Int64) -> Parsed<Int64> {
    switch self {
    case .offset(let seconds): Timestamp.bounded(local.subtractingReportingOverflow(Int64(seconds) * 1_000_000))
    case .rules(let rules): Timestamp.bounded((rules.utc(fromLocal: local), false))
    }
  }
}
