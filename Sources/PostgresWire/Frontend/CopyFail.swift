extension FrontendMessage {
  /// A client gives up the input of a COPY.
  package struct CopyFail: WireMessage {
    package var reason: String

    package init(_ reason: String) { self.reason = reason }

    package init(from reader: inout MessageReader) throws(WireFormatError) { reason = try reader.text() }

    package func write(to writer: inout MessageWriter) { writer.append(text: reason) }
  }
}
