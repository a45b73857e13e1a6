/// The body of one kind of message: its fields both ways, without first byte and length.
package protocol WireMessage: Hashable, Sendable {
  init(from reader: inout MessageReader) throws(WireFormatError)
  func write(to writer: inout MessageWriter)
}

extension WireMessage {
  /// From a whole body, of which nothing may be left.
  init(body: [UInt8]) throws(WireFormatError) {
    var reader = MessageReader(body)
    try self.init(from: &reader)
    try reader.finish()
  }
}
