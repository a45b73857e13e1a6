/// A password as it is, or hashed as the server asked (in a `p` message).
package struct PasswordMessage: WireMessage {
  package var password: String

  package init(_ password: String) { self.password = password }

  package init(from reader: inout MessageReader) throws(WireFormatError) { password = try reader.text() }

  package func write(to writer: inout MessageWriter) { writer.append(text: password) }
}
