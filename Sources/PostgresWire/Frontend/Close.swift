extension FrontendMessage {
  /// Drops a statement or a portal; one that does not exist is no error.
  package struct Close: WireMessage {
    package var kind: ObjectKind
    package var name: String

    package init(_ kind: ObjectKind, _ name: String = "") {
      self.kind = kind
      self.name = name
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      kind = try ObjectKind(from: &reader)
      name = try reader.text()
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(kind.rawValue)
      writer.append(text: name)
    }
  }
}
