extension BackendMessage {
  /// A statement is through: its tag (wire.md 5.1).
  package struct CommandComplete: WireMessage {
    package var tag: String

    package init(_ tag: CommandTag) { self.tag = tag.text }

    package init(from reader: inout MessageReader) throws(WireFormatError) { tag = try reader.text() }

    package func write(to writer: inout MessageWriter) { writer.append(text: tag) }
  }
}
