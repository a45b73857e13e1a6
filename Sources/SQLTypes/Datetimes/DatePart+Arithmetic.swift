extension DatePart {
  /// DATE_TRUNC: the start of the part that holds the timestamp; weeks start on Monday. Nil for parts that are no
  /// spans.
  package func truncate(_ timestamp: Int64) -> Int64? {
    switch self {
    case .microsecond: timestamp
    case .millisecond: DatePart.floor(timestamp, to: 1000)
    case .second: DatePart.floor(timestamp, to: 1_000_000)
    case .minute: DatePart.floor(timestamp, to: Timestamp.microsecondsPerMinute)
    case .hour: DatePart.floor(timestamp, to: Timestamp.microsecondsPerHour)
    default: truncatedDays(Timestamp.days(timestamp)).flatMap { Timestamp.midnight(days: $0) }
    }
  }

  /// The first day of the part that holds a day.
  package func truncatedDays(_ days: Int64) -> Int64? {
    let date = CivilDate(days: days)
    switch self {
    case .day: return days
    case .week: return days &- (CivilDate.weekday(days: days) + 6) % 7
    case .month: return CivilDate(year: date.year, month: date.month, day: 1).days
    case .quarter: return CivilDate(year: date.year, month: (date.month - 1) / 3 * 3 + 1, day: 1).days
    case .year: return firstDay(date.year)
    case .decade: return firstDay(date.year - floorRemainder(date.year, 10))
    case .century: return firstDay(date.year - floorRemainder(date.year - 1, 100))
    case .millennium: return firstDay(date.year - floorRemainder(date.year - 1, 1000))
    case .microsecond, .millisecond, .second, .minute, .hour: return days
    default: return nil
    }
  }

  private func firstDay(_ year: Int) -> Int64 { CivilDate(year: year, month: 1, day: 1).days }

  private func floorRemainder(_ value: Int, _ divisor: Int) -> Int {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }

  private static func floor(_ timestamp: Int64, to unit: Int64) -> Int64 {
    Timestamp.floorDivide(timestamp, unit) &* unit
  }

  /// DATEADD: nil beyond the range, and for parts that are no spans. Months stop at the end of the month; a year after
  /// 29 February is 1 March (sql.md 2.4).
  package func add(_ count: Int64, to timestamp: Int64) -> Int64? {
    guard count.magnitude < 1 << 62 else { return nil }
    if let unit = microseconds { return DatePart.add(count, of: unit, to: timestamp) }
    if let months = monthCount {
      let (total, overflow) = count.multipliedReportingOverflow(by: months)
      return overflow ? nil : Timestamp.add(months: total, to: timestamp)
    }
    guard let years = yearCount else { return nil }
    let (total, overflow) = count.multipliedReportingOverflow(by: years)
    guard !overflow, total.magnitude < 400_000 else { return nil }
    var date = CivilDate(days: Timestamp.days(timestamp))
    date.year += Int(total)
    return Timestamp.joined(days: date.days, time: Timestamp.timeOfDay(timestamp))
  }

  /// Length of the parts that always have the same.
  private var microseconds: Int64? {
    switch self {
    case .microsecond: 1
    case .millisecond: 1000
    case .second, .epoch: 1_000_000
    case .minute: Timestamp.microsecondsPerMinute
    case .hour: Timestamp.microsecondsPerHour
    case .day, .dayOfWeek, .dayOfYear: Timestamp.microsecondsPerDay
    case .week: 7 * Timestamp.microsecondsPerDay
    default: nil
    }
  }

  private var monthCount: Int64? { self == .month ? 1 : self == .quarter ? 3 : nil }

  private var yearCount: Int64? {
    switch self {
    case .year: 1
    case .decade: 10
    case .century: 100
    case .millennium: 1000
    default: nil
    }
  }

  private static func add(_ count: Int64, of unit: Int64, to timestamp: Int64) -> Int64? {
    let (product, wide) = count.multipliedReportingOverflow(by: unit)
    let (sum, overflow) = timestamp.addingReportingOverflow(product)
    return !wide && !overflow && Timestamp.range.contains(sum) ? sum : nil
  }

  /// DATEADD on a time of day, which wraps at midnight.
  package func add(_ count: Int64, toTime time: Int64) -> Int64? {
    guard let unit = microseconds else { return nil }
    let day = Int128(Timestamp.microsecondsPerDay)
    let rest = (Int128(time) + Int128(count) * Int128(unit)) % day
    return Int64(rest < 0 ? rest + day : rest)
  }

  /// DATEDIFF: how many borders of this part lie between two timestamps; weeks begin on Sunday. Nil for zone parts.
  package func difference(from start: Int64, to end: Int64) -> Int64? {
    guard let first = serial(start), let last = serial(end) else { return nil }
    return last &- first
  }

  /// The number of the part that holds the timestamp, counted from any fixed point.
  private func serial(_ timestamp: Int64) -> Int64? {
    switch self {
    case .week: return Timestamp.floorDivide(Timestamp.days(timestamp) + 4, 7)
    case .month, .quarter, .year, .decade, .century, .millennium:
      return serial(CivilDate(days: Timestamp.days(timestamp)))
    default: return microseconds.map { Timestamp.floorDivide(timestamp, $0) }
    }
  }

  private func serial(_ date: CivilDate) -> Int64 {
    switch self {
    case .month: Int64(date.year * 12 + date.month)
    case .quarter: Int64(date.year * 4 + (date.month - 1) / 3)
    case .decade: Timestamp.floorDivide(Int64(date.year), 10)
    case .century: Timestamp.floorDivide(Int64(date.year - 1), 100)
    case .millennium: Timestamp.floorDivide(Int64(date.year - 1), 1000)
    default: Int64(date.year)
    }
  }
}

extension Timestamp {
  /// Calendar months later, at the same day or the month's last; nil beyond the range.
  package static func add(months: Int64, to timestamp: Int64) -> Int64? {
    guard let days = add(months: months, toDays: days(timestamp)) else { return nil }
    return joined(days: days, time: timeOfDay(timestamp))
  }

  /// The same for a date.
  package static func add(months: Int64, toDays days: Int64) -> Int64? {
    guard months.magnitude < 12 * 400_000 else { return nil }
    var date = CivilDate(days: days)
    let total = Int64(date.year) * 12 + Int64(date.month - 1) + months
    date.year = Int(floorDivide(total, 12))
    date.month = Int(total - Int64(date.year) * 12) + 1
    date.day = min(date.day, CivilDate.daysInMonth(date.month, year: date.year))
    return date.days
  }

  /// ADD_MONTHS: as above, but from the last day of a month to the last day.
  package static func addMonths(_ months: Int64, to timestamp: Int64) -> Int64? {
    let date = CivilDate(days: days(timestamp))
    guard let moved = add(months: months, to: timestamp) else { return nil }
    guard date.day == CivilDate.daysInMonth(date.month, year: date.year) else { return moved }
    return joined(days: lastDay(days(moved)), time: timeOfDay(timestamp))
  }

  /// LAST_DAY: the last day of a day's month.
  package static func lastDay(_ days: Int64) -> Int64 {
    let date = CivilDate(days: days)
    return days + Int64(CivilDate.daysInMonth(date.month, year: date.year) - date.day)
  }

  /// MONTHS_BETWEEN: whole where both are the same day of the month or both the last, else a month has 31 days.
  package static func monthsBetween(_ later: Int64, _ earlier: Int64) -> Double {
    let last = CivilDate(days: days(later))
    let first = CivilDate(days: days(earlier))
    let months = Double((last.year - first.year) * 12 + last.month - first.month)
    let areLast = lastDay(days(later)) == days(later) && lastDay(days(earlier)) == days(earlier)
    if last.day == first.day || areLast { return months }
    let time = Double(timeOfDay(later) - timeOfDay(earlier)) / Double(microsecondsPerDay)
    return months + (Double(last.day - first.day) + time) / 31
  }

  /// Adds an interval: months first, then the rest; nil beyond the range.
  package static func add(_ interval: Interval, to timestamp: Int64) -> Int64? {
    guard let moved = interval.months == 0 ? timestamp : add(months: interval.months, to: timestamp) else { return nil }
    let (sum, overflow) = moved.addingReportingOverflow(interval.microseconds)
    return !overflow && range.contains(sum) ? sum : nil
  }

  static func joined(days: Int64, time: Int64) -> Int64? {
    guard let midnight = midnight(days: days) else { return nil }
    let (sum, overflow) = midnight.addingReportingOverflow(time)
    return !overflow && range.contains(sum) ? sum : nil
  }
}
