import SQLTypes

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
  /// Writes the number and says how many bytes it took; nil where it is beyond every double.
  ///
  /// `output` holds at least `DoubleText.maximumLength` bytes, and at least as many as `literal`.
  package static func printNumber(
    _ literal: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    precondition(output.count >= max(literal.count, DoubleText.maximumLength), "no room for a number")
    if literal.allSatisfy({ $0 <= UInt8(ascii: "9") && $0 != UInt8(ascii: ".") }) {
      output.copyMemory(from: literal)
      return literal.count
    }
    switch DoubleText.parse(literal) {
    case .value(let value): return DoubleText.write(value, into: output, style: .json17)
    case .underflow: return DoubleText.write(0, into: output, style: .json17)
    default: return nil
    }
  }
}
