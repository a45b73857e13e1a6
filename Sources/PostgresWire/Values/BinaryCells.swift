import Columnar
import SQLTypes

/// Values of up to 31 bytes in their binary form, block by block: numbers, datetimes, intervals (wire.md 3.1).
///
/// Each stands in a cell of 32 bytes, as texts of numbers do, so that whoever writes rows copies both the same way.
final class BinaryCells {
  private enum Form {
    case boolean, int16, int32, uint32, int64, float, double, date, timestamp, timetz, interval, months, microseconds
    /// PostgreSQL's NUMERIC.
    case digits(scale: Int)
    /// Redshift's from `client_protocol_version` 2 on: the unscaled number.
    case unscaled64, unscaled128
  }

  private let form: Form
  private let cells = FieldCells(capacity: ColumnTexts.capacity)
  private var integers = [Int64](repeating: 0, count: ColumnTexts.capacity)

  /// nil for types whose binary form is their text.
  init?(_ type: DataType, protocolVersion: Int) {
    switch type {
    case .boolean: form = .boolean
    case .smallint: form = .int16
    case .integer: form = .int32
    case .bigint, .time: form = .int64
    case .real: form = .float
    case .double: form = .double
    case .date: form = .date
    case .timestamp, .timestamptz: form = .timestamp
    case .timetz: form = .timetz
    case .interval: form = .interval
    case .intervalYearToMonth: form = .months
    case .intervalDayToSecond: form = .microseconds
    case .decimal(let precision, let scale):
      form = protocolVersion < 2 ? .digits(scale: scale) : precision <= 19 ? .unscaled64 : .unscaled128
    case .catalog(let type) where type.isObjectID: form = .uint32
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .catalog, .super, .varbyte, .hllsketch, .unknown:
      return nil
    }
  }

  /// The cells of some rows, at most `ColumnTexts.capacity`, of a column that is not constant; NULL rows hold anything.
  func render(_ column: Column, _ rows: Range<Int>) -> FieldCells {
    switch column.storage {
    case .bools(let flags): fill(rows) { row, buffer in put(flags[row] ? 1 as UInt8 : 0, buffer) }
    case .ints(let numbers): fill(numbers, rows)
    case .packed(let packed):
      integers.withUnsafeMutableBufferPointer { packed.unpack(rows, into: .init(rebasing: $0[..<rows.count])) }
      fill(integers, 0..<rows.count)
    case .int128s(let numbers): fill(rows) { row, buffer in write(numbers[row], buffer) }
    case .doubles(let numbers): fill(numbers, rows)
    case .intervals(let spans): fill(rows) { row, buffer in write(spans[row], buffer) }
    case .strings: preconditionFailure("texts have no binary form of their own")
    }
    return cells
  }

  @inline(__always)
  private func fill(_ rows: Range<Int>, _ write: (Int, UnsafeMutableRawBufferPointer) -> Int) {
    let first = rows.lowerBound
    cells.fill(rows.count, end: 0) { write(first + $0, $1) }
  }

  private func fill(_ numbers: [Int64], _ rows: Range<Int>) {
    switch form {
    case .int16: fill(rows) { put(Int16(truncatingIfNeeded: numbers[$0]), $1) }
    case .int32: fill(rows) { put(Int32(truncatingIfNeeded: numbers[$0]), $1) }
    case .uint32: fill(rows) { put(UInt32(truncatingIfNeeded: numbers[$0]), $1) }
    case .date: fill(rows) { put(Int32(truncatingIfNeeded: numbers[$0] &- Epoch.days), $1) }
    case .timestamp: fill(rows) { put(numbers[$0] &- Epoch.microseconds, $1) }
    case .digits(let scale): fill(rows) { NumericDigits.write(Int128(numbers[$0]), scale: scale, into: $1) }
    case .unscaled128: fill(rows) { put(Int128(numbers[$0]), $1) }
    default: fill(rows) { put(numbers[$0], $1) }
    }
  }

  private func fill(_ numbers: [Double], _ rows: Range<Int>) {
    if case .float = form {
      fill(rows) { put(Float(numbers[$0]).bitPattern, $1) }
    } else {
      fill(rows) { put(numbers[$0].bitPattern, $1) }
    }
  }

  private func write(_ number: Int128, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    switch form {
    case .digits(let scale): return NumericDigits.write(number, scale: scale, into: buffer)
    case .timetz:
      let time = TimeWithZone(packed: number)
      buffer.put(time.microseconds, at: 0)
      buffer.put(0 &- time.offset, at: 8)
      return 12
    default: return put(number, buffer)
    }
  }

  /// Microseconds and months, as PostgreSQL 8.0 and redshift_connector have it, or which of them the type has.
  private func write(_ span: Interval, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    switch form {
    case .months: return put(Int32(truncatingIfNeeded: span.months), buffer)
    case .microseconds: return put(span.microseconds, buffer)
    default:
      buffer.put(span.microseconds, at: 0)
      buffer.put(Int32(truncatingIfNeeded: span.months), at: 8)
      return 12
    }
  }

  @inline(__always)
  private func put<Number: FixedWidthInteger & BitwiseCopyable>(
    _ number: Number, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    buffer.put(number, at: 0)
    return MemoryLayout<Number>.size
  }
}
