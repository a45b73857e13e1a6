/// A JSON number as the text that COPY converts on (copy.md 7.2).
///
///     1541121934796       as it stands, all digits
///     1540919166796.0     1540919166796
///     25.67084            25.670839999999998
///     1e-3                0.001
///
/// A fraction or an exponent makes it a double, printed with 17 significant digits, without trailing zeros and without
/// an exponent.
extension JSONText {
  /// Bytes that hold any double in plain notation.
  package static let numberCapacity = 352

  /// Writes the number and says how many bytes it took; nil where it is beyond every double.
  ///
  /// `output` holds at least `numberCapacity` bytes, and at least as many as `literal`.
  package static func printNumber(
    _ literal: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    precondition(output.count >= max(literal.count, numberCapacity), "no room for a number")
    if literal.allSatisfy({ $0 <= UInt8(ascii: "9") && $0 != UInt8(ascii: ".") }) {
      output.copyMemory(from: literal)
      return literal.count
    }
    let value = parseDouble(literal)
    return value.isFinite ? printDouble(value, into: output) : nil
  }

  /// Writes a finite double: 17 significant digits in plain notation.
  package static func printDouble(_ value: Double, into output: UnsafeMutableRawBufferPointer) -> Int {
    precondition(output.count >= numberCapacity, "no room for a number")
    var size = 0
    func put(_ byte: UInt8) {
      output[size] = byte
      size &+= 1
    }
    if value.sign == .minus { put(UInt8(ascii: "-")) }
    let decimal = DecimalDigits(value.magnitude)
    let point = decimal.exponent + 1
    if point <= 0 {
      put(UInt8(ascii: "0"))
      put(UInt8(ascii: "."))
      for _ in point..<0 { put(UInt8(ascii: "0")) }
    }
    for place in 0..<max(decimal.count, point) {
      if place == point, place > 0 { put(UInt8(ascii: ".")) }
      put(place < decimal.count ? decimal.digit(place) : UInt8(ascii: "0"))
    }
    return size
  }

  /// The double of a number literal: exact where mantissa and power of ten are (up to 2^53 and 10^22, Clinger's fast
  /// case), else by the standard library.
  static func parseDouble(_ literal: UnsafeRawBufferPointer) -> Double {
    var mantissa: UInt64 = 0
    var scale = 0
    var place = literal.first == UInt8(ascii: "-") ? 1 : 0
    var isFraction = false
    while place < literal.count {
      let byte = literal[place]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        guard mantissa <= 1 << 53 else { return parseSlowly(literal) }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if isFraction { scale &-= 1 }
      } else if byte == UInt8(ascii: ".") {
        isFraction = true
      } else {
        return parseSlowly(literal)
      }
      place &+= 1
    }
    guard mantissa <= 1 << 53, scale >= -22 else { return parseSlowly(literal) }
    let magnitude = Double(mantissa) / powersOfTen[-scale]
    return literal.first == UInt8(ascii: "-") ? -magnitude : magnitude
  }

  private static func parseSlowly(_ literal: UnsafeRawBufferPointer) -> Double {
    Double(String(decoding: literal, as: UTF8.self)) ?? .nan
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
