extension BackendMessage {
  /// Object ids of the types of a statement's parameters.
  package struct ParameterDescription: WireMessage {
    package var types: [UInt32]

    package init(_ types: [UInt32]) { self.types = types }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      types = try reader.list { reader throws(WireFormatError) in try reader.integer(UInt32.self) }
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(list: types) { $0.append(integer: $1) }
    }
  }
}
