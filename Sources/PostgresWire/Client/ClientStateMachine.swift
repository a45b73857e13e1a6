import SQLTypes

/// The client's side of one connection up to the first ReadyForQuery, without I/O; from there on it cuts the server's
/// bytes into messages.
///
/// ```
/// machine.receive(bytes)
/// while let action = machine.next() { … }
/// ```
///
/// Passwords go out as the server asks: in the clear only within TLS or where the owner says so.
package struct ClientStateMachine: Sendable {
  package struct Options: Hashable, Sendable {
    package enum TLS: Hashable, Sendable {
      case never, preferred, required
    }

    package var tls: TLS
    /// Whether a password may go out in the clear without TLS: for a server on this machine.
    package var allowsCleartext: Bool
    /// Bytes of the longest message.
    package var maximumMessage: Int

    package init(tls: TLS = .never, allowsCleartext: Bool = false, maximumMessage: Int = 1 << 30) {
      self.tls = tls
      self.allowsCleartext = allowsCleartext
      self.maximumMessage = maximumMessage
    }
  }

  private enum Phase {
    /// A byte answers the wish to encrypt.
    case negotiating
    /// `encrypted` is asked for.
    case encrypting
    case authenticating
    /// The server is known to be who it is; settings follow.
    case opening
    case open
    case closed
  }

  private let options: Options
  private let credentials: ClientCredentials
  private let nonce: [UInt8]
  private var buffer = MessageBuffer()
  private var phase = Phase.negotiating
  private var actions: [ClientAction] = []
  private var isEncrypted = false
  private var scram: ScramClient?
  private var parameters: [BackendMessage.ParameterStatus] = []
  /// Whether the server asked for a password that was not given.
  package private(set) var lacksPassword = false
  private var key: BackendMessage.BackendKeyData?
  /// What the server granted of `client_protocol_version`.
  private var protocolVersion: Int {
    parameters.last { $0.name == "server_protocol_version" }.flatMap { Int($0.value) } ?? 0
  }

  /// `random` has 32 bytes fit for nonces. The first action is there at once.
  package init(_ credentials: ClientCredentials, _ options: Options = Options(), random: [UInt8]) {
    precondition(random.count >= Authenticator.randomCount, "authentication has its randomness")
    self.credentials = credentials
    self.options = options
    nonce = random
    if options.tls == .never { start() } else { send(.ssl) }
  }

  package mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    if case .closed = phase { return }
    buffer.append(bytes)
  }

  package mutating func receive(_ bytes: [UInt8]) { bytes.withUnsafeBytes { receive($0) } }

  /// The next thing to do; nil where there is nothing before more bytes come.
  package mutating func next() -> ClientAction? {
    while actions.isEmpty {
      do throws(SQLError) {
        guard try step() else { return nil }
      } catch {
        fail(error)
      }
    }
    return actions.removeFirst()
  }

  /// Gives the bodies of the DataRows that come next to `visit`, where they lie: the way for large results. What is no
  /// row, or not here as a whole, is left for `next()`.
  package mutating func visitRows(
    _ visit: (UnsafeRawBufferPointer) throws(WireFormatError) -> Void
  ) throws(WireFormatError) {
    guard case .open = phase, actions.isEmpty else { return }
    while buffer.count > 0, buffer[0] == BackendMessage.ID.dataRow.rawValue,
      let end = try buffer.messageEnd(lengthAt: 1, limit: options.maximumMessage)
    {
      try buffer.visit(header: 5, end: end, visit)
    }
  }

  /// The answer to `startTLS`: bytes from here on are those within it.
  package mutating func encrypted() {
    guard case .encrypting = phase else { return }
    isEncrypted = true
    start()
  }

  private mutating func fail(_ error: SQLError) {
    phase = .closed
    buffer.removeAll()
    actions.append(.failed(error))
  }

  private mutating func send(_ packet: StartupPacket) {
    var writer = MessageWriter()
    packet.write(to: &writer)
    actions.append(.send(writer.bytes))
  }

  private mutating func answer(_ message: FrontendMessage) {
    var writer = MessageWriter()
    writer.append(message)
    actions.append(.send(writer.bytes))
  }

  private mutating func start() {
    phase = .authenticating
    send(.startup(credentials.startup))
  }

  // MARK: What comes

  private mutating func step() throws(SQLError) -> Bool {
    switch phase {
    case .encrypting, .closed: return false
    case .negotiating: return try negotiate()
    case .authenticating, .opening, .open:
      guard let message = try takeMessage() else { return false }
      try receive(message)
      return true
    }
  }

  private mutating func negotiate() throws(SQLError) -> Bool {
    guard buffer.count > 0 else { return false }
    switch (buffer.take(header: 0, end: 1)[0], buffer.count, options.tls) {
    case (UInt8(ascii: "S"), 0, _):
      phase = .encrypting
      actions.append(.startTLS)
    case (UInt8(ascii: "N"), 0, .preferred): start()
    case (UInt8(ascii: "N"), 0, _): throw SQLError(.connectionFailure, "the server does not support TLS")
    default: throw SQLError(.protocolViolation, "invalid answer to the SSL request")
    }
    return true
  }

  private mutating func takeMessage() throws(SQLError) -> BackendMessage? {
    guard buffer.count > 0 else { return nil }
    do throws(WireFormatError) {
      guard let id = BackendMessage.ID(rawValue: buffer[0]) else { throw .unknownMessage(buffer[0]) }
      guard let end = try buffer.messageEnd(lengthAt: 1, limit: options.maximumMessage) else { return nil }
      return try BackendMessage(id, body: buffer.take(header: 5, end: end), protocolVersion: protocolVersion)
    } catch {
      throw error.sqlError
    }
  }

  private mutating func receive(_ message: BackendMessage) throws(SQLError) {
    switch (phase, message) {
    case (.open, .parameterStatus(let status)):
      parameters.append(status)
      actions.append(.message(message))
    case (.open, _): actions.append(.message(message))
    case (_, .errorResponse(let error)): throw error.sqlError
    case (_, .noticeResponse): actions.append(.message(message))
    case (.authenticating, .negotiateProtocolVersion): break
    case (.authenticating, .authentication(let request)): try authenticate(request)
    case (.opening, .parameterStatus(let status)): parameters.append(status)
    case (.opening, .backendKeyData(let key)): self.key = key
    case (.opening, .readyForQuery):
      phase = .open
      actions.append(.ready(parameters, key))
    default:
      throw SQLError(.protocolViolation, "unexpected message \"\(Character(UnicodeScalar(message.id.rawValue)))\"")
    }
  }

  // MARK: Authentication

  private mutating func authenticate(_ request: BackendMessage.Authentication) throws(SQLError) {
    switch request {
    case .ok:
      // A server that asked for SCRAM has to prove itself before.
      guard scram == nil else { throw SQLError(.protocolViolation, "the server did not prove itself") }
      phase = .opening
    case .cleartextPassword:
      guard isEncrypted || options.allowsCleartext else {
        throw SQLError(.invalidAuthorization, "the server asks for the password in the clear, without TLS")
      }
      answer(password: try password())
    case .md5Password(let salt):
      answer(password: MD5Password.answer(StoredPassword.md5(try password(), user: credentials.user), salt: salt))
    case .digest(let request): try answer(request)
    case .sasl(let mechanisms): try beginScram(mechanisms)
    case .saslContinue(let challenge):
      guard var client = scram else { throw SQLError(.protocolViolation, "unexpected step of SASL") }
      answer(.authentication(try client.final(challenge)))
      scram = client
    case .saslFinal(let proof):
      guard let client = scram, client.accepts(proof) else {
        throw SQLError(.invalidAuthorization, "the server did not prove that it knows the password")
      }
      scram = nil
    case .other(let code, _): throw .notSupported("authentication of kind \(code)")
    }
  }

  private mutating func password() throws(SQLError) -> String {
    guard let password = credentials.password else {
      lacksPassword = true
      throw SQLError(.invalidAuthorization, "the server asks for a password, and none was given")
    }
    return password
  }

  private mutating func answer(password: String) {
    var body = MessageWriter()
    PasswordMessage(password).write(to: &body)
    answer(.authentication(body.bytes))
  }

  private mutating func answer(_ request: DigestRequest) throws(SQLError) {
    guard request.algorithm == DigestRequest.sha256 else {
      throw .notSupported("digest algorithm \(request.algorithm)")
    }
    let inner = StoredPassword.sha256(try password(), salt: request.salt)
    let digest = RedshiftDigest.answer(inner, serverNonce: request.nonce, clientNonce: nonce)
    var body = MessageWriter()
    DigestResponse(digest: digest, clientNonce: nonce).write(to: &body)
    answer(.copyData(body.bytes))
  }

  private mutating func beginScram(_ mechanisms: [String]) throws(SQLError) {
    guard mechanisms.contains(ScramServer.mechanism) else {
      throw .notSupported("SASL authentication by \(mechanisms.joined(separator: ", "))")
    }
    let client = ScramClient(password: try password(), nonce: Base64.text(Array(nonce.prefix(24))))
    scram = client
    var body = MessageWriter()
    SASLInitialResponse(mechanism: ScramServer.mechanism, response: client.first).write(to: &body)
    answer(.authentication(body.bytes))
  }
}
