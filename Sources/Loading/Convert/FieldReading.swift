import SQLTypes

/// How one column's fields are read, and what COPY says of those that are no values.
struct FieldReading {
  let reader: ValueReader
  /// ACCEPTANYDATE: dates and timestamps that are none are NULL.
  let acceptsAny: Bool
  /// What is said of a text that is no value is where a byte is no digit: so it is of numbers.
  let namesDigits: Bool
  private let format: DatetimeFormat

  /// A mask says how dates and times are written.
  var isMasked: Bool {
    guard case .mask = format else { return false }
    return true
  }

  /// Dates and times are written as they are where no option says otherwise.
  var isStandard: Bool {
    guard case .standard = format else { return false }
    return true
  }

  init(_ type: DataType, _ rules: ConversionRules, _ context: DatetimeContext) {
    format = type == .date ? rules.dateFormat : rules.timeFormat
    reader = ValueReader(type, context, rounding: rules.rounding, format: format)
    namesDigits = type.isNumeric
    acceptsAny = rules.acceptsAnyDate && [.date, .timestamp, .timestamptz].contains(type)
  }

  /// Of a text that is neither a value nor empty (copy.md part 7).
  func fault(_ found: Parsed<some Any>, _ text: UnsafeRawBufferPointer) -> FieldFault {
    let type = reader.type
    switch type {
    case .boolean: return .unknownBoolean
    case .date: return format.isTooShort(text, for: type) ? .dateTooShort : .datetime(type)
    case .timestamp, .timestamptz, .time, .timetz, .interval, .intervalYearToMonth, .intervalDayToSecond:
      return .datetime(type)
    default: break
    }
    if case .invalid(let position) = found { return .invalidDigit(in: text, at: position, type) }
    return type.isInteger ? .integerRange(type) : .range(type)
  }
}
