/// Datetimes as text, ISO style: `2018-11-01 20:57:10.796`, `0044-03-15 BC` (wire.md 3.1).
package enum DatetimeText {
  /// The longest text a writer here makes.
  package static let maximumLength = 40

  /// `YYYY-MM-DD`, with ` BC` behind years before 1. Gives the count of bytes.
  @discardableResult
  package static func write(date days: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var output = ByteWriter(buffer)
    output.append(date: CivilDate(days: days))
    return output.count
  }

  /// `YYYY-MM-DD HH:MM:SS[.ffffff]`, trailing zeros of the fraction cut.
  @discardableResult
  package static func write(timestamp: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var output = ByteWriter(buffer)
    output.append(timestamp: timestamp, offset: nil)
    return output.count
  }

  /// The same moment at `offset` seconds east of Greenwich, with the offset behind it: `…+00`.
  @discardableResult
  package static func write(
    timestamptz: Int64, offset: Int = 0, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    var output = ByteWriter(buffer)
    output.append(timestamp: timestamptz &+ Int64(offset) &* 1_000_000, offset: offset)
    return output.count
  }

  /// `HH:MM:SS[.ffffff]`
  @discardableResult
  package static func write(time: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var output = ByteWriter(buffer)
    output.append(time: time)
    return output.count
  }

  /// `HH:MM:SS[.ffffff]+00`
  @discardableResult
  package static func write(timetz: TimeWithZone, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var output = ByteWriter(buffer)
    output.append(time: timetz.microseconds)
    output.append(offset: Int(timetz.offset))
    return output.count
  }

  package static func text(date days: Int64) -> String {
    String(capacity: maximumLength) { write(date: days, into: $0) }
  }

  package static func text(timestamp: Int64) -> String {
    String(capacity: maximumLength) { write(timestamp: timestamp, into: $0) }
  }

  package static func text(timestamptz: Int64, offset: Int = 0) -> String {
    String(capacity: maximumLength) { write(timestamptz: timestamptz, offset: offset, into: $0) }
  }

  package static func text(time: Int64) -> String {
    String(capacity: maximumLength) { write(time: time, into: $0) }
  }

  package static func text(timetz: TimeWithZone) -> String {
    String(capacity: maximumLength) { write(timetz: timetz, into: $0) }
  }
}

extension ByteWriter {
  mutating func append(date: CivilDate) {
    append(yearMonthDay: date)
    if date.year <= 0 { append(" BC") }
  }

  mutating func append(timestamp: Int64, offset: Int?) {
    let date = CivilDate(days: Timestamp.days(timestamp))
    append(yearMonthDay: date)
    append(0x20)
    append(time: Timestamp.timeOfDay(timestamp))
    if let offset { append(offset: offset) }
    if date.year <= 0 { append(" BC") }
  }

  private mutating func append(yearMonthDay date: CivilDate) {
    let year = date.year > 0 ? date.year : 1 - date.year
    if year > 9999 {
      append(digits: UInt64(year))
    } else {
      append(pair: year / 100)
      append(pair: year % 100)
    }
    append(0x2d)
    append(pair: date.month)
    append(0x2d)
    append(pair: date.day)
  }

  /// Microseconds since midnight, 24:00:00 included.
  mutating func append(time: Int64) {
    let seconds = Int(time / 1_000_000)
    append(pair: seconds / 3600)
    append(0x3a)
    append(pair: seconds / 60 % 60)
    append(0x3a)
    append(pair: seconds % 60)
    append(fraction: Int(time % 1_000_000))
  }

  /// `.796`: microseconds without trailing zeros; nothing for none.
  mutating func append(fraction microseconds: Int) {
    guard microseconds != 0 else { return }
    var rest = microseconds
    var digits = 6
    while rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    append(0x2e)
    append(0x30, count: digits - IntegerText.digitCount(UInt64(rest)))
    append(digits: UInt64(rest))
  }

  /// `+05`, `-03:30`: seconds east of Greenwich.
  mutating func append(offset: Int) {
    append(offset < 0 ? 0x2d : 0x2b)
    let seconds = abs(offset)
    append(pair: seconds / 3600)
    guard seconds % 3600 != 0 else { return }
    append(0x3a)
    append(pair: seconds / 60 % 60)
    guard seconds % 60 != 0 else { return }
    append(0x3a)
    append(pair: seconds % 60)
  }
}
