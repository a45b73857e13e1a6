/// The answer to Redshift's digest request (in a `d` message, wire.md 1.4).
package struct DigestResponse: WireMessage {
  package var digest: [UInt8]
  package var clientNonce: [UInt8]

  package init(digest: [UInt8], clientNonce: [UInt8]) {
    self.digest = digest
    self.clientNonce = clientNonce
  }

  package init(from reader: inout MessageReader) throws(WireFormatError) {
    digest = try reader.bytes(Int(try reader.integer(Int32.self)))
    clientNonce = try reader.bytes(Int(try reader.integer(Int32.self)))
  }

  package func write(to writer: inout MessageWriter) {
    writer.append(value: digest)
    writer.append(value: clientNonce)
  }
}
