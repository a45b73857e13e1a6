/// Where a column of a result comes from: what Redshift says from `client_protocol_version` 1 on (wire.md part 4).
package struct ColumnMetadata: WireMessage {
  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let notNull = Flags(rawValue: 1)
    package static let autoIncrement = Flags(rawValue: 1 << 4)
    package static let readOnly = Flags(rawValue: 1 << 8)
    package static let searchable = Flags(rawValue: 1 << 12)
  }

  package var schema = ""
  package var table = ""
  package var column = ""
  package var catalog = ""
  package var flags: Flags = []

  package init() {}

  package init(schema: String, table: String, column: String, catalog: String, flags: Flags) {
    self.schema = schema
    self.table = table
    self.column = column
    self.catalog = catalog
    self.flags = flags
  }

  package init(from reader: inout MessageReader) throws(WireFormatError) {
    schema = try reader.text()
    table = try reader.text()
    column = try reader.text()
    catalog = try reader.text()
    flags = Flags(rawValue: try reader.integer(UInt16.self))
  }

  package func write(to writer: inout MessageWriter) {
    writer.append(text: schema)
    writer.append(text: table)
    writer.append(text: column)
    writer.append(text: catalog)
    writer.append(integer: flags.rawValue)
  }
}
