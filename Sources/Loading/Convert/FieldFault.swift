import Formats
import SQLTypes

/// Why a field does not become a value: code and reason of `stl_load_errors` (copy.md 8.1).
struct FieldFault: Error, Hashable {
  var code: Int
  var reason: FaultReason

  init(code: Int, reason: FaultReason) { (self.code, self.reason) = (code, reason) }

  /// `reason`: words that are there already, so that a fault makes none.
  init(code: Int, reason: String) { self.init(code: code, reason: .text(reason)) }

  static let missingData = FieldFault(code: 1213, reason: "Missing data for not-null field")
  static let indexOutOfRange = FieldFault(
    code: 1216, reason: "Invalid JSONPath format: Not an array or index out of range.")
  static let notAnObject = FieldFault(code: 1216, reason: "Invalid JSONPath format: Member is not an object.")
  static let noDelimiter = FieldFault(code: 1214, reason: "Delimiter not found")
  static let unknownBoolean = FieldFault(code: 1210, reason: "Unknown boolean format")
  static let stringTooLong = FieldFault(code: 1204, reason: "String length exceeds DDL length")
  static let charTooLong = FieldFault(code: 1204, reason: "Char length exceeds DDL length")

  /// `type` is the word of COPY's own messages: `Integer`, `Long`, `Decimal`. `position` counts bytes from 0.
  static func invalidDigit(
    in text: UnsafeRawBufferPointer, at position: Int, type: String, code: Int = 1207
  ) -> FieldFault {
    let byte = position < text.count ? text[position] : nil
    return FieldFault(code: code, reason: .digit(byte, position: position, type: type))
  }

  static let nullByte = FieldFault(code: 1218, reason: "Invalid null byte - field longer than 1 byte")
  static let invalidSketch = FieldFault(code: 1224, reason: "Invalid HLLSKETCH value")
  static let notJSON = FieldFault(code: 1224, reason: "Format with multiple values without array or object")
  static let superStringTooLong = FieldFault(code: 1224, reason: "String value exceeds the max size of 65535 bytes")

  static let superTooDeep = FieldFault(code: 1224, reason: "Nesting depth exceeds the max of 1000 levels")

  static func loneSurrogate(_ error: JSONText.LoneSurrogate) -> FieldFault {
    error.bytes.withUnsafeBytes { bytes in
      UTF8Check.firstFault(in: bytes).map { badUTF8($0, in: bytes) } ?? .stringTooLong
    }
  }

  static func badUTF8(_ fault: UTF8Fault, in text: UnsafeRawBufferPointer) -> FieldFault {
    let bytes = ByteRun(text[fault.offset..<fault.offset + fault.length])
    return FieldFault(code: 1220, reason: .utf8(bytes, code: fault.code))
  }

  static func integerOverflow(_ type: DataType) -> FieldFault { FieldFault(code: 1222, reason: .integerRange(type)) }

  /// A number beyond its column's range: 1204 is COPY's code for what is out of range for its type.
  static func overflow(_ type: DataType) -> FieldFault { FieldFault(code: 1204, reason: .range(type)) }
}
