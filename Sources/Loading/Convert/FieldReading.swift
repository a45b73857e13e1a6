import SQLTypes

/// How one column's fields are read, and what COPY says of those that are no values.
struct FieldReading {
  let reader: ValueReader
  /// ACCEPTANYDATE: dates and timestamps that are none are NULL.
  let acceptsAny: Bool
  private let format: DatetimeFormat
  /// Of a date or timestamp: the words for all that do not fit the mask.
  private let maskReason: FaultReason

  init(_ type: DataType, _ rules: ConversionRules, _ context: DatetimeContext) {
    format = type == .date ? rules.dateFormat : rules.timeFormat
    maskReason = .text(format.reason(for: type))
    reader = ValueReader(type, context, rounding: rules.rounding, format: format)
    acceptsAny = rules.acceptsAnyDate && [.date, .timestamp, .timestamptz].contains(type)
  }

  /// Of a text that is neither a value nor empty (copy.md part 7).
  func fault(_ found: Parsed<some Any>, _ text: UnsafeRawBufferPointer) -> FieldFault {
    let type = reader.type
    switch type {
    case .boolean: return .unknownBoolean
    case .date:
      return format.isTooShort(text, for: type)
        ? FieldFault(code: 1205, reason: DatetimeFormat.tooShort) : FieldFault(code: 1205, reason: maskReason)
    case .timestamp, .timestamptz: return FieldFault(code: 1206, reason: maskReason)
    case .time: return FieldFault(code: 1206, reason: "Invalid time format or value [HH24:MI:SS]")
    case .timetz: return FieldFault(code: 1206, reason: "Invalid time format or value [HH24:MI:SSOF]")
    case .interval, .intervalYearToMonth, .intervalDayToSecond:
      return FieldFault(code: 1206, reason: "Invalid interval format or value")
    default: break
    }
    if case .invalid(let position) = found {
      return .invalidDigit(in: text, at: position, type: type.loadErrorWord, code: type.isFloat ? 1208 : 1207)
    }
    return type.isInteger ? .integerOverflow(type) : .overflow(type)
  }
}
