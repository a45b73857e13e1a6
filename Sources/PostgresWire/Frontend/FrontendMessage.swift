/// What a client sends once it has logged in, or is about to prove itself.
///
/// Two first bytes mean what the state of the connection says: `p` is a password or a step of SASL, `d` a piece of
/// COPY's input or the answer to Redshift's digest (wire.md 1.4). Both come as the bytes they are.
package enum FrontendMessage: Hashable, Sendable {
  case authentication([UInt8])
  case query(Query)
  case parse(Parse)
  case bind(Bind)
  case describe(Describe)
  case execute(Execute)
  case close(Close)
  case sync
  case flush
  case terminate
  case functionCall(FunctionCall)
  case copyData([UInt8])
  case copyDone
  case copyFail(CopyFail)

  package enum ID: UInt8, Hashable, Sendable, CaseIterable {
    case authentication = 0x70  // p
    case query = 0x51  // Q
    case parse = 0x50  // P
    case bind = 0x42  // B
    case describe = 0x44  // D
    case execute = 0x45  // E
    case close = 0x43  // C
    case sync = 0x53  // S
    case flush = 0x48  // H
    case terminate = 0x58  // X
    case functionCall = 0x46  // F
    case copyData = 0x64  // d
    case copyDone = 0x63  // c
    case copyFail = 0x66  // f

    /// Whether it holds what a user wrote; the others are a few names at most.
    var isLarge: Bool {
      switch self {
      case .query, .parse, .bind, .functionCall, .copyData: true
      default: false
      }
    }
  }

  package init(_ id: ID, body: [UInt8]) throws(WireFormatError) {
    switch id {
    case .authentication: self = .authentication(body)
    case .query: self = .query(try Query(body: body))
    case .parse: self = .parse(try Parse(body: body))
    case .bind: self = .bind(try Bind(body: body))
    case .describe: self = .describe(try Describe(body: body))
    case .execute: self = .execute(try Execute(body: body))
    case .close: self = .close(try Close(body: body))
    case .functionCall: self = .functionCall(try FunctionCall(body: body))
    case .copyData: self = .copyData(body)
    case .copyFail: self = .copyFail(try CopyFail(body: body))
    case .sync, .flush, .terminate, .copyDone: self = try Self.empty(id, body)
    }
  }

  private static func empty(_ id: ID, _ body: [UInt8]) throws(WireFormatError) -> FrontendMessage {
    guard body.isEmpty else { throw .trailing }
    return switch id {
    case .sync: .sync
    case .flush: .flush
    case .terminate: .terminate
    default: .copyDone
    }
  }

  package var id: ID {
    switch self {
    case .authentication: .authentication
    case .query: .query
    case .parse: .parse
    case .bind: .bind
    case .describe: .describe
    case .execute: .execute
    case .close: .close
    case .sync: .sync
    case .flush: .flush
    case .terminate: .terminate
    case .functionCall: .functionCall
    case .copyData: .copyData
    case .copyDone: .copyDone
    case .copyFail: .copyFail
    }
  }
}

extension MessageWriter {
  package mutating func append(_ message: FrontendMessage) {
    frame(message.id.rawValue) { writer in
      switch message {
      case .authentication(let bytes), .copyData(let bytes): writer.append(bytes)
      case .query(let query): query.write(to: &writer)
      case .parse(let parse): parse.write(to: &writer)
      case .bind(let bind): bind.write(to: &writer)
      case .describe(let describe): describe.write(to: &writer)
      case .execute(let execute): execute.write(to: &writer)
      case .close(let close): close.write(to: &writer)
      case .functionCall(let call): call.write(to: &writer)
      case .copyFail(let failure): failure.write(to: &writer)
      case .sync, .flush, .terminate, .copyDone: break
      }
    }
  }
}
