import Formats
import SQLTypes

/// How a file's rows are put together from their fields.
///
/// ```
/// CSV     a,"b c",1 LF                  each field ends in a byte, the last in a line feed
/// JSON    {"x":1,"y":null} LF           a name before each field, and a line feed behind the row
/// ```
struct RowFormat: Sendable {
  struct Field: Hashable, Sendable {
    /// Stands before the field in each row.
    var lead: [UInt8] = []
    var writer: FieldFormat
    /// Stands behind it.
    var end: UInt8?
    /// Of the value's text.
    var style = TextStyle.export
  }

  /// Of the columns, in order.
  var fields: [Field]
  /// Stands behind each row.
  var tail: [UInt8] = []
  /// Stands at the start of each file.
  var header: [UInt8] = []

  /// The fields of columns that all are written alike, with a delimiter between them.
  init(_ writers: [FieldFormat], delimiter: UInt8?) {
    fields = writers.enumerated().map { index, writer in
      Field(writer: writer, end: index == writers.count - 1 ? 0x0a : delimiter)
    }
  }

  /// JSON objects, one a line.
  init(json columns: [(name: String, kind: JSONFieldWriter.Kind)]) {
    fields = columns.enumerated().map { index, column in
      Field(
        lead: JSONFieldWriter.lead(column.name, isFirst: index == 0), writer: .json(JSONFieldWriter(column.kind)),
        end: UInt8(ascii: index == columns.count - 1 ? "}" : ","))
    }
    tail = [0x0a]
  }

  /// Of all values.
  var style: TextStyle {
    get { fields.first?.style ?? .export }
    set { for index in fields.indices { fields[index].style = newValue } }
  }

  /// A line of column names, written as values are.
  mutating func addHeader(_ names: [String]) throws(SQLError) {
    for (name, field) in zip(names, fields) { header += try field.writer.field(name, end: field.end) }
  }
}
