import Columnar
import Formats
import Planning
import SQLTypes

/// Scalars become SUPER values, and SUPER values scalars (AWS documentation, "Limitations").
extension ColumnCast {
  /// Numbers with their scale, floating-point ones with an exponent, texts in quotes.
  func toSuper() throws -> Column {
    var builder = StringBuilder(capacity: count)
    var scratch: [UInt8] = []
    let write = try superWriter()
    for row in 0..<count {
      guard source.validity[row] else {
        builder.appendNull()
        continue
      }
      scratch.removeAll(keepingCapacity: true)
      write(row, &scratch)
      scratch.withUnsafeBytes { builder.append($0) }
    }
    return Column(type, strings: builder.finish(), validity: source.validity)
  }

  private func superWriter() throws -> (Int, inout [UInt8]) -> Void {
    switch source.type {
    case .boolean:
      let values = try source.bools
      return { row, output in output += values[row] ? "true".utf8 : "false".utf8 }
    case .smallint, .integer, .bigint, .decimal:
      let (values, scale) = (try source.int128s, source.type.scale)
      return { row, output in SuperNumber.decimal(values[row], scale: scale).write(into: &output) }
    case .real, .double:
      let (values, isReal) = (try source.doubles, source.type == .real)
      return { row, output in SuperNumber.double(values[row]).write(into: &output, isReal: isReal) }
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .unknown:
      let views = try source.strings.values
      return { row, output in views[row].withBytes { JSONText.appendQuoted($0, to: &output) } }
    default: throw unsupported
    }
  }

  /// Lax: NULL for what has no such value. Else, and where `cast_super_null_on_error` is off, an error.
  func fromSuper() throws -> Column {
    let isLax = context.session.settings["cast_super_null_on_error"] != "off"
    let texts = try superTexts()
    let lax = ColumnCast(
      source: texts.column, type: type, mode: isLax ? .attempt : mode, isLiteral: isLiteral, context: context)
    if !isLax, let row = texts.failed { throw try uncastable(row) }
    if type == .boolean { return Column(.boolean, bools: texts.flags, validity: texts.column.validity) }
    return try type.isCharacter ? lax.toText() : lax.fromText()
  }

  private func uncastable(_ row: Int) throws(SQLError) -> SQLError {
    let text = try source.strings.values[row].string
    return .compute("Invalid cast from SUPER to \(type.familyName)", code: 8001, context: text)
  }

  /// The scalars as text that the cast reads; NULL for arrays, objects, null and what does not become the type at all.
  private func superTexts() throws -> (column: Column, flags: [Bool], failed: Int?) {
    let operand = try SuperOperand(source)
    var builder = StringBuilder(capacity: count)
    var valid = ValidityBuilder()
    var flags = [Bool](repeating: false, count: count)
    var failed: Int?
    for row in 0..<count {
      let value = operand.value(row)
      let scalar = SuperScalar(operand, value, type)
      valid.append(scalar != nil)
      if scalar == nil, value.kind != .missing, value.kind != .null { failed = failed ?? row }
      switch scalar {
      case .text(let bytes): builder.append(bytes)
      case .word(let word): builder.append(word)
      case .flag(let flag):
        flags[row] = flag
        builder.appendNull()
      case nil: builder.appendNull()
      }
    }
    let column = Column(.varchar(DataType.maximumVarcharLength), strings: builder.finish(), validity: valid.finish())
    return (column, flags, failed)
  }
}

/// A SUPER value on its way to a scalar type.
private enum SuperScalar {
  case text(UnsafeRawBufferPointer)
  case word(String)
  case flag(Bool)

  init?(_ operand: SuperOperand, _ value: FieldSlice, _ type: DataType) {
    switch (value.kind, type) {
    case (.missing, _), (.null, _), (.nested, _), (.string, .boolean): return nil
    case (.true, .boolean), (.false, .boolean): self = .flag(value.kind == .true)
    case (.number, .boolean):
      guard case .decimal(let number, 0, _)? = operand.number(value) else { return nil }
      self = .flag(number != 0)
    case (.true, _) where type.isNumeric, (.false, _) where type.isNumeric:
      self = .word(value.kind == .true ? "1" : "0")
    case (.number, _) where type.isInteger && value.hasEscapes:
      // A fraction or an exponent: to the nearest whole number.
      guard let number = operand.number(value), let whole = number.wholeNumber else { return nil }
      self = .word(String(whole))
    case (.number, _) where type.isDatetime: return nil
    case (.string, _):
      guard let text = try? operand.reader.text(of: value) else { return nil }
      self = .text(text)
    default: self = .text(operand.reader.json(of: value))
    }
  }
}

extension SuperNumber {
  /// Half away from zero; nil beyond 64 bits.
  fileprivate var wholeNumber: Int64? {
    switch self {
    case .decimal(let unscaled, let scale, _): DecimalArithmetic.integer(unscaled, scale: scale)
    case .double(let value): Int64(exactly: value.rounded(.toNearestOrAwayFromZero))
    }
  }
}
