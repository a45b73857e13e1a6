import Columnar
import SQLTypes

/// DATE, TIMESTAMP and TIMESTAMPTZ, by DATEFORMAT or TIMEFORMAT (copy.md 7.7).
struct DatetimeRule: ValueRule {
  private enum Kind {
    case date, timestamp, timestamptz
  }

  private let type: DataType
  private let kind: Kind
  private let format: DatetimeFormat
  private let context: DatetimeContext
  private let acceptsAny: Bool

  init(_ type: DataType, _ rules: ConversionRules, _ context: DatetimeContext) {
    self.type = type
    kind = type == .date ? .date : type == .timestamp ? .timestamp : .timestamptz
    format = type == .date ? rules.dateFormat : rules.timeFormat
    self.context = context
    acceptsAny = rules.acceptsAnyDate
  }

  static let placeholder: Int64 = 0
  static func storage(_ values: [Int64]) -> Column.Storage { .packing(values) }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Int64? {
    if isNumber && !bytes.isWholeNumber { return nil }
    guard case .value(let value) = parse(bytes) else { return nil }
    return value
  }

  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Int64? {
    switch parse(text) {
    case .empty: return nil
    case .value(let value): return value
    case .invalid, .outOfRange:
      if acceptsAny { return nil }
      throw FieldFault(code: kind == .date ? 1205 : 1206, reason: format.reason(for: type, text))
    }
  }

  private func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedDatetime {
    switch kind {
    case .date: format.date(bytes, context)
    case .timestamp: format.timestamp(bytes, context)
    case .timestamptz: format.timestamptz(bytes, context)
    }
  }
}

/// TIME, to which TIMEFORMAT does not apply.
struct TimeRule: ValueRule {
  let context: DatetimeContext

  static let placeholder: Int64 = 0
  static func storage(_ values: [Int64]) -> Column.Storage { .packing(values) }

  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Int64? { nil }

  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Int64? {
    switch DatetimeParser.time(text, context) {
    case .empty: return nil
    case .value(let value): return value
    case .invalid, .outOfRange: throw FieldFault(code: 1206, reason: "Invalid time format or value [HH24:MI:SS]")
    }
  }
}

/// TIMETZ, packed into one number.
struct TimeWithZoneRule: ValueRule {
  let context: DatetimeContext

  static let placeholder: Int128 = 0
  static func storage(_ values: [Int128]) -> Column.Storage { .wides(values.exactCopy) }

  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Int128? { nil }

  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Int128? {
    let (value, failure) = DatetimeParser.timetz(text, context)
    if let value { return value.packed }
    if failure == .empty { return nil }
    throw FieldFault(code: 1206, reason: "Invalid time format or value [HH24:MI:SSOF]")
  }
}
