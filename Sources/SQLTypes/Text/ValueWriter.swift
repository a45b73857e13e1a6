/// Writes the values of one type as text: the one place that knows how a type is written.
///
/// Chosen once a column from its type and a style, so that no value looks at either again. `write` takes a value in its
/// physical type and a buffer of `maximumLength` bytes, and gives the count of bytes written.
package struct ValueWriter: Hashable, Sendable {
  /// Plain data, so that nothing is copied or counted when a value looks at it.
  enum Form: Hashable, Sendable {
    case boolean(TextStyle.Booleans)
    case integer
    case decimal(scale: Int)
    case double(DoubleText.Style, TextStyle.NonFinites)
    case date, time, timetz, timestamp, timestamptz
    case interval
    /// Text that is kept as text: strings, SUPER's JSON, VARBYTE's hexadecimal digits.
    case text
  }

  let form: Form
  private let zone: TimeZoneRules
  /// Whether the clock on which a TIMESTAMPTZ is shown is that of UTC.
  package let isUTC: Bool

  package init(_ type: DataType, _ style: TextStyle = .result) {
    zone = style.zone
    isUTC = zone.isFixed && zone.offset(atUTC: 0) == 0
    form =
      switch type {
      case .boolean: .boolean(style.booleans)
      case .smallint, .integer, .bigint: .integer
      case .decimal(_, let scale): scale == 0 ? .integer : .decimal(scale: scale)
      case .real: .double(style.realDigits, style.nonFinites)
      case .double: .double(style.doubleDigits, style.nonFinites)
      case .date: .date
      case .time: .time
      case .timetz: .timetz
      case .timestamp: .timestamp
      case .timestamptz: .timestamptz
      case .interval, .intervalYearToMonth, .intervalDayToSecond: .interval
      case .catalog(let type): type.isObjectID ? .integer : .text
      case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .super, .varbyte, .hllsketch, .unknown: .text
      }
  }

  /// Whether the texts of 64-bit values fit the cells of a `FieldCells`.
  package var fitsCells: Bool { form != .timestamptz }

  /// Bytes that the longest value takes; 0 for texts, which have a length of their own.
  package var maximumLength: Int {
    switch form {
    case .boolean: 5
    case .integer, .decimal: DecimalText.maximumLength
    case .double: DoubleText.maximumLength
    case .date, .time, .timetz, .timestamp, .timestamptz: DatetimeText.maximumLength
    case .interval: IntervalText.maximumLength
    case .text: 0
    }
  }

  package func write(_ value: Bool, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard case .boolean(let words) = form else { return Self.misfit(value) }
    return BooleanText.write(value, words, into: buffer)
  }

  package func write(_ value: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    switch form {
    case .integer: IntegerText.write(value, into: buffer)
    case .decimal(let scale): DecimalText.write(value, scale: scale, into: buffer)
    case .date: DatetimeText.write(date: value, into: buffer)
    case .time: DatetimeText.write(time: value, into: buffer)
    case .timestamp: DatetimeText.write(timestamp: value, into: buffer)
    case .timestamptz:
      DatetimeText.write(timestamptz: value, offset: Int(zone.offset(atUTC: value)), into: buffer)
    case .boolean, .double, .timetz, .interval, .text: Self.misfit(value)
    }
  }

  package func write(_ value: Int128, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    switch form {
    case .integer: DecimalText.write(value, scale: 0, into: buffer)
    case .decimal(let scale): DecimalText.write(value, scale: scale, into: buffer)
    case .timetz: DatetimeText.write(timetz: TimeWithZone(packed: value), into: buffer)
    case .boolean, .double, .date, .time, .timestamp, .timestamptz, .interval, .text: Self.misfit(value)
    }
  }

  package func write(_ value: Double, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard case .double(let digits, let nonFinites) = form else { return Self.misfit(value) }
    return DoubleText.write(value, into: buffer, style: digits, nonFinites: nonFinites)
  }

  package func write(_ value: Interval, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard form == .interval else { return Self.misfit(value) }
    return IntervalText.write(value, into: buffer)
  }

  /// A value of another physical type than the writer's: a fault of the caller.
  private static func misfit(_ value: some Any) -> Int { preconditionFailure("\(value) is of another type") }

  /// One value as text; nil for NULL.
  package func text(_ value: Value) -> String? {
    switch value {
    case .null: nil
    case .bool(let value): String(capacity: maximumLength) { write(value, into: $0) }
    case .int(let value): String(capacity: maximumLength) { write(value, into: $0) }
    case .int128(let value): String(capacity: maximumLength) { write(value, into: $0) }
    case .double(let value): String(capacity: maximumLength) { write(value, into: $0) }
    case .interval(let value): String(capacity: maximumLength) { write(value, into: $0) }
    case .string(let text): text
    }
  }
}

extension TextStyle {
  fileprivate var doubleDigits: DoubleText.Style {
    switch floats {
    case .rounded(let extra): .significant(min(max(15 + extra, 1), 17))
    case .shortest: .shortest
    }
  }

  fileprivate var realDigits: DoubleText.Style {
    switch floats {
    case .rounded(let extra): .significant(min(max(6 + extra, 1), 9))
    case .shortest: .shortestReal
    }
  }
}
