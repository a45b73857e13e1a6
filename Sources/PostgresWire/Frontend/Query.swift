extension FrontendMessage {
  /// Statements of the simple protocol, with semicolons between them.
  package struct Query: WireMessage {
    package var text: String

    package init(_ text: String) { self.text = text }

    package init(from reader: inout MessageReader) throws(WireFormatError) { text = try reader.text() }

    package func write(to writer: inout MessageWriter) { writer.append(text: text) }
  }
}
