/// The first step of SASL: the mechanism that the client chose, and its first words (in a `p` message).
package struct SASLInitialResponse: WireMessage {
  package var mechanism: String
  /// nil where the mechanism lets the server speak first.
  package var response: [UInt8]?

  package init(mechanism: String, response: [UInt8]?) {
    self.mechanism = mechanism
    self.response = response
  }

  package init(from reader: inout MessageReader) throws(WireFormatError) {
    mechanism = try reader.text()
    response = try reader.value()
  }

  package func write(to writer: inout MessageWriter) {
    writer.append(text: mechanism)
    writer.append(value: response)
  }
}
