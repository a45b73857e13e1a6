/// The escapes of a string (wire.md 6.6): `\n`, `\t`, `\b`, `\f`, `\r`, octal `\ooo`; any other character after a
/// backslash stands for itself. `E'…'`, which PostgreSQL 8.0 has not and we take as a kindness, has more: hexadecimal
/// `\xhh`, `\uXXXX`, `\UXXXXXXXX`.
extension Lexer {
  func unescape(_ slice: ArraySlice<UInt8>, isExtended: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(slice.count)
    var rest = slice
    while let next = rest.popFirst() {
      if next == UInt8(ascii: "\\"), let escape = rest.popFirst() {
        append(escape, &rest, to: &result, isExtended: isExtended)
      } else {
        result.append(next)
        if next == UInt8(ascii: "'") { rest = rest.dropFirst() }
      }
    }
    return result
  }

  private func append(
    _ escape: UInt8, _ rest: inout ArraySlice<UInt8>, to result: inout [UInt8], isExtended: Bool
  ) {
    switch escape {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let more = number(&rest, base: 8, digits: 2) ?? (0, 0)
      let value = UInt32(escape - UInt8(ascii: "0")) << (3 * UInt32(more.count)) | more.value
      result.append(UInt8(truncatingIfNeeded: value))
    case UInt8(ascii: "x") where isExtended:
      result.append(number(&rest, base: 16, digits: 2).map { UInt8(truncatingIfNeeded: $0.value) } ?? escape)
    case UInt8(ascii: "u") where isExtended, UInt8(ascii: "U") where isExtended:
      appendScalar(escape, &rest, to: &result)
    default: result.append(escape)
    }
  }

  private func appendScalar(_ escape: UInt8, _ rest: inout ArraySlice<UInt8>, to result: inout [UInt8]) {
    var ahead = rest
    let digits = escape == UInt8(ascii: "u") ? 4 : 8
    guard let code = number(&ahead, base: 16, digits: digits), code.count == digits,
      let scalar = Unicode.Scalar(code.value)
    else { return result.append(escape) }
    rest = ahead
    result.append(contentsOf: String(Character(scalar)).utf8)
  }

  /// Up to so many digits of a number, and how many there were; nil for none.
  private func number(_ rest: inout ArraySlice<UInt8>, base: UInt32, digits: Int) -> (value: UInt32, count: Int)? {
    var value: UInt32 = 0
    var count = 0
    while count < digits, let next = rest.first, let digit = Character(Unicode.Scalar(next)).hexDigitValue,
      UInt32(digit) < base
    {
      value = value &* base &+ UInt32(digit)
      rest = rest.dropFirst()
      count += 1
    }
    return count == 0 ? nil : (value, count)
  }
}
