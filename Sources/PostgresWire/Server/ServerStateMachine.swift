import SQLTypes

/// The server's side of one connection, without I/O and without SQL: bytes in, actions out.
///
/// ```
/// machine.receive(bytes)
/// while let action = machine.next() { … }     nil: it waits for more bytes, or for an answer to its last action
/// ```
///
/// A simple query, and an extended one that fails:
///
/// ```
/// client                owner is told           owner says
/// Q select 1            query("select 1")       T, D, C by itself; ready(.idle)
/// P, B, E, S            parse, bind             fail(error)
///                       (E is skipped) sync     ready(.idle)
/// ```
///
/// What the owner tells the machine comes back as `send`, so that all bytes go out in one order: the owner appends its
/// own before. While the machine waits for an answer it takes no message, so what a client sends ahead stays where it
/// is. Malformed input is answered with FATAL 08P01 and the end of the connection.
package struct ServerStateMachine: Sendable {
  package struct Options: Hashable, Sendable {
    package enum TLS: Hashable, Sendable {
      case off, offered, required
    }

    package var tls: TLS
    /// Bytes of the longest message that holds a user's text or values; 64 MiB, four times Redshift's longest
    /// statement.
    package var maximumMessage: Int

    package init(tls: TLS = .off, maximumMessage: Int = 64 << 20) {
      self.tls = tls
      self.maximumMessage = maximumMessage
    }
  }

  enum Phase: Sendable {
    /// Before the StartupMessage.
    case start
    /// `authenticate` is asked for.
    case choosing(Login)
    case authenticating(Login, Authenticator)
    /// `welcome` is asked for.
    case opening
    case idle
    /// `ready` is asked for.
    case running
    case closed
  }

  let options: Options
  var buffer = MessageBuffer()
  var phase = Phase.start
  private var actions: [ServerAction] = []
  /// After an error in the extended protocol, up to Sync.
  var isSkipping = false
  package internal(set) var isEncrypted = false
  /// As soon as there was a StartupMessage.
  package internal(set) var login: Login?

  package init(_ options: Options = Options()) { self.options = options }

  /// Whether a query or a Sync waits for `ready`.
  package var owesReady: Bool { if case .running = phase { true } else { false } }

  /// Bytes from the client, in any portions.
  package mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    if case .closed = phase { return }
    buffer.append(bytes)
  }

  package mutating func receive(_ bytes: [UInt8]) { bytes.withUnsafeBytes { receive($0) } }

  /// The next thing to do; nil where there is nothing before more bytes come or the last action is answered.
  package mutating func next() -> ServerAction? {
    while actions.isEmpty {
      do throws(SQLError) {
        guard try step() else { return nil }
      } catch {
        end(error)
      }
    }
    return actions.removeFirst()
  }

  mutating func queue(_ action: ServerAction) { actions.append(action) }

  mutating func send(_ messages: BackendMessage...) { send(messages) }

  mutating func send(_ messages: [BackendMessage]) {
    var writer = MessageWriter()
    for message in messages { writer.append(message) }
    queue(.send(writer.bytes))
  }

  /// Takes one message, if there is a whole one and its turn has come.
  private mutating func step() throws(SQLError) -> Bool {
    do throws(WireFormatError) {
      switch phase {
      case .start: return try receiveStartup()
      case .authenticating(let login, let authenticator):
        guard let (id, body) = try takeMessage() else { return false }
        try receive(id, body, login, authenticator)
        return true
      case .idle:
        guard let (id, body) = try takeMessage() else { return false }
        try receive(id, body)
        return true
      case .choosing, .opening, .running, .closed: return false
      }
    } catch {
      throw error.sqlError
    }
  }

  /// A message's kind and body; nil where it is not here as a whole.
  private mutating func takeMessage() throws(WireFormatError) -> (FrontendMessage.ID, [UInt8])? {
    guard buffer.count > 0 else { return nil }
    guard let id = FrontendMessage.ID(rawValue: buffer[0]) else { throw .unknownMessage(buffer[0]) }
    guard let end = try buffer.messageEnd(lengthAt: 1, limit: limit(of: id)) else { return nil }
    return (id, buffer.take(header: 5, end: end))
  }

  /// Bytes of the longest answer to a request for authentication, and of the longest message of names, as PostgreSQL
  /// has them.
  private func limit(of id: FrontendMessage.ID) -> Int {
    if case .authenticating = phase { return 65_535 }
    return id.isLarge ? options.maximumMessage : 10_000
  }

  // MARK: What the owner says

  /// The answer to anything that failed: ErrorResponse. Before the client is in, it is `end`.
  package mutating func fail(_ error: SQLError) {
    switch phase {
    case .closed: return
    case .start, .choosing, .authenticating, .opening: end(error)
    case .idle:
      isSkipping = true
      send(.errorResponse(.init(.error, error)))
    case .running: send(.errorResponse(.init(.error, error)))
    }
  }

  /// A query or a Sync is through.
  package mutating func ready(_ status: TransactionStatus) {
    guard owesReady else { return }
    phase = .idle
    send(.readyForQuery(status))
  }

  /// FATAL: says why, and ends the connection.
  package mutating func end(_ error: SQLError) {
    if case .closed = phase { return }
    send(.errorResponse(.init(.fatal, error)))
    close()
  }

  mutating func close() {
    phase = .closed
    buffer.removeAll()
    queue(.disconnect)
  }
}
