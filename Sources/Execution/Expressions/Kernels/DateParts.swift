import Columnar
import Planning
import SQLTypes

/// EXTRACT, DATE_PART, DATE_TRUNC, DATEADD, DATEDIFF. The first argument is the part's name, a constant.
extension KernelCall {
  func datePart(_ function: DatePartFunction) throws -> Column {
    let name = try constantText(0)
    guard let part = DatePart(name: name) else {
      throw SQLError(.invalidParameter, "timestamp units \"\(name)\" not recognized")
    }
    switch function {
    case .extract: return try extract(part)
    case .fraction: return try fraction(part)
    case .truncate: return try truncate(part)
    case .add: return try add(part)
    case .difference: return try difference(part)
    }
  }

  // MARK: Fields

  private func extract(_ part: DatePart) throws -> Column {
    let values = try field(part)
    return type == .double ? column(mapped(values, count: count) { Double($0) }) : column(values)
  }

  /// The field as a whole number for each row of the second argument.
  private func field(_ part: DatePart) throws -> [Int64] {
    switch second.type {
    case .date:
      let days = try second.ints
      return DayTable.map(days: days, count: count) { part.extract(fromDays: $0) } ?? part.extract(fromDays: days)
    case .interval:
      let spans = try second.intervals
      return mapped(spans, count: count) { part.extract(from: $0) }
    case .timetz:
      let packed = try second.int128s
      return mapped(packed, count: count) { packed in
        let time = TimeWithZone(packed: packed)
        return part.isZonePart ? zoneField(part, Int64(time.offset)) : part.extract(from: time.microseconds)
      }
    case .timestamptz: return try zonedField(part)
    default: return field(part, of: try second.ints)
    }
  }

  private func zonedField(_ part: DatePart) throws -> [Int64] {
    let zone = try context.datetimes.zone
    let moments = try second.ints
    if part.isZonePart { return mapped(moments, count: count) { zoneField(part, zone.offset(atUTC: $0)) } }
    if part == .epoch { return part.extract(from: moments) }
    return field(part, of: try localTimes())
  }

  private func field(_ part: DatePart, of moments: [Int64]) -> [Int64] {
    guard !part.isTimePart, !part.isZonePart else { return part.extract(from: moments) }
    return DayTable.map(moments: moments, count: count) { part.extract(fromDays: $0) } ?? part.extract(from: moments)
  }

  private func localTimes() throws -> [Int64] {
    let moments = try second.ints
    let zone = try context.datetimes.zone
    return zone == .utc ? moments : mapped(moments, count: count) { zone.local(fromUTC: $0) }
  }

  /// As `field`, but seconds and epochs keep their fraction.
  private func fraction(_ part: DatePart) throws -> Column {
    guard part == .second || part == .epoch else {
      return column(mapped(try field(part), count: count) { Double($0) })
    }
    switch second.type {
    case .timestamp, .timestamptz, .time:
      return column(mapped(try second.ints, count: count) { part.datePart(of: $0) })
    case .interval:
      let spans = try second.intervals
      let modulus = part == .second ? Timestamp.microsecondsPerMinute : Int64.max
      return column(
        mapped(spans, count: count) { Double((part == .second ? $0.microseconds : $0.comparable) % modulus) / 1e6 })
    default: return column(mapped(try field(part), count: count) { Double($0) })
    }
  }

  // MARK: Arithmetic

  private func truncate(_ part: DatePart) throws -> Column {
    let values = try second.ints
    guard second.type == .timestamptz, try context.datetimes.zone != .utc else {
      if part.truncatedDays(0) != nil && !part.isTimePart,
        let moments = DayTable.map(
          moments: values, count: count, { part.truncate($0 &* Timestamp.microsecondsPerDay) ?? 0 })
      {
        return column(moments)
      }
      return column(mapped(values, count: count) { part.truncate($0) ?? 0 })
    }
    let zone = try context.datetimes.zone
    return column(mapped(values, count: count) { zone.utc(fromLocal: part.truncate(zone.local(fromUTC: $0)) ?? 0) })
  }

  /// (part, count, moment): counts of months and years move along the calendar.
  private func add(_ part: DatePart) throws -> Column {
    let moments = arguments[2]
    let call = replacing([moments, second])
    switch type {
    case .time:
      return column(try call.checkedZip(moments.ints, second.ints, zero: 0) { part.add($1, toTime: $0) })
    case .timetz:
      return column(
        try call.checkedZip(moments.int128s, second.ints, zero: 0) { packed, count in
          var time = TimeWithZone(packed: packed)
          guard let moved = part.add(count, toTime: time.microseconds) else { return nil }
          time.microseconds = moved
          return time.packed
        })
    default: return column(try call.checkedZip(moments.ints, second.ints, zero: 0) { part.add($1, to: $0) })
    }
  }

  private func difference(_ part: DatePart) throws -> Column {
    let (start, end) = (arguments[1], arguments[2])
    let call = replacing([start, end])
    let isZoned = start.type == .timetz
    let l = isZoned ? try start.moments : try start.ints
    let r = isZoned ? try end.moments : try end.ints
    return column(try call.checkedZip(l, r, zero: 0) { part.difference(from: $0, to: $1) })
  }

  /// The same call with other arguments.
  func replacing(_ arguments: [Column]) -> KernelCall {
    KernelCall(
      arguments: arguments, type: type, count: count, validity: validity, isLiteral: isLiteral, context: context)
  }
}

/// The offset in seconds, or its hours or minutes.
private func zoneField(_ part: DatePart, _ offset: Int64) -> Int64 {
  switch part {
  case .timezoneHour: offset / 3600
  case .timezoneMinute: offset / 60 % 60
  default: offset
  }
}
