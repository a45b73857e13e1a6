extension BackendMessage {
  /// The columns of the rows that follow (wire.md 3.1); with Redshift's metadata, where `client_protocol_version` 1 or
  /// more was granted (wire.md part 4).
  package struct RowDescription: WireMessage {
    package struct Column: Hashable, Sendable {
      package var name: String
      /// 0 for a column of no table.
      package var tableOID: UInt32 = 0
      /// 0 for a column of no table.
      package var attribute: Int16 = 0
      package var type: PostgresType
      package var format: WireFormat
      package var metadata = ColumnMetadata()

      package init(_ name: String, _ type: PostgresType, format: WireFormat = .text) {
        self.name = name
        self.type = type
        self.format = format
      }
    }

    package var columns: [Column]
    package var isExtended: Bool

    package init(_ columns: [Column], isExtended: Bool = false) {
      self.columns = columns
      self.isExtended = isExtended
    }

    package init(body: [UInt8], isExtended: Bool) throws(WireFormatError) {
      var reader = MessageReader(body)
      columns = try reader.list { reader throws(WireFormatError) in try Column(from: &reader, isExtended: isExtended) }
      self.isExtended = isExtended
      try reader.finish()
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      try self.init(body: reader.rest(), isExtended: false)
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(list: columns) { $1.write(to: &$0, isExtended: isExtended) }
    }
  }
}

extension BackendMessage.RowDescription.Column {
  fileprivate init(from reader: inout MessageReader, isExtended: Bool) throws(WireFormatError) {
    name = try reader.text()
    tableOID = try reader.integer(UInt32.self)
    attribute = try reader.integer(Int16.self)
    type = PostgresType(
      oid: try reader.integer(UInt32.self), length: try reader.integer(Int16.self),
      modifier: try reader.integer(Int32.self))
    format = try WireFormat(from: &reader)
    if isExtended { metadata = try ColumnMetadata(from: &reader) }
  }

  fileprivate func write(to writer: inout MessageWriter, isExtended: Bool) {
    writer.append(text: name)
    writer.append(integer: tableOID)
    writer.append(integer: attribute)
    writer.append(integer: type.oid)
    writer.append(integer: type.length)
    writer.append(integer: type.modifier)
    format.write(to: &writer)
    if isExtended { metadata.write(to: &writer) }
  }
}
