import Columnar
import SQLTypes

/// SMALLINT, INTEGER and BIGINT (copy.md 7.2).
struct IntegerRule: ValueRule {
  /// As COPY's messages call the type.
  let name: String
  let range: ClosedRange<Int64>

  init(_ type: DataType) {
    switch type {
    case .smallint: (name, range) = ("Short", Int64(Int16.min)...Int64(Int16.max))
    case .integer: (name, range) = ("Integer", Int64(Int32.min)...Int64(Int32.max))
    default: (name, range) = ("Long", Int64.min...Int64.max)
    }
  }

  static let placeholder: Int64 = 0
  static func storage(_ values: [Int64]) -> Column.Storage { .packing(values) }

  @inline(__always)
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Int64? {
    if let start = bytes.baseAddress, let value = PaddedNumber.integer(start, count: bytes.count) {
      return range.contains(value) ? value : nil
    }
    guard case .value(let value) = IntegerText.parse(bytes), range.contains(value) else { return nil }
    return value
  }

  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Int64? {
    switch IntegerText.parse(text) {
    case .empty: return nil
    case .value(let value) where range.contains(value): return value
    case .value, .overflow: throw .integerOverflow(name, range)
    case .invalidDigit(let position): throw .invalidDigit(in: text, at: position, type: name)
    }
  }
}
