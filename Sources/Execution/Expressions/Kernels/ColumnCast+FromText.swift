import Columnar
import Planning
import SQLTypes

/// Strings read as values of other types, and what Redshift says about those that are none (sql.md part 5).
extension ColumnCast {
  func fromText() throws -> Column {
    let reader = ValueReader(type, try context.datetimes)
    switch type.physical {
    case .bool: return try read(false, reader, makeBools) { reader.bool($0) }
    case .int64: return try read(0, reader, makeInts) { reader.int64($0) }
    case .int128: return try read(0, reader, makeInt128s) { reader.int128($0) }
    case .double: return try read(0, reader, makeDoubles) { reader.double($0) }
    case .interval: return try read(Interval(), reader, makeIntervals) { reader.interval($0) }
    case .string: throw SQLError.notSupported("A cast from \(source.type.familyName) to \(type.familyName)")
    }
  }

  @inline(__always)
  private func read<Result: BitwiseCopyable>(
    _ zero: Result, _ reader: ValueReader, _ make: ([Result], Validity) -> Column,
    _ body: (UnsafeRawBufferPointer) -> Parsed<Result>
  ) throws -> Column {
    let views = try source.strings.values
    return try converted(
      views, zero: zero, make, { view in view.withBytes { body($0) }.found },
      failure: { row in failure(views[row], views[row].withBytes { body($0) }, reader) })
  }

  /// The leader's `invalid input syntax for integer: "abc"`, a compute node's `Invalid digit, Value 'a', Pos 0, …`.
  private func failure(_ view: StringView, _ found: Parsed<some Any>, _ reader: ValueReader) -> SQLError {
    switch found {
    case .outOfRange where type.isInteger || type.isDecimal: outOfRange
    case .empty where type.isNumeric && !isLiteral: invalidDigit(view, at: 0)
    case .invalid(let position) where type.isNumeric && !isLiteral: invalidDigit(view, at: position)
    default: reader.error(view.string, found)
    }
  }

  private func invalidDigit(_ view: StringView, at position: Int) -> SQLError {
    let digit = view.withBytes { bytes in
      String(decoding: bytes.dropFirst(position).prefix(1), as: UTF8.self)
    }
    return .compute(
      "Invalid digit, Value '\(digit)', Pos \(position), Type: \(computeName)", code: 1207, context: view.string)
  }

  /// Type names in a compute node's messages (copy.md 7.2).
  private var computeName: String {
    switch type {
    case .smallint: "Short"
    case .integer: "Integer"
    case .bigint: "Long"
    case .decimal: "Decimal"
    default: "Double"
    }
  }
}
