extension ValueText {
  /// Converts between any two types that CAST allows. `isAssignment`: as INSERT and UPDATE store, where texts that are
  /// too long fail. 42846 `cannot cast type X to Y` where no cast exists.
  package static func convert(
    _ value: Value, from: DataType, to: DataType, _ context: DatetimeContext = .utc, isAssignment: Bool = false
  ) throws(SQLError) -> Value {
    if value == .null { return .null }
    guard TypeRules.canCast(from, to: to, isAssignment ? .assignment : .explicit) else { throw cannotCast(from, to) }
    if case .string(let text) = value, from.isCharacter {
      return try parse(trimmed(text, from: from, to: to), as: to, context, isAssignment: isAssignment)
    }
    switch to {
    case .smallint, .integer, .bigint: return .int(try integer(value, from, to))
    case .decimal(let precision, let scale): return try decimal(value, from, precision, scale)
    case .real, .double: return .double(try double(value, from, to))
    case .boolean: return .bool(try boolean(value, from, to))
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .unknown, .super:
      let text = text(of: value, type: from, context) ?? ""
      return .string(try fitted(text, to, isAssignment: isAssignment))
    case .date, .time, .timetz, .timestamp, .timestamptz: return try datetime(value, from, to, context)
    case .interval, .intervalYearToMonth, .intervalDayToSecond: return try interval(value, from, to)
    case .varbyte, .hllsketch: return value
    case .catalog(let type): return try catalogValue(value, from, type, context)
    }
  }

  /// CHAR loses its padding on the way to VARCHAR (sql.md 1.2).
  private static func trimmed(_ text: String, from: DataType, to: DataType) -> String {
    guard from.charLength != nil, !text.utf8.isEmpty, text.utf8.last == 0x20 else { return text }
    if to.charLength != nil { return text }
    var end = text.utf8.endIndex
    while end > text.utf8.startIndex, text.utf8[text.utf8.index(before: end)] == 0x20 {
      end = text.utf8.index(before: end)
    }
    return String(text[..<end])
  }

  package static func cannotCast(_ from: DataType, _ to: DataType) -> SQLError {
    SQLError(.cannotCast, "cannot cast type \(from.familyName) to \(to.familyName)")
  }

  // MARK: Numbers

  /// `smallint out of range` and the like: 22003.
  package static func outOfRange(_ type: DataType) -> SQLError {
    SQLError(.numericOutOfRange, "\(type.familyName) out of range")
  }

  package static func decimalOverflow(_ precision: Int, _ scale: Int) -> SQLError {
    let digits = precision - scale
    return SQLError(
      .numericOutOfRange, "numeric field overflow",
      detail: "The absolute value is greater than or equal to 10^\(digits) for field with precision \(precision), "
        + "scale \(scale).")
  }

  /// A whole number that its type can hold; 22003 otherwise.
  package static func checked(_ number: Int64, _ type: DataType) throws(SQLError) -> Int64 {
    let fits =
      switch type {
      case .smallint: Int16(exactly: number) != nil
      case .integer: Int32(exactly: number) != nil
      default: true
      }
    guard fits else { throw outOfRange(type) }
    return number
  }

  static func decimalValue(_ number: Int128, precision: Int) -> Value {
    precision <= 19 ? .int(Int64(truncatingIfNeeded: number)) : .int128(number)
  }

  /// The unscaled number of a decimal, or an integer.
  private static func unscaled(_ value: Value) -> Int128? {
    switch value {
    case .int(let number): Int128(number)
    case .int128(let number): number
    default: nil
    }
  }

  private static func integer(_ value: Value, _ from: DataType, _ to: DataType) throws(SQLError) -> Int64 {
    switch value {
    case .bool(let bool): return bool ? 1 : 0
    case .double(let number):
      guard let whole = Int64(exactly: number.rounded(.toNearestOrEven)) else { throw outOfRange(to) }
      return try checked(whole, to)
    case .string(let text): return try integerText(text, to)
    default:
      guard let number = unscaled(value) else { throw cannotCast(from, to) }
      let scale = DecimalArithmetic.shape(from)?.scale ?? 0
      guard let whole = DecimalArithmetic.integer(number, scale: scale) else { throw outOfRange(to) }
      return try checked(whole, to)
    }
  }

  private static func integerText(_ text: String, _ type: DataType) throws(SQLError) -> Int64 {
    guard case .int(let number) = try parse(text, as: type) else { throw outOfRange(type) }
    return number
  }

  private static func decimal(
    _ value: Value, _ from: DataType, _ precision: Int, _ scale: Int
  ) throws(SQLError) -> Value {
    let result: Int128?
    switch value {
    case .double(let number):
      result = DecimalArithmetic.decimal(number, precision: precision, scale: scale, isReal: from == .real)
    case .string(let text): return try parse(text, as: .decimal(precision: precision, scale: scale))
    default:
      guard let number = unscaled(value), let shape = DecimalArithmetic.shape(from) else {
        throw cannotCast(from, .decimal(precision: precision, scale: scale))
      }
      result = DecimalArithmetic.convert(number, from: shape.scale, precision: precision, scale: scale)
    }
    guard let result else { throw decimalOverflow(precision, scale) }
    return decimalValue(result, precision: precision)
  }

  private static func double(_ value: Value, _ from: DataType, _ to: DataType) throws(SQLError) -> Double {
    let number: Double
    switch value {
    case .double(let double): number = double
    case .string(let text):
      guard case .double(let double) = try parse(text, as: to) else { throw cannotCast(from, to) }
      return double
    default:
      guard let unscaled = unscaled(value), let shape = DecimalArithmetic.shape(from) else {
        throw cannotCast(from, to)
      }
      number = shape.scale == 0 ? Double(unscaled) : DecimalArithmetic.double(unscaled, scale: shape.scale)
    }
    guard to == .real else { return number }
    guard case .value(let real) = DoubleText.real(number) else {
      throw SQLError(.numericOutOfRange, "value out of range: overflow")
    }
    return real
  }

  private static func boolean(_ value: Value, _ from: DataType, _ to: DataType) throws(SQLError) -> Bool {
    switch value {
    case .bool(let bool): return bool
    case .int(let number) where from.isInteger: return number != 0
    case .string(let text):
      guard case .bool(let bool) = try parse(text, as: .boolean) else { throw cannotCast(from, to) }
      return bool
    default: throw cannotCast(from, to)
    }
  }

  // MARK: Texts

  /// Explicit casts cut at a character's border; assignments fail with 22001 unless only blanks are in excess.
  package static func fitted(_ text: String, _ type: DataType, isAssignment: Bool) throws(SQLError) -> String {
    guard let limit = type.characterLength, text.utf8.count > limit else { return text }
    if isAssignment, text.utf8.dropFirst(limit).contains(where: { $0 != 0x20 }) { throw tooLong(type) }
    let count = text.withRawUTF8 { UTF8Check.truncatedCount($0, limit: limit) }
    return String(text[..<text.utf8.index(text.startIndex, offsetBy: count)])
  }

  package static func tooLong(_ type: DataType) -> SQLError {
    SQLError(.stringTooLong, "value too long for type \(type)")
  }

  // MARK: Datetimes

  private static func interval(_ value: Value, _ from: DataType, _ to: DataType) throws(SQLError) -> Value {
    guard case .interval(let span) = value else { return value }
    guard let fitted = span.fitted(to: to) else {
      let text = IntervalText.text(span)
      throw SQLError(.invalidDatetime, "invalid input syntax for type \(to.familyName): \"\(text)\"")
    }
    return .interval(fitted)
  }

  private static func datetime(
    _ value: Value, _ from: DataType, _ to: DataType, _ context: DatetimeContext
  ) throws(SQLError) -> Value {
    if from == .timetz, case .int128(let packed) = value {
      return to == .time ? .int(TimeWithZone(packed: packed).microseconds) : value
    }
    if case .interval(let span) = value {
      return .int(Timestamp.timeOfDay(span.microseconds))
    }
    guard case .int(let number) = value else { throw cannotCast(from, to) }
    if from == .time { return to == .timetz ? timetz(number, context.now, context.zone) : value }
    return try moment(number, from, to, context)
  }

  private static func timetz(_ time: Int64, _ moment: Int64, _ zone: TimeZoneRules) -> Value {
    .int128(TimeWithZone(local: time, offset: zone.offset(atUTC: moment)).packed)
  }

  /// Date, timestamp and timestamptz to each other and to times of day; zones are the session's.
  private static func moment(
    _ number: Int64, _ from: DataType, _ to: DataType, _ context: DatetimeContext
  ) throws(SQLError) -> Value {
    let local: Int64
    switch from {
    case .date:
      guard let midnight = Timestamp.midnight(days: number) else {
        throw SQLError(.datetimeOverflow, "date out of range for timestamp")
      }
      local = midnight
    case .timestamptz: local = context.zone.local(fromUTC: number)
    default: local = number
    }
    switch to {
    case .date: return .int(Timestamp.days(local))
    case .time: return .int(Timestamp.timeOfDay(local))
    case .timetz: return timetz(Timestamp.timeOfDay(local), number, context.zone)
    case .timestamptz: return .int(from == .timestamptz ? number : context.zone.utc(fromLocal: local))
    default: return .int(local)
    }
  }
}
