import Columnar
import SQLTypes

/// DECIMAL of up to 19 digits (copy.md 7.3).
struct DecimalRule: ValueRule {
  let precision: Int
  let scale: Int
  let rounding: DecimalRounding

  static let placeholder: Int64 = 0
  static func storage(_ values: [Int64]) -> Column.Storage { .packing(values) }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Int64? {
    if isNumber && !bytes.isWholeNumber { return nil }
    guard case .value(let value) = parse(bytes) else { return nil }
    return value
  }

  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Int64? {
    switch parse(text) {
    case .empty: return nil
    case .value(let value): return value
    case .overflow: throw .overflow(.decimal(precision: precision, scale: scale))
    case .invalidDigit(let position): throw .invalidDigit(in: text, at: position, type: "Decimal")
    }
  }

  private func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedInteger {
    DecimalText.parse64(bytes, precision: precision, scale: scale, rounding: rounding)
  }
}

/// DECIMAL of 20 to 38 digits.
struct WideDecimalRule: ValueRule {
  let precision: Int
  let scale: Int
  let rounding: DecimalRounding

  static let placeholder: Int128 = 0
  static func storage(_ values: [Int128]) -> Column.Storage { .wides(values.exactCopy) }

  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Int128? {
    if isNumber && !bytes.isWholeNumber { return nil }
    guard case .value(let value) = parse(bytes) else { return nil }
    return value
  }

  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Int128? {
    switch parse(text) {
    case .empty: return nil
    case .value(let value): return value
    case .overflow: throw .overflow(.decimal(precision: precision, scale: scale))
    case .invalidDigit(let position): throw .invalidDigit(in: text, at: position, type: "Decimal")
    }
  }

  private func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedDecimal {
    DecimalText.parse(bytes, precision: precision, scale: scale, rounding: rounding)
  }
}

extension UnsafeRawBufferPointer {
  /// Only digits, perhaps behind a minus: JSON's text of such a number is kept as it is (copy.md 7.2).
  var isWholeNumber: Bool {
    for index in (first == UInt8(ascii: "-") ? 1 : 0)..<count where !self[index].isDigit { return false }
    return true
  }
}
