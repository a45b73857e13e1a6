/// Why a stretch of input is no record, as the facts its words are made of: of a hundred thousand refused records
/// somebody reads three.
package enum RecordReason: Hashable, BitwiseCopyable, Sendable {
  case tooFewFields
  case tooManyFields
  /// A quote inside a CSV field that does not enclose it.
  case badQuote
  case openQuote
  /// Longer than `RecordLimits.recordSize`.
  case tooLong
  /// A NUL in text: the byte before it, and where that stands in the record.
  case nul(after: UInt8, location: Int)
  /// The byte at fault, nil where there is none, and where it stands in the record.
  case json(JSONFault, UInt8?, location: Int)

  /// As `stl_load_errors` has it (copy.md 8.1).
  package var code: Int {
    switch self {
    case .tooFewFields, .badQuote, .openQuote: 1214
    case .tooManyFields: 1202
    case .tooLong, .nul, .json: 1216
    }
  }

  /// Verbatim from copy.md 5.1, 5.2 and 8.1 where the words are known.
  package var text: String {
    switch self {
    case .tooFewFields: "Delimiter not found"
    case .tooManyFields: "Extra column(s) found"
    case .badQuote: "Invalid quote formatting for CSV"
    case .openQuote: "Delimited value missing end quote"
    case .tooLong: "Input row is longer than the maximum of \(RecordLimits.recordSize) bytes"
    case .nul(let byte, let location):
      "Missing newline: Unexpected character 0x\(Self.hex(byte)) found at location \(location)"
    case .json(let fault, nil, let location): "Invalid JSON: \(fault.text), at location \(location)"
    case .json(let fault, let byte?, let location):
      "Invalid JSON: \(fault.text), found 0x\(Self.hex(byte)) at location \(location)"
    }
  }

  /// The same for all records that break the rule.
  package var rule: RecordReason {
    switch self {
    case .nul: .nul(after: 0, location: 0)
    case .json(let fault, let byte, _): .json(fault, byte.map { _ in 0 }, location: 0)
    case .tooFewFields, .tooManyFields, .badQuote, .openQuote, .tooLong: self
    }
  }

  /// The NUL at `offset` of a record that starts at `start` (copy.md 5.1).
  static func nul(_ base: UnsafeRawPointer, _ start: Int, _ offset: Int) -> RecordReason {
    let before = max(offset - 1, start)
    return .nul(after: base.load(fromByteOffset: before, as: UInt8.self), location: before - start)
  }

  private static func hex(_ byte: UInt8) -> String { (byte < 0x10 ? "0" : "") + String(byte, radix: 16) }
}
