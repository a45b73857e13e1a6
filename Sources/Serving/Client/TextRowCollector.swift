import Columnar
import PostgresWire
import SQLTypes

/// Makes batches of DataRows whose values are text: each value is copied once, into the arena of its column.
final class TextRowCollector {
  /// A column's values; a class, since builders are not copied.
  private final class Values {
    var builder = StringBuilder(capacity: 0)
    var validity = ValidityBuilder()
  }

  private let columns: [Values]
  private(set) var count = 0
  /// Of the values since the last `finish`.
  private var byteCount = 0

  init(columns: Int) { self.columns = (0..<columns).map { _ in Values() } }

  /// Whether there is a batch's worth.
  var isFull: Bool { count >= Self.rowLimit || byteCount >= Self.byteLimit }

  private static let rowLimit = 1 << 12
  private static let byteLimit = 1 << 20

  /// A DataRow's body: a count of 16 bits, and for each value a length of 32 and its bytes, or -1 for NULL.
  func append(_ body: UnsafeRawBufferPointer) throws(WireFormatError) {
    guard body.count >= 2, Int(integer(body, 0, UInt16.self)) == columns.count else { throw .truncated }
    var offset = 2
    for column in columns {
      guard body.count >= offset + 4 else { throw .truncated }
      let length = Int(integer(body, offset, Int32.self))
      offset += 4
      column.validity.append(length >= 0)
      guard length >= 0 else {
        column.builder.appendNull()
        continue
      }
      guard body.count - offset >= length else { throw .truncated }
      column.builder.append(UnsafeRawBufferPointer(rebasing: body[offset..<offset + length]))
      offset += length
    }
    guard offset == body.count else { throw .trailing }
    count += 1
    byteCount += body.count
  }

  private func integer<Number: FixedWidthInteger>(_ body: UnsafeRawBufferPointer, _ offset: Int, _: Number.Type)
    -> Number
  {
    Number(bigEndian: body.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  /// The rows so far as a batch; the collector goes on with the next.
  func finish() -> Batch {
    let batch = Batch(
      columns.map { values in
        Column(Self.type, strings: values.builder.finish(), validity: values.validity.finish())
      }, count: count)
    (count, byteCount) = (0, 0)
    return batch
  }

  private static let type = DataType.varchar(DataType.maximumVarcharLength)
}
