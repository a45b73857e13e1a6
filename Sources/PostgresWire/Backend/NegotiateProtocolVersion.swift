extension BackendMessage {
  /// The newest minor version that the server has, and the options (`_pq_.…`) that it does not know.
  package struct NegotiateProtocolVersion: WireMessage {
    package var minorVersion: Int32
    package var unknownOptions: [String]

    package init(minorVersion: Int32, unknownOptions: [String]) {
      self.minorVersion = minorVersion
      self.unknownOptions = unknownOptions
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      minorVersion = try reader.integer(Int32.self)
      let count = try reader.integer(Int32.self)
      unknownOptions = []
      guard count >= 0 else { throw .invalidField("count") }
      for _ in 0..<count { unknownOptions.append(try reader.text()) }
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(integer: minorVersion)
      writer.append(integer: Int32(clamping: unknownOptions.count))
      for option in unknownOptions { writer.append(text: option) }
    }
  }
}
