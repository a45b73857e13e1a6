/// Numbers as Teradata writes them, which TEXT_TO_INT_ALT and TEXT_TO_NUMERIC_ALT read without a format: the sign may
/// stand behind the digits, and nothing but blanks is 0 (AWS documentation: "TEXT_TO_NUMERIC_ALT").
package enum TeradataNumber {
  package static func parse(
    _ bytes: UnsafeRawBufferPointer, precision: Int, scale: Int, rounding: DecimalRounding
  ) -> Parsed<Int128> {
    guard let last = bytes.lastIndex(where: { !$0.isBlank }) else { return .value(0) }
    guard bytes[last] == UInt8(ascii: "-") || bytes[last] == UInt8(ascii: "+") else {
      return DecimalText.parse(bytes, precision: precision, scale: scale, rounding: rounding)
    }
    let number = bytes[..<last].drop { $0.isBlank }
    guard let first = number.first, first.isDigit || first == UInt8(ascii: ".") else { return .invalid(position: last) }
    return ([bytes[last]] + number).withUnsafeBytes {
      DecimalText.parse($0, precision: precision, scale: scale, rounding: rounding)
    }
  }
}
