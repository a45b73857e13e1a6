extension BackendMessage {
  /// A setting that clients follow, at the start and whenever it changes (wire.md 1.5 and 7).
  package struct ParameterStatus: WireMessage {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      name = try reader.text()
      value = try reader.text()
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(text: name)
      writer.append(text: value)
    }
  }
}
