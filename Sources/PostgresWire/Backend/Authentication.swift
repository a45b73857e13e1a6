extension BackendMessage {
  /// How the client is to prove itself, or that it has (wire.md 1.4).
  package enum Authentication: WireMessage {
    case ok
    case cleartextPassword
    /// With four bytes of salt.
    case md5Password(salt: [UInt8])
    case sasl(mechanisms: [String])
    case saslContinue([UInt8])
    case saslFinal([UInt8])
    /// Redshift's own.
    case digest(DigestRequest)
    /// Ways that are known and not built: Kerberos, GSSAPI, SSPI, tokens of identity providers.
    case other(Int32, [UInt8])

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      switch try reader.integer(Int32.self) {
      case 0: self = .ok
      case 3: self = .cleartextPassword
      case 5: self = .md5Password(salt: try reader.bytes(4))
      case 10: self = .sasl(mechanisms: try Self.mechanisms(&reader))
      case 11: self = .saslContinue(reader.rest())
      case 12: self = .saslFinal(reader.rest())
      case 13: self = .digest(try DigestRequest(from: &reader))
      case let code: self = .other(code, reader.rest())
      }
    }

    private static func mechanisms(_ reader: inout MessageReader) throws(WireFormatError) -> [String] {
      var mechanisms: [String] = []
      while true {
        let name = try reader.text()
        if name.isEmpty { return mechanisms }
        mechanisms.append(name)
      }
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(integer: code)
      switch self {
      case .ok, .cleartextPassword: break
      case .md5Password(let bytes), .saslContinue(let bytes), .saslFinal(let bytes), .other(_, let bytes):
        writer.append(bytes)
      case .sasl(let mechanisms):
        for mechanism in mechanisms { writer.append(text: mechanism) }
        writer.append(0)
      case .digest(let request): request.write(to: &writer)
      }
    }

    private var code: Int32 {
      switch self {
      case .ok: 0
      case .cleartextPassword: 3
      case .md5Password: 5
      case .sasl: 10
      case .saslContinue: 11
      case .saslFinal: 12
      case .digest: 13
      case .other(let code, _): code
      }
    }
  }
}
