extension BackendMessage {
  /// What a CancelRequest for this connection must hold.
  package struct BackendKeyData: WireMessage {
    package var processID: Int32
    package var secret: Int32

    package init(processID: Int32, secret: Int32) {
      self.processID = processID
      self.secret = secret
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      processID = try reader.integer(Int32.self)
      secret = try reader.integer(Int32.self)
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(integer: processID)
      writer.append(integer: secret)
    }
  }
}
