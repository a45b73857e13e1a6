import SQLTypes

/// Reads the parameters of Bind, as text or binary, as values of the types that their statement gives them.
///
/// Texts are read as a cast would; binary forms are those of wire.md 3.1 and PostgreSQL's. A character value is taken
/// as it is, whatever length its type has: what it is compared with or stored in says whether it is too long.
package struct ParameterDecoder: Sendable {
  private let context: DatetimeContext

  /// `context` has the session's zone and the time it is: texts without a zone, and `now`, lean on them.
  package init(_ context: DatetimeContext) { self.context = context }

  /// All parameters of a portal. 08P01 where there are more or fewer than the statement has, or formats do not fit.
  package func values(of bind: FrontendMessage.Bind, _ types: [DataType]) throws(SQLError) -> [Value] {
    let count = bind.parameters.count
    let formats = try WireFormat.spread(bind.parameterFormats, over: count, "parameter formats")
    guard count == types.count else {
      throw SQLError(
        .protocolViolation,
        "bind message supplies \(count) parameters, but prepared statement \"\(bind.statement)\" requires \(types.count)"
      )
    }
    var values: [Value] = []
    for (place, bytes) in bind.parameters.enumerated() {
      values.append(try value(bytes, formats[place], as: types[place], number: place + 1))
    }
    return values
  }

  /// The types that the parameters are read as, given those of their statement: a NUMERIC whose digits a client does
  /// not say has those of its text. Only for a statement without rows, whose columns no type was said of before.
  package func types(of bind: FrontendMessage.Bind, _ types: [DataType]) throws(SQLError) -> [DataType] {
    let formats = try WireFormat.spread(bind.parameterFormats, over: bind.parameters.count, "parameter formats")
    guard formats.count == types.count else { return types }
    return types.indices.map { index in
      guard types[index] == PostgresType.openDecimal, formats[index] == .text, let text = bind.parameters[index] else {
        return types[index]
      }
      return NumericDigits.type(ofText: text) ?? types[index]
    }
  }

  /// One parameter; nil is NULL. 22P02 and its like for a text that its type does not have, 22P03 for bytes that are no
  /// value, 22021 for text that is not UTF-8.
  package func value(
    _ bytes: [UInt8]?, _ format: WireFormat, as type: DataType, number: Int
  ) throws(SQLError) -> Value {
    guard let bytes else { return .null }
    if type.isCharacter || type == .super { return .string(try text(bytes)) }
    if format == .text { return try ValueText.parse(try text(bytes), as: type, context) }
    if type.isDecimal {
      guard let text = try? NumericDigits.text(bytes) else { throw invalid(number) }
      return try ValueText.parse(text, as: type, context)
    }
    if type.element != nil {
      guard let text = ArrayBytes.text(of: bytes, type, self) else { throw invalid(number) }
      return .string(text)
    }
    guard let value = binary(bytes, type) else { throw invalid(number) }
    if case .int(let whole) = value { return .int(try checked(whole, type)) }
    return value
  }

  /// 22003 and 22008 for what the type cannot hold.
  private func checked(_ number: Int64, _ type: DataType) throws(SQLError) -> Int64 {
    let isKnown =
      switch type {
      case .date: CivilDate.range.contains(number)
      case .timestamp, .timestamptz: Timestamp.range.contains(number)
      case .time: (0...Timestamp.microsecondsPerDay).contains(number)
      default: true
      }
    guard isKnown else { throw SQLError(.datetimeOverflow, "\(type.familyName) out of range") }
    return type.isInteger ? try ValueText.checked(number, type) : number
  }

  private func text(_ bytes: [UInt8]) throws(SQLError) -> String {
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw WireFormatError.invalidText.sqlError
    }
    return text
  }

  private func invalid(_ number: Int) -> SQLError {
    SQLError(.invalidBinary, "incorrect binary data format in bind parameter \(number)")
  }

  /// nil for bytes that are not as long as a value of the type.
  func binary(_ bytes: [UInt8], _ type: DataType) -> Value? {
    switch type {
    case .boolean: bytes.count == 1 ? .bool(bytes[0] != 0) : nil
    case .smallint, .integer, .bigint: integer(bytes).map { .int($0) }
    case .catalog(let type):
      type.isObjectID ? integer(bytes).map { .int($0 & 0xffff_ffff) } : nil
    case .real, .double: double(bytes).map { .double($0) }
    case .date: bytes.count == 4 ? .int(number(bytes) + Epoch.days) : nil
    case .time: bytes.count == 8 ? .int(number(bytes)) : nil
    case .timestamp, .timestamptz: bytes.count == 8 ? .int(number(bytes) &+ Epoch.microseconds) : nil
    case .timetz: timetz(bytes)
    case .interval: interval(bytes)
    case .intervalYearToMonth: bytes.count == 4 ? .interval(Interval(months: number(bytes))) : nil
    case .intervalDayToSecond: bytes.count == 8 ? .interval(Interval(microseconds: number(bytes))) : nil
    case .varbyte: .string(Digest.hex(bytes))
    case .decimal, .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .super, .hllsketch, .unknown: nil
    }
  }

  /// Any width of integer: clients choose it by the number, not by the type.
  private func integer(_ bytes: [UInt8]) -> Int64? { [2, 4, 8].contains(bytes.count) ? number(bytes) : nil }

  /// Big-endian, with its sign.
  private func number(_ bytes: some Collection<UInt8>) -> Int64 {
    let start: Int64 = bytes.first.map { $0 >= 0x80 ? -1 : 0 } ?? 0
    return bytes.reduce(start) { $0 << 8 | Int64($1) }
  }

  private func double(_ bytes: [UInt8]) -> Double? {
    switch bytes.count {
    case 4: Double(Float(bitPattern: UInt32(truncatingIfNeeded: number(bytes))))
    case 8: Double(bitPattern: UInt64(bitPattern: number(bytes)))
    default: nil
    }
  }

  /// Microseconds, and seconds west of Greenwich.
  private func timetz(_ bytes: [UInt8]) -> Value? {
    guard bytes.count == 12 else { return nil }
    let (time, west) = (number(bytes[..<8]), number(bytes[8...]))
    guard (0...Timestamp.microsecondsPerDay).contains(time), abs(west) < 16 * 3600 else { return nil }
    return .int128(TimeWithZone(local: time, offset: -west).packed)
  }

  /// Microseconds and months, as PostgreSQL 8.0 had it, or with days between them, as it is today.
  private func interval(_ bytes: [UInt8]) -> Value? {
    guard bytes.count == 12 || bytes.count == 16 else { return nil }
    let days = bytes.count == 16 ? number(bytes[8..<12]) : 0
    let (whole, isTooLong) = days.multipliedReportingOverflow(by: Timestamp.microsecondsPerDay)
    let (time, overflow) = number(bytes[..<8]).addingReportingOverflow(whole)
    return isTooLong || overflow ? nil : .interval(Interval(months: number(bytes.suffix(4)), microseconds: time))
  }
}
