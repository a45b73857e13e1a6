extension BackendMessage {
  /// One row: for each column its bytes, or nil for NULL. Results are written by `RowEncoder` without any of these.
  package struct DataRow: WireMessage {
    package var values: [[UInt8]?]

    package init(_ values: [[UInt8]?]) { self.values = values }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      values = try reader.list { reader throws(WireFormatError) in try reader.value() }
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(list: values) { $0.append(value: $1) }
    }
  }
}
