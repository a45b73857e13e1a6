import Columnar
import Planning
import SQLTypes

/// Datetimes into other datetimes; the session's zone lies between those with and those without one (sql.md 2.3).
extension ColumnCast {
  func fromDatetime() throws -> Column {
    if source.type == .timetz {
      guard type == .time else { throw unsupported }
      return column(mapped(try source.int128s, count: count) { Int64(truncatingIfNeeded: $0 >> 32) })
    }
    let values = try source.ints
    let zone = try context.datetimes.zone
    switch (source.type, type) {
    case (.date, .timestamp): return try midnights(values) { $0 }
    case (.date, .timestamptz): return try midnights(values) { zone.utc(fromLocal: $0) }
    case (.timestamp, .date): return column(mapped(values, count: count) { Timestamp.days($0) })
    case (.timestamp, .time): return column(mapped(values, count: count) { Timestamp.timeOfDay($0) })
    case (.timestamp, .timestamptz): return zoned(values) { zone.utc(fromLocal: $0) }
    case (.timestamptz, .timestamp): return zoned(values) { zone.local(fromUTC: $0) }
    case (.timestamptz, .date): return zoned(values) { Timestamp.days(zone.local(fromUTC: $0)) }
    case (.timestamptz, .time): return zoned(values) { Timestamp.timeOfDay(zone.local(fromUTC: $0)) }
    case (.timestamptz, .timetz):
      let packed = mapped(values, count: count) { value in
        TimeWithZone(local: Timestamp.timeOfDay(value), offset: 0).packed
      }
      return Column(type, int128s: packed, validity: source.validity)
    case (.time, .timetz):
      let offset = zone.offset(atUTC: context.statementTime)
      let packed = mapped(values, count: count) { TimeWithZone(local: $0, offset: offset).packed }
      return Column(type, int128s: packed, validity: source.validity)
    case (.time, .interval):
      let spans = mapped(values, count: count) { Interval(microseconds: $0) }
      return Column(type, intervals: spans, validity: source.validity)
    default: throw unsupported
    }
  }

  func fromInterval() throws -> Column {
    let spans = try source.intervals
    switch type {
    case .time: return column(mapped(spans, count: count) { Timestamp.timeOfDay($0.microseconds) })
    case .interval: return source.retyped(type)
    case .intervalYearToMonth, .intervalDayToSecond:
      return try converted(
        spans, zero: Interval(), makeIntervals, { $0.fitted(to: type) },
        failure: { row in
          SQLError(
            .invalidDatetime, "invalid input syntax for type \(type.familyName): \"\(IntervalText.text(spans[row]))\"")
        })
    default: throw unsupported
    }
  }

  private func zoned(_ values: [Int64], _ body: (Int64) -> Int64) -> Column {
    column(mapped(values, count: count, body))
  }

  private func midnights(_ days: [Int64], _ body: (Int64) -> Int64) throws -> Column {
    try converted(
      days, zero: 0, makeInts, { Timestamp.midnight(days: $0).map(body) },
      failure: { _ in SQLError(.datetimeOverflow, "timestamp out of range") })
  }
}
