/// Single values as text, and texts as values: literals, defaults, parameters (sql.md 2 and part 5).
///
/// Columns have kernels of their own; what they must agree with is here.
package enum ValueText {
  /// How SQL prints a value, a TIMESTAMPTZ in the session's zone; nil for NULL.
  package static func text(of value: Value, type: DataType, _ context: DatetimeContext = .utc) -> String? {
    ValueWriter(type, TextStyle(zone: context.zone)).text(value)
  }

  /// What CAST makes of a text; the errors are those of sql.md part 5. `isAssignment`: as INSERT stores it, so that a text
  /// too long for its column is 22001 unless only blanks are in excess.
  package static func parse(
    _ text: String, as type: DataType, _ context: DatetimeContext = .utc, isAssignment: Bool = false
  ) throws(SQLError) -> Value {
    switch type {
    case .boolean: return try boolean(text)
    case .smallint, .integer, .bigint: return try integer(text, type)
    case .decimal(let precision, let scale): return try decimal(text, precision, scale)
    case .real, .double: return try double(text, type)
    case .char, .varchar, .unknown, .super: return .string(try fitted(text, type, isAssignment: isAssignment))
    case .varbyte(let length): return .string(try varbyte(text, length))
    case .date, .time, .timestamp, .timestamptz, .timetz: return try datetime(text, type, context)
    case .interval: return .interval(try IntervalText.parse(text))
    }
  }

  static func invalid(_ text: String, _ type: String) -> SQLError {
    SQLError(.invalidText, "invalid input syntax for \(type): \"\(text)\"")
  }

  private static func boolean(_ text: String) throws(SQLError) -> Value {
    guard case .value(let bool) = BooleanText.parse(text) else { throw invalid(text, "type boolean") }
    return .bool(bool)
  }

  private static func integer(_ text: String, _ type: DataType) throws(SQLError) -> Value {
    switch IntegerText.parse(text) {
    case .value(let number): return .int(try checked(number, type))
    case .overflow: throw outOfRange(type)
    case .empty, .invalidDigit: throw invalid(text, "integer")
    }
  }

  private static func decimal(_ text: String, _ precision: Int, _ scale: Int) throws(SQLError) -> Value {
    switch DecimalText.parse(text, precision: precision, scale: scale, rounding: .halfAwayFromZero) {
    case .value(let number): return decimalValue(number, precision: precision)
    case .overflow: throw decimalOverflow(precision, scale)
    case .empty, .invalidDigit: throw invalid(text, "type numeric")
    }
  }

  private static func double(_ text: String, _ type: DataType) throws(SQLError) -> Value {
    switch type == .real ? DoubleText.parseReal(text) : DoubleText.parse(text) {
    case .value(let number): return .double(number)
    case .outOfRange, .underflow:
      throw SQLError(.numericOutOfRange, "\"\(text)\" is out of range for type \(type.familyName)")
    case .empty, .invalid: throw invalid(text, "type \(type.familyName)")
    }
  }

  /// VARBYTE is kept as hex text in lower case; a cast takes the bytes of the text.
  private static func varbyte(_ text: String, _ length: Int) throws(SQLError) -> String {
    let bytes = text.utf8.prefix(length)
    return UTF8Check.hex(bytes).filter { $0 != " " }
  }

  private static func datetime(
    _ text: String, _ type: DataType, _ context: DatetimeContext
  ) throws(SQLError) -> Value {
    if type == .timetz {
      let parsed = text.withRawUTF8 { DatetimeParser.timetz($0, context) }
      guard let value = parsed.value else { throw datetimeError(text, type, parsed.failure) }
      return .wide(value.packed)
    }
    let parsed = text.withRawUTF8 { bytes in
      switch type {
      case .date: DatetimeParser.date(bytes, context)
      case .time: DatetimeParser.time(bytes, context)
      case .timestamp: DatetimeParser.timestamp(bytes, context)
      default: DatetimeParser.timestamptz(bytes, context)
      }
    }
    guard case .value(let number) = parsed else { throw datetimeError(text, type, parsed) }
    return .int(number)
  }

  private static func datetimeError(_ text: String, _ type: DataType, _ failure: ParsedDatetime) -> SQLError {
    if failure == .outOfRange {
      return SQLError(.datetimeOverflow, "date/time field value out of range: \"\(text)\"")
    }
    return SQLError(.invalidDatetime, "invalid input syntax for type \(type.shortName): \"\(text)\"")
  }
}

extension DataType {
  /// As messages about datetimes name it: `timestamp`, `timestamp with time zone`, `date`.
  var shortName: String {
    switch self {
    case .timestamp: "timestamp"
    case .time: "time"
    default: familyName
    }
  }
}
