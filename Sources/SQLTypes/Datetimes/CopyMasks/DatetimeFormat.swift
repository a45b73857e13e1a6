/// How COPY reads datetimes: the argument of DATEFORMAT or TIMEFORMAT (copy.md part 3 and 7.7).
package enum DatetimeFormat: Hashable, Sendable {
  /// No such option: `YYYY-MM-DD`, `YYYY-MM-DD HH:MI:SS`, and for TIMESTAMPTZ the same with an offset.
  case standard
  case mask(DatetimeMask)
  /// What CAST accepts.
  case automatic
  case epochSeconds
  case epochMilliseconds

  /// The argument of TIMEFORMAT. `auto` and the epochs are told from masks by their exact spelling.
  package init(timeFormat argument: String) {
    switch argument {
    case "auto": self = .automatic
    case "epochsecs": self = .epochSeconds
    case "epochmillisecs": self = .epochMilliseconds
    default: self = .mask(DatetimeMask(argument))
    }
  }

  /// The argument of DATEFORMAT, which knows no epochs.
  package init(dateFormat argument: String) {
    self = argument == "auto" ? .automatic : .mask(DatetimeMask(argument))
  }

  /// Days since 1970-01-01. Time parts of text and mask are read and dropped.
  package func date(_ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext = .utc) -> Parsed<Int64> {
    switch self {
    case .automatic, .epochSeconds, .epochMilliseconds: return DatetimeParser.date(bytes, context)
    case .mask(let mask): return read(bytes, mask) { $0.date }
    case .standard:
      // "length must be 10 or more"; what follows the ten is not looked at.
      if let days = DatetimeParser.fastDate(bytes) { return .value(days) }
      let text = bytes.trimmed
      if text.isEmpty { return .empty }
      guard text.count >= 10 else { return .invalid(position: 0) }
      return DatetimeMask.standardDate.scan(text)?.date ?? .invalid(position: 0)
    }
  }

  /// Microseconds since 1970-01-01 00:00.
  package func timestamp(_ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext = .utc) -> Parsed<Int64> {
    switch self {
    case .automatic: return DatetimeParser.timestamp(bytes, context)
    case .epochSeconds: return DatetimeFormat.epoch(bytes, decimals: 6)
    case .epochMilliseconds: return DatetimeFormat.epoch(bytes, decimals: 3)
    case .mask(let mask):
      if mask.isISO, let value = DatetimeParser.fastTimestamp(bytes), bytes[10] == 0x20 { return .value(value) }
      return read(bytes, mask) { $0.timestamp }
    case .standard:
      if let value = DatetimeParser.fastTimestamp(bytes), bytes[10] == 0x20 { return .value(value) }
      return read(bytes, .standardTimestamp) { $0.timestamp }
    }
  }

  /// Microseconds since 1970-01-01 00:00 UTC.
  package func timestamptz(_ bytes: UnsafeRawBufferPointer, _ context: DatetimeContext = .utc) -> Parsed<Int64> {
    switch self {
    case .automatic: return DatetimeParser.timestamptz(bytes, context)
    case .epochSeconds: return DatetimeFormat.epoch(bytes, decimals: 6)
    case .epochMilliseconds: return DatetimeFormat.epoch(bytes, decimals: 3)
    case .mask(let mask): return read(bytes, mask) { $0.timestamptz(context) }
    case .standard: return read(bytes, .standardTimestamptz) { $0.timestamptz(context) }
    }
  }

  /// COPY's reason for a value that is too short.
  package static let tooShort = "Invalid Date Format - length must be 10 or more"

  /// Whether COPY has a reason of its own for the value's length (copy.md 7.7).
  package func isTooShort(_ bytes: UnsafeRawBufferPointer, for type: DataType) -> Bool {
    guard case .standard = self, type == .date else { return false }
    return bytes.trimmed.count < 10
  }

  /// COPY's reason for a value that does not fit: codes 1205 and 1206 (copy.md 7.7).
  package func reason(for type: DataType) -> String {
    let kind = type == .date ? "date" : "timestamp"
    return "Invalid \(kind) format or value [\(display(for: type))]"
  }

  /// The effective mask, as reasons echo it.
  package func display(for type: DataType) -> String {
    switch self {
    case .mask(let mask): return mask.text
    case .automatic: return "auto"
    case .epochSeconds: return "epochsecs"
    case .epochMilliseconds: return "epochmillisecs"
    case .standard:
      if type == .date { return DatetimeMask.standardDate.text }
      return (type == .timestamptz ? DatetimeMask.standardTimestamptz : .standardTimestamp).text
    }
  }

  private func read(
    _ bytes: UnsafeRawBufferPointer, _ mask: DatetimeMask, _ finish: (MaskedDatetime) -> Parsed<Int64>
  ) -> Parsed<Int64> {
    let text = bytes.trimmed
    if text.isEmpty { return .empty }
    return mask.scan(text).map(finish) ?? .invalid(position: 0)
  }

  /// A count since 1970, perhaps with a fraction, as microseconds: what is one unit is 10^`decimals` of them.
  private static func epoch(_ bytes: UnsafeRawBufferPointer, decimals: Int) -> Parsed<Int64> {
    switch IntegerText.parse(bytes) {
    case .value(let count):
      let (product, overflow) = count.multipliedReportingOverflow(by: PowersOfTen.int64(decimals))
      return !overflow && Timestamp.range.contains(product) ? .value(product) : .outOfRange
    case .empty: return .empty
    case .outOfRange, .underflow: return .outOfRange
    case .invalid: return epochWithFraction(bytes, decimals: decimals)
    }
  }

  private static func epochWithFraction(_ bytes: UnsafeRawBufferPointer, decimals: Int) -> Parsed<Int64> {
    switch DecimalText.parse64(bytes, precision: 19, scale: decimals, rounding: .halfAwayFromZero) {
    case .value(let count): return Timestamp.range.contains(count) ? .value(count) : .outOfRange
    case .empty: return .empty
    case .invalid: return .invalid(position: 0)
    case .outOfRange, .underflow: return .outOfRange
    }
  }
}
