import Columnar
import Planning
import SQLTypes

/// Strings read as values of other types, and what Redshift says about those that are none (sql.md part 5).
extension ColumnCast {
  func fromText() throws -> Column {
    let views = try source.strings.values
    switch type {
    case .smallint, .integer, .bigint: return try toInteger(views)
    case .decimal(let precision, let scale):
      return try converted(
        views, zero: 0, makeWides,
        { view in
          let parsed = view.withBytes {
            DecimalText.parse($0, precision: precision, scale: scale, rounding: .halfAwayFromZero)
          }
          if case .value(let value) = parsed { return value }
          return nil
        }, failure: { decimalFailure(views[$0], precision, scale) })
    case .double, .real: return try toDouble(views)
    case .boolean:
      return try converted(
        views, zero: false, makeBools,
        { view in if case .value(let value) = view.withBytes({ BooleanText.parse($0) }) { value } else { nil } },
        failure: { SQLError(.invalidText, "invalid input syntax for type boolean: \"\(views[$0].string)\"") })
    case .date, .time, .timetz, .timestamp, .timestamptz: return try toDatetime(views)
    case .interval:
      return try converted(
        views, zero: Interval(), { Column(type, intervals: $0, validity: $1) },
        { view in view.withBytes { IntervalText.parse($0) } },
        failure: { SQLError(.invalidDatetime, "invalid input syntax for type interval: \"\(views[$0].string)\"") })
    case .varbyte(let limit): return bytesAsHex(views, limit)
    default: throw SQLError.notSupported("A cast from \(source.type.familyName) to \(type.familyName)")
    }
  }

  /// A VARBYTE is kept as hex; a cast takes the bytes of the text.
  private func bytesAsHex(_ views: [StringView], _ limit: Int) -> Column {
    var builder = StringBuilder(capacity: count)
    for view in views {
      builder.append(view.withBytes { Digest.hex(Array($0.prefix(limit))) })
    }
    return Column(type, strings: builder.finish(), validity: source.validity)
  }

  private func toInteger(_ views: [StringView]) throws -> Column {
    let range = type.integerRange
    return try converted(
      views, zero: 0, makeInts,
      { view in
        guard case .value(let value) = view.withBytes({ IntegerText.parse($0) }), range.contains(value) else {
          return nil
        }
        return value
      },
      failure: { row in
        switch views[row].withBytes({ IntegerText.parse($0) }) {
        case .invalidDigit(let position): invalidDigit(views[row], at: position, "integer")
        case .empty: invalidDigit(views[row], at: 0, "integer")
        default: outOfRange
        }
      })
  }

  private func decimalFailure(_ view: StringView, _ precision: Int, _ scale: Int) -> SQLError {
    let parsed = view.withBytes {
      DecimalText.parse($0, precision: precision, scale: scale, rounding: .halfAwayFromZero)
    }
    return switch parsed {
    case .invalidDigit(let position): invalidDigit(view, at: position, "type numeric")
    case .empty: invalidDigit(view, at: 0, "type numeric")
    default: outOfRange
    }
  }

  private func toDouble(_ views: [StringView]) throws -> Column {
    let isReal = type == .real
    func parse(_ view: StringView) -> ParsedDouble {
      view.withBytes { isReal ? DoubleText.parseReal($0) : DoubleText.parse($0) }
    }
    return try converted(
      views, zero: 0, makeDoubles, { view in if case .value(let value) = parse(view) { value } else { nil } },
      failure: { row in
        switch parse(views[row]) {
        case .invalid(let position): invalidDigit(views[row], at: position, "type \(type.familyName)")
        case .empty: invalidDigit(views[row], at: 0, "type \(type.familyName)")
        default: SQLError(.numericOutOfRange, "\"\(views[row].string)\" is out of range for type \(type.familyName)")
        }
      })
  }

  /// The leader's `invalid input syntax for integer: "abc"`, a compute node's `Invalid digit, Value 'a', Pos 0, …`.
  private func invalidDigit(_ view: StringView, at position: Int, _ name: String) -> SQLError {
    let text = view.string
    if isLiteral { return SQLError(.invalidText, "invalid input syntax for \(name): \"\(text)\"") }
    let digit = view.withBytes { bytes in
      String(decoding: bytes.dropFirst(position).prefix(1), as: UTF8.self)
    }
    return .compute(
      "Invalid digit, Value '\(digit)', Pos \(position), Type: \(computeName)", code: 1207, context: text)
  }

  /// Type names in a compute node's messages (copy.md 7.2).
  private var computeName: String {
    switch type {
    case .smallint: "Short"
    case .integer: "Integer"
    case .bigint: "Long"
    case .decimal: "Decimal"
    default: "Double"
    }
  }

  // MARK: Datetimes

  private func toDatetime(_ views: [StringView]) throws -> Column {
    let zone = try context.datetimes
    if type == .timetz {
      return try converted(
        views, zero: 0, makeWides,
        { view in view.withBytes { DatetimeParser.timetz($0, zone).value?.packed } },
        failure: { datetimeFailure(views[$0], zone) })
    }
    return try converted(
      views, zero: 0, makeInts,
      { view in
        if case .value(let value) = parse(view, zone) { return value }
        return nil
      }, failure: { datetimeFailure(views[$0], zone) })
  }

  private func parse(_ view: StringView, _ zone: DatetimeContext) -> ParsedDatetime {
    view.withBytes { bytes in
      switch type {
      case .date: DatetimeParser.date(bytes, zone)
      case .time: DatetimeParser.time(bytes, zone)
      case .timetz: DatetimeParser.timetz(bytes, zone).failure
      case .timestamp: DatetimeParser.timestamp(bytes, zone)
      default: DatetimeParser.timestamptz(bytes, zone)
      }
    }
  }

  private func datetimeFailure(_ view: StringView, _ zone: DatetimeContext) -> SQLError {
    let text = view.string
    if case .outOfRange = parse(view, zone) {
      return SQLError(.datetimeOverflow, "date/time field value out of range: \"\(text)\"")
    }
    let name =
      switch type {
      case .timestamp: "timestamp"
      case .time: "time"
      default: type.familyName
      }
    return SQLError(.invalidDatetime, "invalid input syntax for type \(name): \"\(text)\"")
  }
}
