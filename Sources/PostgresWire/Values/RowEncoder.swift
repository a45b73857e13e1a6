import Columnar
import SQLTypes

/// Writes the rows of batches as DataRow messages: no `String`, no array and no allocation for any value.
///
/// Each column of a block of rows is rendered by itself, with nothing to look at but its values; then the rows are put
/// together from the rendered columns:
///
/// ```
/// column 1   1       12      …            D len 2 | 1 "1"  | 4 "paid"
/// column 2   paid    NULL    …      ►     D len 2 | 2 "12" | -1
/// ```
package final class RowEncoder {
  private let columns: [ColumnEncoder]

  /// - Parameters:
  ///   - types: Of the columns.
  ///   - formats: One a column.
  ///   - protocolVersion: `server_protocol_version` as granted: from 2 on, a binary NUMERIC is its unscaled number
  ///     (wire.md part 4).
  ///   - style: Digits of floats (`extra_float_digits`) and the session's zone.
  package init(_ types: [DataType], formats: [WireFormat], protocolVersion: Int = 0, style: TextStyle = .result) {
    precondition(types.count == formats.count, "each column has a format")
    columns = zip(types, formats).map { ColumnEncoder($0, $1, protocolVersion: protocolVersion, style) }
  }

  /// Appends some rows of a batch whose columns have the types given; all of them, where nothing else is said.
  package func encode(_ batch: Batch, _ rows: Range<Int>? = nil, into writer: inout MessageWriter) {
    precondition(batch.columns.count == columns.count, "a batch has the columns it was said to have")
    let rows = rows ?? 0..<batch.count
    precondition(rows.lowerBound >= 0 && rows.upperBound <= batch.count, "the batch has the rows")
    var start = rows.lowerBound
    while start < rows.upperBound {
      let block = start..<min(start + ColumnTexts.capacity, rows.upperBound)
      let fields = zip(columns, batch.columns).map { $0.render($1, block) }
      Self.append(fields, block.count, to: &writer)
      start = block.upperBound
    }
  }

  /// In bounds: the capacity asked for is the sum of what the fields take at most.
  private static func append(_ fields: [FieldBlock], _ rows: Int, to writer: inout MessageWriter) {
    let limit = fields.reduce(rows * header) { $0 + $1.limit(rows) }
    writer.bytes.append(addingCapacity: limit) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        guard let base = buffer.baseAddress else { return }
        let start = UnsafeMutableRawPointer(base)
        count = fields.withUnsafeBufferPointer { write($0, rows, at: start) } - start
      }
    }
  }

  /// First byte, length, count of columns.
  private static let header = 7

  private static func write(
    _ fields: UnsafeBufferPointer<FieldBlock>, _ rows: Int, at start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    var target = start
    for row in 0..<rows {
      let message = target
      target += header
      for field in fields { target = field.write(row, to: target) }
      message.storeBytes(of: BackendMessage.ID.dataRow.rawValue, as: UInt8.self)
      let length = Int32(truncatingIfNeeded: target - message - 1)
      message.storeBytes(of: length.bigEndian, toByteOffset: 1, as: Int32.self)
      message.storeBytes(of: UInt16(truncatingIfNeeded: fields.count).bigEndian, toByteOffset: 5, as: UInt16.self)
    }
    return target
  }
}
