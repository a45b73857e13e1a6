import Formats
import Planning
import SQLTypes

/// The type that a SUPER value has in its row. Text tells numbers apart: with an exponent they are floating-point
/// (`2.22e+0`), all others decimals, among which integers are those without a point.
extension SuperOperand {
  func typeName(_ value: FieldSlice) -> String {
    switch value.kind {
    case .true, .false: "boolean"
    case .number: "number"
    case .string: "string"
    case .nested: reader.isArray(value) ? "array" : "object"
    default: "null"
    }
  }

  /// IS_ARRAY, IS_INTEGER and the like.
  func isOfType(_ function: SuperFunction, _ value: FieldSlice) throws(SQLError) -> Bool {
    switch function {
    case .isArray: return reader.isArray(value)
    case .isObject: return reader.isObject(value)
    case .isScalar: return ![.nested, .missing, .null].contains(value.kind)
    case .isVarchar: return value.kind == .string
    case .isChar: return value.kind == .string && isASCII(value)
    case .isBoolean: return value.kind == .true || value.kind == .false
    case .isFloat: return number(value)?.isFloat == true
    case .isDecimal: return number(value)?.isFloat == false
    case .isSmallint: return integer(value).flatMap { Int16(exactly: $0) } != nil
    case .isInteger: return integer(value).flatMap { Int32(exactly: $0) } != nil
    case .isBigint: return integer(value) != nil
    default: throw .notSupported(function.rawValue)
    }
  }

  func number(_ value: FieldSlice) -> SuperNumber? {
    value.kind == .number ? SuperNumber(reader.json(of: value)) : nil
  }

  private func integer(_ value: FieldSlice) -> Int64? {
    guard case .decimal(let unscaled, 0, _)? = number(value) else { return nil }
    return Int64(exactly: unscaled)
  }

  private func isASCII(_ value: FieldSlice) -> Bool {
    guard let text = try? reader.text(of: value) else { return false }
    return UTF8Check.isASCII(text)
  }
}
