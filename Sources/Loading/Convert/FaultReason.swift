import SQLTypes

/// What is wrong with a field, as the facts its words are made of: of a hundred thousand refused rows somebody reads
/// three.
enum FaultReason: Hashable, Sendable {
  /// Words that stand in the program, or that a column's converter makes once.
  case text(String)
  /// A byte that is no digit, nil at the end of the text; its position counts from 0. `type` is the word of COPY's own
  /// messages: `Integer`, `Long`, `Decimal`.
  case digit(UInt8?, position: Int, type: String)
  /// A sequence that is no UTF-8, with Redshift's sub-code.
  case utf8(ByteRun, code: Int)
  /// A character in a CHAR column, and the whole one that follows where it is broken.
  case multibyte(ByteRun, next: ByteRun)
  /// A whole number that does not fit into its column.
  case integerRange(DataType)
  /// Another number that does not.
  case range(DataType)

  /// As `err_reason` of `stl_load_errors` has it (copy.md 8.1).
  var text: String {
    switch self {
    case .text(let text): text
    case .digit(let byte, let position, let type):
      "Invalid digit, Value '\(byte.map(RawText.shown) ?? "")', Pos \(position), Type: \(type)"
    case .utf8(let bytes, let code): UTF8Check.reason(bytes, code: code)
    case .multibyte(let bytes, let next): Self.multibyte(bytes, next)
    case .integerRange(let type):
      "Overflow (\(type.loadErrorWord) valid range \(type.integerRange.lowerBound) to \(type.integerRange.upperBound))"
    case .range(let type): "Overflow for \(type.description.uppercased())"
    }
  }

  /// The same for all values that break the rule.
  var rule: FaultReason {
    switch self {
    case .digit(_, _, let type): .digit(nil, position: 0, type: type)
    case .utf8: .utf8(ByteRun(), code: 0)
    case .multibyte: .multibyte(ByteRun(), next: ByteRun())
    case .text, .integerRange, .range: self
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

/// Up to eight bytes, in place.
struct ByteRun: Hashable, Sendable, Sequence, IteratorProtocol {
  private var word: UInt64 = 0
  private var count: UInt8 = 0

  init() {}

  /// The first eight of the bytes.
  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes.prefix(8) {
      word |= UInt64(byte) << (UInt64(count) * 8)
      count += 1
    }
  }

  var isEmpty: Bool { count == 0 }

  mutating func next() -> UInt8? {
    guard count > 0 else { return nil }
    defer { (word, count) = (word >> 8, count - 1) }
    return UInt8(truncatingIfNeeded: word)
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
    default: "Double"
    }
  }
}
