/// Reads dates and times as people write them: what CAST accepts, and COPY with 'auto' (copy.md 7.7, sql.md 2.4).
///
/// The text is cut into tokens (`DatetimeTokens`) and each finds its place among the fields by what is still missing
/// (`DatetimeScan`), in the session's order where two digits could be either. So `17 Dec 07:37:16 1997 PST`: 17 is
/// taken for a month, becomes the day when Dec comes, 1997 is the year left to fill, PST a zone. The form that files
/// hold, `2018-11-01 20:57:10.796`, perhaps with a `T` for the blank and a `Z` or `+01` behind it, is read without any
/// of that.
package enum DatetimeParser {
  /// Days since 1970-01-01; a time in the text is dropped.
  package static func date(_ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext = .utc) -> Parsed<Int64> {
    if let days = fastDate(bytes), bytes.count == 10 { return .value(days) }
    return read(bytes, context) { $0.date(context) }
  }

  /// Microseconds since 1970-01-01 00:00; a zone in the text is ignored.
  package static func timestamp(_ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext = .utc) -> Parsed<Int64> {
    if let found = fastZonedTimestamp(bytes) { return .value(found.local) }
    return read(bytes, context) { $0.timestamp(context) }
  }

  /// Microseconds since 1970-01-01 00:00 UTC.
  package static func timestamptz(
    _ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext = .utc
  ) -> Parsed<Int64> {
    if let found = fastZonedTimestamp(bytes), let offset = found.offset {
      return .value(found.local - Int64(offset) * 1_000_000)
    }
    return read(bytes, context) { $0.timestamptz(context) }
  }

  package static func timestamptz(_ text: String) -> Parsed<Int64> { text.withRawUTF8 { timestamptz($0) } }

  /// Microseconds since midnight.
  package static func time(_ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext = .utc) -> Parsed<Int64> {
    read(bytes, context, isTimeOnly: true) { $0.timeOfDay(context) }
  }

  /// A time of day in UTC, told by its own zone or the session's.
  package static func timetz(
    _ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext = .utc
  ) -> Parsed<TimeWithZone> {
    var offset = 0
    let parsed = read(bytes, context, isTimeOnly: true) { fields in
      offset = fields.offset(context)
      return fields.timeOfDay(context)
    }
    return parsed.map { TimeWithZone(local: $0, offset: Int64(offset)) }
  }

  private static func read(
    _ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext, isTimeOnly: Bool = false,
    _ finish: (DatetimeFields) -> Parsed<Int64>
  ) -> Parsed<Int64> {
    let text = bytes.trimmed
    if text.isEmpty { return .empty }
    var scan = DatetimeScan(isTimeOnly: isTimeOnly, context.order)
    if let failure = scan.scan(text) { return failure }
    return finish(scan.fields)
  }

  /// `YYYY-MM-DD` at the start; nil for anything else, also for days that do not exist.
  static func fastDate(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes.count >= 10, bytes[4] == 0x2d, bytes[7] == 0x2d else { return nil }
    guard let century = pair(bytes, 0), let years = pair(bytes, 2), let month = pair(bytes, 5),
      let day = pair(bytes, 8)
    else { return nil }
    let date = CivilDate(year: century * 100 + years, month: month, day: day)
    return date.isValid && date.year > 0 ? date.days : nil
  }

  /// `YYYY-MM-DD HH:MM:SS[.ffffff]`, with a blank or `T` between; nil for anything else.
  static func fastTimestamp(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard let found = fastZonedTimestamp(bytes), found.offset == nil else { return nil }
    return found.local
  }

  /// The same with `Z` or an offset such as `+01`, `-0330`, `+05:30` right behind it: on the clock there, and seconds
  /// east of Greenwich.
  private static func fastZonedTimestamp(_ bytes: UnsafeRawBufferPointer) -> (local: Int64, offset: Int?)? {
    guard bytes.count >= 19, let days = fastDate(bytes), bytes[10] == 0x20 || bytes[10] == 0x54 else { return nil }
    guard bytes[13] == 0x3a, bytes[16] == 0x3a, let hour = pair(bytes, 11), let minute = pair(bytes, 14),
      let second = pair(bytes, 17), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    let local = days * Timestamp.microsecondsPerDay + seconds * 1_000_000
    if bytes.count == 19 { return (local, nil) }
    guard let (fraction, end) = fastFraction(bytes) else { return nil }
    if end == bytes.count { return (local + fraction, nil) }
    guard let offset = fastOffset(bytes, from: end) else { return nil }
    return (local + fraction, offset)
  }

  /// Nothing, or a point and one to six digits, from byte 19, which there is, on; and where they end.
  private static func fastFraction(_ bytes: UnsafeRawBufferPointer) -> (microseconds: Int64, end: Int)? {
    guard bytes[19] == 0x2e else { return (0, 19) }
    var (value, end) = (Int64(0), 20)
    while end < bytes.count, bytes[end].isDigit, end <= 26 {
      value = value * 10 + Int64(bytes[end] &- 0x30)
      end += 1
    }
    return end > 20 && end <= 26 ? (value * PowersOfTen.int64(26 - end), end) : nil
  }

  /// `Z`, or a sign and digits with colons, up to the end of the bytes.
  private static func fastOffset(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    let text = UnsafeRawBufferPointer(rebasing: bytes[start...])
    if text.equals(lowercase: "z") { return 0 }
    guard text.count > 1, text[0] == 0x2b || text[0] == 0x2d, text[1].isDigit else { return nil }
    for index in 1..<text.count where !text[index].isDigit && text[index] != 0x3a { return nil }
    return TimeZones.offset(text)
  }

  /// Two digits at `index`, which the caller knows to be in bounds with the byte after it.
  private static func pair(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int? {
    let tens = bytes[index] &- 0x30
    let ones = bytes[index + 1] &- 0x30
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }
}
