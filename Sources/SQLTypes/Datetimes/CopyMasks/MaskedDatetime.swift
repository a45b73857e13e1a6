/// What a text says by a mask of COPY: plain data, other than `DatetimeFields`, as each value of a column is one.
struct MaskedDatetime: BitwiseCopyable, Sendable {
  /// Since 1970-01-01; nil where the text names no day, or none that the calendar has.
  let days: Int64?
  /// Microseconds since midnight.
  let time: Int64
  /// Seconds east of Greenwich.
  let offset: Int?

  var date: Parsed<Int64> { days.map(Parsed.value) ?? .outOfRange }

  /// An offset is ignored (copy.md 7.7).
  var timestamp: Parsed<Int64> { Timestamp.moment(days, time) }

  /// UTC; a text without an offset is in the session's zone.
  func timestamptz(_ context: DatetimeContext) -> Parsed<Int64> {
    guard case .value(let local) = timestamp else { return timestamp }
    return (offset.map(DatetimeFields.Zone.offset) ?? .rules(context.zone)).utc(fromLocal: local)
  }
}
