/// A format of TEXT_TO_INT_ALT and TEXT_TO_NUMERIC_ALT (AWS documentation: "Teradata-style formatting characters for
/// numeric data").
///
/// ```
/// ZZ9.99    digits, Z for those that may be missing     999S   the last character holds a digit and the sign: 12C is
/// 123 9(I).9(F) as many as there are, 9(4) four of them     99V99  a point that the text does not write: 1234 is 12.34
/// C9(I)     with USD; $, L and N likewise
/// ```
package struct TeradataFormat: Sendable {
  private var hasCurrency = false
  private var isZoned = false
  /// Digits behind a point that is not written.
  private var impliedScale = 0
  /// Digits before the point, and behind it; nil for any number.
  private var wholeDigits: Int? = 0
  private var fractionDigits: Int? = 0

  /// 22023 for what is no format.
  package init(_ text: String) throws(SQLError) {
    var rest = Substring(text)
    var isFraction = false
    while let next = rest.popFirst() {
      switch next {
      case "9", "Z", "z":
        let digits = try Self.repetition(&rest, text)
        if isFraction { Self.add(digits, to: &fractionDigits) } else { Self.add(digits, to: &wholeDigits) }
      case ".", "D", "V":
        if isFraction { throw Self.invalid(text) }
        isFraction = true
        impliedScale = next == "V" ? 1 : 0
      case "S" where rest.isEmpty: isZoned = true
      case "$", "L", "C", "N": hasCurrency = true
      default: throw Self.invalid(text)
      }
    }
    if impliedScale > 0 { impliedScale = fractionDigits ?? 0 }
  }

  private static func invalid(_ text: String) -> SQLError {
    SQLError(.invalidParameter, "invalid format \"\(text)\" of a number")
  }

  /// Of the digit before: 1, `(4)`, or nil for `(I)` and `(F)`.
  private static func repetition(_ rest: inout Substring, _ text: String) throws(SQLError) -> Int? {
    guard rest.first == "(" else { return 1 }
    guard let close = rest.firstIndex(of: ")") else { throw invalid(text) }
    let count = rest[rest.index(after: rest.startIndex)..<close]
    rest = rest[rest.index(after: close)...]
    if count == "I" || count == "F" { return nil }
    guard let number = Int(count), (1...38).contains(number) else { throw invalid(text) }
    return number
  }

  private static func add(_ digits: Int?, to count: inout Int?) {
    count = digits.flatMap { digits in count.map { $0 + digits } }
  }

  /// The number that a text writes in this format; `outOfRange` where it has more digits than the format.
  package func parse(
    _ bytes: UnsafeRawBufferPointer, precision: Int, scale: Int, rounding: DecimalRounding
  ) -> Parsed<Int128> {
    var text = TeradataNumber.trimmed(bytes[...])
    if hasCurrency { text = TeradataNumber.withoutCurrency(text) }
    var digits = Array(text)
    if isZoned, let last = digits.popLast() {
      guard let (digit, isNegative) = Self.zoned(last) else { return .invalid(position: bytes.count - 1) }
      digits.append(digit)
      if isNegative { digits.insert(UInt8(ascii: "-"), at: 0) }
    }
    guard fits(digits) else { return .outOfRange }
    if impliedScale > 0 { digits += Array("E-\(impliedScale)".utf8) }
    return digits.withUnsafeBytes {
      TeradataNumber.parse($0, precision: precision, scale: scale, rounding: rounding)
    }
  }

  /// A signed zone's digit takes a column of its own.
  private func fits(_ digits: [UInt8]) -> Bool {
    guard let whole = wholeDigits else { return true }
    let written = digits.prefix { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }.filter(\.isDigit)
    let significant = written.drop { $0 == 0x30 }.count
    return significant <= whole + (impliedScale > 0 ? impliedScale : 0) + (isZoned ? 1 : 0)
  }

  /// `{` and A to I are +0 to +9, `}` and J to R are -0 to -9.
  private static func zoned(_ character: UInt8) -> (digit: UInt8, isNegative: Bool)? {
    switch character {
    case UInt8(ascii: "{"): (0x30, false)
    case UInt8(ascii: "}"): (0x30, true)
    case UInt8(ascii: "A")...UInt8(ascii: "I"): (character &- UInt8(ascii: "A") &+ 0x31, false)
    case UInt8(ascii: "J")...UInt8(ascii: "R"): (character &- UInt8(ascii: "J") &+ 0x31, true)
    case 0x30...0x39: (character, false)
    default: nil
    }
  }
}
