/// What a client sends before messages have a first byte: its wish to encrypt, to cancel, or to log in (wire.md 1.1).
package enum StartupPacket: Hashable, Sendable {
  case ssl
  case gss
  case cancel(CancelRequest)
  case startup(StartupMessage)

  private enum Code {
    static let ssl: UInt32 = 80_877_103
    static let gss: UInt32 = 80_877_104
    static let cancel: UInt32 = 80_877_102
  }

  /// Bytes of the longest, as PostgreSQL has it.
  static let maximumLength = 10_000

  /// From what stands behind the length.
  package init(body: [UInt8]) throws(WireFormatError) {
    var reader = MessageReader(body)
    switch try reader.integer(UInt32.self) {
    case Code.ssl: self = .ssl
    case Code.gss: self = .gss
    case Code.cancel: self = .cancel(try CancelRequest(from: &reader))
    case let version: self = .startup(try StartupMessage(version: version, from: &reader))
    }
    try reader.finish()
  }

  package func write(to writer: inout MessageWriter) {
    writer.frame(nil) { writer in
      switch self {
      case .ssl: writer.append(integer: Code.ssl)
      case .gss: writer.append(integer: Code.gss)
      case .cancel(let request):
        writer.append(integer: Code.cancel)
        request.write(to: &writer)
      case .startup(let message): message.write(to: &writer)
      }
    }
  }
}
