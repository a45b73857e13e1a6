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
    let sources = hasSource ? try zones(0) : ZoneColumn(rules: [.utc], mask: 0)
    let targets = try zones(hasSource ? 1 : 0)
    let (values, mask) = try intValues(arguments.count - 1)
    if let source = sources.only, let target = targets.only {
      return column(
        zipped(values, mask, [0], 0, count: count) { value, _ in target.local(fromUTC: source.utc(fromLocal: value)) })
    }
    return column(
      (0..<count).map { row in targets[row].local(fromUTC: sources[row].utc(fromLocal: values[row & mask])) })
  }

  /// (zone, timestamp → timestamptz) or (zone, timestamptz → timestamp).
  private func atTimezone() throws -> Column {
    let zones = try self.zones(0)
    let (values, mask) = try intValues(1)
    let isMoment = second.type == .timestamptz
    if let zone = zones.only {
      return column(
        zipped(values, mask, [0], 0, count: count) { value, _ in
          isMoment ? zone.local(fromUTC: value) : zone.utc(fromLocal: value)
        })
    }
    return column(
      (0..<count).map { row in
        let value = values[row & mask]
        return isMoment ? zones[row].local(fromUTC: value) : zones[row].utc(fromLocal: value)
      })
  }

  /// The zones that an argument names, each looked up once. 22023 where there is none of a name.
  private func zones(_ argument: Int) throws(SQLError) -> ZoneColumn {
    let (names, mask) = try views(argument)
    let validity = arguments[argument].validity
    var (known, knownRules): ([StringView], [TimeZoneRules]) = ([], [])
    var rules = [TimeZoneRules](repeating: .utc, count: names.count)
    for (row, name) in names.enumerated() where validity[row] {
      if let index = known.firstIndex(of: name) {
        rules[row] = knownRules[index]
      } else {
        rules[row] = try TimeZones.zone(named: name.string)
        known.append(name)
        knownRules.append(rules[row])
      }
    }
    return ZoneColumn(rules: rules, mask: mask)
  }
}

/// Time zones by row, or one for all: the mask is that of the column of their names.
private struct ZoneColumn {
  let rules: [TimeZoneRules]
  let mask: Int

  subscript(row: Int) -> TimeZoneRules { rules[row & mask] }
  var only: TimeZoneRules? { mask == 0 ? rules[0] : nil }
}

/// 0 Sunday … 6 Saturday, from a full name or its first letters; one letter is Monday, Wednesday or Friday, `S` Sunday.
private func weekday(named name: String) -> Int64? {
  let word = name.lowercased()
  let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
  guard !word.isEmpty else { return nil }
  if word == "t" { return 2 }
  return days.firstIndex { $0.hasPrefix(word) }.map { Int64($0) }
}
