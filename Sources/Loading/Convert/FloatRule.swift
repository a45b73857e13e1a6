import Columnar
import SQLTypes

/// REAL and DOUBLE PRECISION (copy.md 7.4). A JSON number is not printed first: 17 digits read back as the same double.
struct FloatRule: ValueRule {
  let isReal: Bool

  static let placeholder: Double = 0
  static func storage(_ values: [Double]) -> Column.Storage { .doubles(values.exactCopy) }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Double? {
    if !isReal, let start = bytes.baseAddress, let value = PaddedNumber.double(start, count: bytes.count) {
      return value
    }
    guard case .value(let value) = parse(bytes) else { return nil }
    return value
  }

  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Double? {
    switch parse(text) {
    case .empty: return nil
    case .value(let value): return value
    case .outOfRange, .underflow: throw .overflow(isReal ? .real : .double)
    case .invalid(let position):
      throw .invalidDigit(in: text, at: position, type: isReal ? "Float" : "Double", code: 1208)
    }
  }

  private func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedDouble {
    isReal ? DoubleText.parseReal(bytes) : DoubleText.parse(bytes)
  }
}
