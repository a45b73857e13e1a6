/// Reads texts as values of one type: the one place that knows how a type is read.
///
/// Chosen once a column from its type and what the reader leans on, so that no value looks at either again. Casts and
/// literals take the defaults; COPY has its own rounding and formats of datetimes. Each method reads one physical type
/// and is called only for types that are kept in it. A class, so that only the types that need the format and the
/// context touch them.
package final class ValueReader: Sendable {
  /// Plain data, so that nothing is copied or counted when a value looks at it.
  enum Form: Sendable {
    case boolean
    case integer(ClosedRange<Int64>)
    case decimal(precision: Int, scale: Int, DecimalRounding)
    case real, double
    case date
    case timestamp
    case timestamptz
    case time, timetz
    case interval
    /// Text that is kept as text.
    case text
  }

  package let type: DataType
  private let form: Form
  private let format: DatetimeFormat
  private let context: DatetimeContext

  /// - Parameter format: how dates and timestamps are written; times of day always as CAST takes them.
  package init(
    _ type: DataType, _ context: DatetimeContext = .utc, rounding: DecimalRounding = .halfAwayFromZero,
    format: DatetimeFormat = .automatic
  ) {
    self.type = type
    self.context = context
    self.format = format
    form =
      switch type {
      case .boolean: .boolean
      case .smallint, .integer, .bigint: .integer(type.integerRange)
      case .decimal(let precision, let scale): .decimal(precision: precision, scale: scale, rounding)
      case .real: .real
      case .double: .double
      case .date: .date
      case .timestamp: .timestamp
      case .timestamptz: .timestamptz
      case .time: .time
      case .timetz: .timetz
      case .interval, .intervalYearToMonth, .intervalDayToSecond: .interval
      case .catalog(let type): type.isObjectID ? .integer(0...0xffff_ffff) : .text
      case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .super, .varbyte, .hllsketch, .unknown: .text
      }
  }

  package func bool(_ bytes: UnsafeRawBufferPointer) -> Parsed<Bool> {
    guard case .boolean = form else { misfit() }
    return BooleanText.parse(bytes)
  }

  package func int64(_ bytes: UnsafeRawBufferPointer) -> Parsed<Int64> {
    switch form {
    case .integer(let range): return IntegerText.parse(bytes).map { range.contains($0) ? $0 : nil }
    case .decimal(let precision, let scale, let rounding):
      return DecimalText.parse64(bytes, precision: precision, scale: scale, rounding: rounding)
    case .date: return format.date(bytes, context)
    case .timestamp: return format.timestamp(bytes, context)
    case .timestamptz: return format.timestamptz(bytes, context)
    case .time: return DatetimeParser.time(bytes, context)
    case .boolean, .real, .double, .timetz, .interval, .text: misfit()
    }
  }

  package func int128(_ bytes: UnsafeRawBufferPointer) -> Parsed<Int128> {
    switch form {
    case .decimal(let precision, let scale, let rounding):
      return DecimalText.parse(bytes, precision: precision, scale: scale, rounding: rounding)
    case .timetz: return DatetimeParser.timetz(bytes, context).map(\.packed)
    default: misfit()
    }
  }

  package func double(_ bytes: UnsafeRawBufferPointer) -> Parsed<Double> {
    switch form {
    case .real: return DoubleText.parseReal(bytes)
    case .double: return DoubleText.parse(bytes)
    default: misfit()
    }
  }

  package func interval(_ bytes: UnsafeRawBufferPointer) -> Parsed<Interval> {
    guard case .interval = form else { misfit() }
    if bytes.allSatisfy(\.isBlank) { return .empty }
    let unit = type == .intervalYearToMonth ? DatePart.month : .second
    return IntervalText.parse(bytes, unit: unit)?.fitted(to: type).map { .value($0) } ?? .invalid(position: 0)
  }

  /// The value in whatever physical type its type has; texts as they are.
  package func value(_ bytes: UnsafeRawBufferPointer) -> Parsed<Value> {
    switch type.physical {
    case .bool: bool(bytes).map { .bool($0) }
    case .int64: int64(bytes).map { .int($0) }
    case .int128: int128(bytes).map { .int128($0) }
    case .double: double(bytes).map { .double($0) }
    case .interval: interval(bytes).map { .interval($0) }
    case .string: .value(.string(String(decoding: bytes, as: UTF8.self)))
    }
  }

  private func misfit() -> Never { preconditionFailure("\(type) is kept in another physical type") }

  /// What the leader node says of a text that is no value (sql.md part 5): 22P02, 22003, 22007 or 22008.
  package func error(_ text: String, _ found: Parsed<some Any>) -> SQLError {
    switch (form, found) {
    case (.integer, .outOfRange): ValueText.outOfRange(type)
    case (.decimal(let precision, let scale, _), .outOfRange): ValueText.decimalOverflow(precision, scale)
    case (.real, .outOfRange), (.real, .underflow), (.double, .outOfRange), (.double, .underflow):
      SQLError(.numericOutOfRange, "\"\(text)\" is out of range for type \(type.familyName)")
    case (.date, .outOfRange), (.time, .outOfRange), (.timetz, .outOfRange), (.timestamp, .outOfRange),
      (.timestamptz, .outOfRange):
      SQLError(.datetimeOverflow, "date/time field value out of range: \"\(text)\"")
    case (.integer, _): ValueText.invalid(text, "integer")
    case _ where type.isDatetime || type.isInterval:
      SQLError(.invalidDatetime, "invalid input syntax for type \(type.shortName): \"\(text)\"")
    default: ValueText.invalid(text, "type \(type.familyName)")
    }
  }
}

extension DataType {
  /// The values of an integer type.
  package var integerRange: ClosedRange<Int64> {
    switch self {
    case .smallint: Int64(Int16.min)...Int64(Int16.max)
    case .integer: Int64(Int32.min)...Int64(Int32.max)
    default: .min ... .max
    }
  }
}
