/// Single values as text, and texts as values: literals, defaults, parameters (sql.md 2 and part 5).
///
/// Columns have kernels of their own; what they must agree with is here.
package enum ValueText {
  /// How SQL prints a value, a TIMESTAMPTZ in the session's zone; nil for NULL.
  package static func text(of value: Value, type: DataType, _ context: DatetimeContext = .utc) -> String? {
    ValueWriter(type, TextStyle(zone: context.zone)).text(value)
  }

  /// What CAST makes of a text; the errors are those of sql.md part 5. `isAssignment`: as INSERT stores it, so that a
  /// text too long for its column is 22001 unless only blanks are in excess.
  package static func parse(
    _ text: String, as type: DataType, _ context: DatetimeContext = .utc, isAssignment: Bool = false
  ) throws(SQLError) -> Value {
    switch type {
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .unknown, .super:
      return .string(try fitted(text, type, isAssignment: isAssignment))
    case .varbyte(let length): return .string(try varbyte(text, length))
    case .catalog(let type) where !type.isObjectID: return try parse(text, as: type, context)
    default:
      let reader = ValueReader(type, context)
      let parsed = text.withRawUTF8 { reader.value($0) }
      guard let value = parsed.found else { throw reader.error(text, parsed) }
      return value
    }
  }

  static func invalid(_ text: String, _ type: String) -> SQLError {
    SQLError(.invalidText, "invalid input syntax for \(type): \"\(text)\"")
  }

  /// VARBYTE is kept as hex text in lower case; a cast takes the bytes of the text.
  private static func varbyte(_ text: String, _ length: Int) throws(SQLError) -> String {
    let bytes = text.utf8.prefix(length)
    return UTF8Check.hex(bytes).filter { $0 != " " }
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
