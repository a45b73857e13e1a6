import Formats
import SQLTypes

/// Code and reason of `stl_load_errors` (copy.md 8.1).
extension FieldFault {
  var code: Int {
    switch self {
    case .missingData: 1213
    case .indexOutOfRange, .notAnObject: 1216
    case .noDelimiter: 1214
    case .unknownBoolean: 1210
    case .stringTooLong, .charTooLong, .range: 1204
    case .nullByte: 1218
    case .invalidSketch, .notJSON, .superStringTooLong, .superTooDeep: 1224
    case .oddHexadecimal: 1219
    case .dateTooShort: 1205
    case .datetime(let type): type == .date ? 1205 : 1206
    case .digit(_, _, .varbyte): 1219
    case .digit(_, _, let type): type.isFloat ? 1208 : 1207
    case .utf8, .multibyte: 1220
    case .integerRange: 1222
    }
  }

  /// `rules`: the COPY's, whose formats are echoed.
  func text(_ rules: ConversionRules) -> String {
    switch self {
    case .missingData: "Missing data for not-null field"
    case .indexOutOfRange: "Invalid JSONPath format: Not an array or index out of range."
    case .notAnObject: "Invalid JSONPath format: Member is not an object."
    case .noDelimiter: RecordReason.tooFewFields.text
    case .unknownBoolean: "Unknown boolean format"
    case .stringTooLong: "String length exceeds DDL length"
    case .charTooLong: "Char length exceeds DDL length"
    case .nullByte: "Invalid null byte - field longer than 1 byte"
    case .invalidSketch: "Invalid HLLSKETCH value"
    case .notJSON: "Format with multiple values without array or object"
    case .superStringTooLong: "String value exceeds the max size of 65535 bytes"
    case .superTooDeep: "Nesting depth exceeds the max of 1000 levels"
    case .oddHexadecimal: "Odd number of hexadecimal digits"
    case .dateTooShort: DatetimeFormat.tooShort
    case .datetime(let type): Self.datetime(type, rules)
    case .digit(let byte, let position, let type):
      "Invalid digit, Value '\(byte.map(RawText.shown) ?? "")', Pos \(position), Type: \(type.loadErrorWord)"
    case .utf8(let bytes, let code): UTF8Check.reason(bytes, code: Int(code))
    case .multibyte(let bytes, let next): Self.multibyte(bytes, next)
    case .integerRange(let type):
      "Overflow (\(type.loadErrorWord) valid range \(type.integerRange.lowerBound) to \(type.integerRange.upperBound))"
    case .range(let type): "Overflow for \(type.description.uppercased())"
    }
  }

  private static func datetime(_ type: DataType, _ rules: ConversionRules) -> String {
    switch type {
    case .date: rules.dateFormat.reason(for: type)
    case .time: "Invalid time format or value [HH24:MI:SS]"
    case .timetz: "Invalid time format or value [HH24:MI:SSOF]"
    case .timestamp, .timestamptz: rules.timeFormat.reason(for: type)
    default: "Invalid interval format or value"
    }
  }

  /// The character byte by byte, `c3 a9`; behind one that is broken the whole character that follows it, in one piece,
  /// as the documented `e0 a1 c7a4` has it (copy.md 7.6).
  private static func multibyte(_ bytes: ByteRun, _ next: ByteRun) -> String {
    let following = next.isEmpty ? "" : " " + UTF8Check.hex(next).filter { $0 != " " }
    return "Multibyte character not supported for CHAR (Hint: Try using VARCHAR). Invalid char: "
      + UTF8Check.hex(bytes) + following
  }
}

extension DataType {
  /// As COPY's messages call a type of numbers.
  var loadErrorWord: String {
    switch self {
    case .smallint: "Short"
    case .integer: "Integer"
    case .bigint: "Long"
    case .decimal: "Decimal"
    case .real: "Float"
    case .varbyte: "Varbyte"
    default: "Double"
    }
  }
}
