import Columnar
import Formats
import SQLTypes

/// A SUPER argument of a kernel, read a row at a time.
final class SuperOperand {
  let reader = JSONTextReader()
  private let views: [StringView]
  private let mask: Int
  private let validity: Validity

  init(_ column: Column) throws(SQLError) {
    views = try column.strings.values
    mask = column.indexMask
    validity = column.validity
  }

  /// The row's text; it is JSON wherever the row is valid.
  func view(_ row: Int) -> StringView { views[row & mask] }

  func isValid(_ row: Int) -> Bool { validity[row & mask] }

  /// The row's value, of which `reader` then knows more; `missing` for NULL.
  func value(_ row: Int) -> FieldSlice {
    guard isValid(row) else { return .missing }
    return view(row).withBytes { reader.loadValue($0) }
  }
}

extension KernelCall {
  func superOperand(_ index: Int) throws(SQLError) -> SuperOperand { try SuperOperand(arguments[index]) }

  /// The same call for a function that takes NULLs.
  var unstrict: KernelCall {
    KernelCall(
      arguments: arguments, type: type, count: count, validity: .allValid, isLiteral: isLiteral, context: context)
  }

  /// A SUPER value a row, written as JSON by `body`; false is NULL. Rows that are not valid are not asked for.
  func supers(_ body: (Int, inout [UInt8]) throws(SQLError) -> Bool) throws(SQLError) -> Column {
    var builder = StringBuilder(capacity: count)
    var valid = ValidityBuilder()
    var scratch: [UInt8] = []
    for row in 0..<count {
      scratch.removeAll(keepingCapacity: true)
      try checkInterruption(row)
      var isValid = validity[row] ? try body(row, &scratch) : false
      if scratch.elementsEqual("null".utf8) { isValid = false }
      valid.append(isValid)
      guard isValid else {
        builder.appendNull()
        continue
      }
      if scratch.count > SuperLimits.size { throw SuperLimits.tooLarge }
      scratch.withUnsafeBytes { builder.append($0) }
    }
    return Column(type, strings: builder.finish(), validity: valid.finish())
  }

  /// A number a row; nil is NULL.
  func numbers(_ body: (Int) throws(SQLError) -> Int?) throws(SQLError) -> Column {
    var values = [Int64](repeating: 0, count: count)
    var valid = ValidityBuilder()
    for row in 0..<count {
      let value = validity[row] ? try body(row) : nil
      valid.append(value != nil)
      values[row] = Int64(value ?? 0)
    }
    return Column(type, ints: values, validity: valid.finish())
  }
}

/// What a SUPER value may hold (AWS documentation, "Limitations").
enum SuperLimits {
  /// Bytes of a value.
  static let size = 16_000_000
  static let depth = 1000

  static let tooLarge = SQLError.compute("SUPER value exceeds export size.", code: 8001, context: "SUPER")
}
