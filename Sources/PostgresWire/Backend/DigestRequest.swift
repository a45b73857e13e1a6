/// Redshift's digest: asks for SHA256(SHA256(password + salt) + server nonce + client nonce) (wire.md 1.4).
package struct DigestRequest: WireMessage {
  /// The one algorithm there is.
  package static let sha256: Int32 = 0

  package var algorithm = DigestRequest.sha256
  package var salt: [UInt8]
  package var nonce: [UInt8]

  package init(salt: [UInt8], nonce: [UInt8]) {
    self.salt = salt
    self.nonce = nonce
  }

  package init(from reader: inout MessageReader) throws(WireFormatError) {
    algorithm = try reader.integer(Int32.self)
    salt = try reader.bytes(Int(try reader.integer(Int32.self)))
    nonce = try reader.bytes(Int(try reader.integer(Int32.self)))
  }

  package func write(to writer: inout MessageWriter) {
    writer.append(integer: algorithm)
    writer.append(value: salt)
    writer.append(value: nonce)
  }
}
