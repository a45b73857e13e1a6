extension FrontendMessage {
  /// One statement to be prepared; the name is empty for the unnamed one.
  package struct Parse: WireMessage {
    package var name: String
    package var text: String
    /// Object ids of the first parameters' types; 0 and `unknown` leave one open.
    package var parameterTypes: [UInt32]

    package init(name: String = "", text: String, parameterTypes: [UInt32] = []) {
      self.name = name
      self.text = text
      self.parameterTypes = parameterTypes
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      name = try reader.text()
      text = try reader.text()
      parameterTypes = try reader.list { reader throws(WireFormatError) in try reader.integer(UInt32.self) }
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(text: name)
      writer.append(text: text)
      writer.append(list: parameterTypes) { $0.append(integer: $1) }
    }
  }
}
