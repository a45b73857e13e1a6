import Columnar
import SQLTypes

/// BOOLEAN (copy.md 7.5).
struct BooleanRule: ValueRule {
  static let placeholder = false
  static func storage(_ values: [Bool]) -> Column.Storage { .bools(values.exactCopy) }

  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Bool? { nil }

  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Bool? {
    switch BooleanText.parse(text) {
    case .empty: return nil
    case .value(let value): return value
    case .invalid: throw .unknownBoolean
    }
  }
}
