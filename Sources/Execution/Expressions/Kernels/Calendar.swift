import Columnar
import Planning
import SQLTypes

/// Months, weekdays and time zones (sql.md 2.4).
extension KernelCall {
  func calendar(_ function: CalendarFunction) throws -> Column {
    switch function {
    case .addMonths:
      column(try checkedZip(first.ints, second.ints, zero: 0) { Timestamp.addMonths($1, to: $0) })
    case .lastDay: column(mapped(try first.ints, count: count) { Timestamp.lastDay($0) })
    case .nextDay: try nextDay()
    case .monthsBetween:
      column(
        zipped(try first.ints, first.indexMask, try second.ints, second.indexMask, count: count) {
          Timestamp.monthsBetween($0, $1)
        })
    case .age:
      column(
        zipped(try first.ints, first.indexMask, try second.ints, second.indexMask, count: count) {
          Timestamp.age(of: $0, since: $1)
        })
    case .isFinite: Column.constant(.bool(true), type, count: count)
    case .convertTimezone: try convertTimezone()
    case .atTimezone: try atTimezone()
    case .compare: try threeWayComparison()
    }
  }

  /// The first such weekday after the date.
  private func nextDay() throws -> Column {
    let names = try second.strings.values
    var weekdays = [Int64](repeating: 0, count: names.count)
    for (index, view) in names.enumerated() where second.validity[index] {
      guard let weekday = weekday(named: view.string) else {
        throw SQLError(.invalidParameter, "Not a valid day of week: \"\(view.string)\"")
      }
      weekdays[index] = weekday
    }
    return column(
      zipped(try first.ints, first.indexMask, weekdays, second.indexMask, count: count) { day, weekday in
        let ahead = (weekday &- CivilDate.weekday(days: day) &+ 7) % 7
        return day &+ (ahead == 0 ? 7 : ahead)
      })
  }

  // MARK: Zones

  /// (zones…, timestamp): from the first zone, or UTC, to the last.
  private func convertTimezone() throws -> Column {
    let hasSource = arguments.count == 3
    let source = hasSource ? try TimeZones.zone(named: constantText(0)) : .utc
    let target = try TimeZones.zone(named: constantText(hasSource ? 1 : 0))
    let local = try arguments[arguments.count - 1].ints
    let mask = arguments[arguments.count - 1].indexMask
    return column(
      zipped(local, mask, [0], 0, count: count) { value, _ in target.local(fromUTC: source.utc(fromLocal: value)) })
  }

  /// (zone, timestamp → timestamptz) or (zone, timestamptz → timestamp).
  private func atTimezone() throws -> Column {
    let zone = try TimeZones.zone(named: constantText(0))
    let values = try second.ints
    let isMoment = second.type == .timestamptz
    return column(
      zipped(values, second.indexMask, [0], 0, count: count) { value, _ in
        isMoment ? zone.local(fromUTC: value) : zone.utc(fromLocal: value)
      })
  }
}

/// 0 Sunday … 6 Saturday, from a full name or its first letters; one letter is Monday, Wednesday or Friday, `S` Sunday.
private func weekday(named name: String) -> Int64? {
  let word = name.lowercased()
  let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
  guard !word.isEmpty else { return nil }
  if word == "t" { return 2 }
  return days.firstIndex { $0.hasPrefix(word) }.map { Int64($0) }
}
