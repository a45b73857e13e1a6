/// Numbers as Teradata writes them, which TEXT_TO_INT_ALT and TEXT_TO_NUMERIC_ALT read: the sign may stand behind the
/// digits, `/ , : %` mean nothing, and nothing but blanks is 0 (AWS documentation: "Teradata-style formatting
/// characters for numeric data").
package enum TeradataNumber {
  package static func parse(
    _ bytes: UnsafeRawBufferPointer, precision: Int, scale: Int, rounding: DecimalRounding
  ) -> Parsed<Int128> {
    let text = trimmed(bytes[...])
    guard let last = text.last else { return .value(0) }
    guard isSign(last) || text.contains(where: isInsertion) else {
      return DecimalText.parse(bytes, precision: precision, scale: scale, rounding: rounding)
    }
    var digits = text.filter { !isInsertion($0) }
    if let sign = digits.last, isSign(sign) {
      digits.removeLast()
      guard let first = digits.first, !isSign(first) else { return .invalid(position: text.endIndex - 1) }
      digits.insert(sign, at: 0)
    }
    return digits.withUnsafeBytes {
      DecimalText.parse($0, precision: precision, scale: scale, rounding: rounding)
    }
  }

  static func trimmed(_ text: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    let start = text.drop { $0.isBlank }
    guard let last = start.lastIndex(where: { !$0.isBlank }) else { return start.prefix(0) }
    return start[...last]
  }

  /// Without `$`, `USD` or `US Dollars` before or behind the number.
  static func withoutCurrency(_ text: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    for symbol in ["US Dollars", "USD", "$"] {
      if text.starts(with: symbol.utf8) { return trimmed(text.dropFirst(symbol.utf8.count)) }
      if text.reversed().starts(with: symbol.utf8.reversed()) { return trimmed(text.dropLast(symbol.utf8.count)) }
    }
    return text
  }

  private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }

  private static func isInsertion(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%")
  }
}
