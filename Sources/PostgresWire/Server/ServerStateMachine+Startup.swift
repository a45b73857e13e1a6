import SQLTypes

/// From the first byte to the welcome (wire.md part 1).
extension ServerStateMachine {
  mutating func receiveStartup() throws(WireFormatError) -> Bool {
    guard let end = try buffer.messageEnd(lengthAt: 0, limit: StartupPacket.maximumLength) else { return false }
    switch try StartupPacket(body: buffer.take(header: 4, end: end)) {
    case .ssl: negotiateTLS()
    case .gss: queue(.send(Self.no))
    case .cancel(let request):
      queue(.cancel(request))
      close()
    case .startup(let message): start(message)
    }
    return true
  }

  private static let yes = Array("S".utf8)
  private static let no = Array("N".utf8)

  /// What came in the clear behind the wish to encrypt was not sent by who will be trusted within TLS.
  private mutating func negotiateTLS() {
    guard options.tls != .off, !isEncrypted else { return queue(.send(Self.no)) }
    guard buffer.count == 0 else {
      return end(SQLError(.protocolViolation, "received unencrypted data after SSL request"))
    }
    isEncrypted = true
    queue(.send(Self.yes))
    queue(.startTLS)
  }

  private mutating func start(_ message: StartupMessage) {
    guard message.majorVersion == 3 else {
      let version = "\(message.majorVersion).\(message.minorVersion)"
      return end(
        SQLError(.featureNotSupported, "unsupported frontend protocol \(version): server supports 3.0 to 3.0"))
    }
    let login = Login(message)
    self.login = login
    guard !login.user.isEmpty else {
      return end(SQLError(.invalidAuthorization, "no user name specified in startup packet"))
    }
    guard isEncrypted || options.tls != .required else {
      return end(
        SQLError(
          .invalidAuthorization,
          "no pg_hba.conf entry for user \"\(login.user)\", database \"\(login.database)\", SSL off"))
    }
    if message.minorVersion > 0 { send(.negotiateProtocolVersion(.init(answering: message))) }
    phase = .choosing(login)
    queue(.authenticate(login))
  }

  // MARK: Authentication

  /// The answer to `authenticate`. `random` has 32 bytes fit for salts and nonces.
  package mutating func authenticate(by method: AuthenticationMethod, random: [UInt8]) {
    guard case .choosing(let login) = phase else { return }
    let authenticator = Authenticator(method, user: login.userName, random: random)
    take(authenticator.start, login, authenticator)
  }

  mutating func receive(
    _ id: FrontendMessage.ID, _ body: [UInt8], _ login: Login, _ authenticator: Authenticator
  ) throws(WireFormatError) {
    if id == .terminate { return close() }
    let message = try FrontendMessage(id, body: body)
    var authenticator = authenticator
    do throws(SQLError) {
      take(try authenticator.receive(message), login, authenticator)
    } catch {
      end(error)
    }
  }

  private mutating func take(_ step: Authenticator.Step, _ login: Login, _ authenticator: Authenticator) {
    switch step {
    case .goOn(let request):
      phase = .authenticating(login, authenticator)
      send(.authentication(request))
    case .accepted(let last):
      phase = .opening
      send((last.map { [.authentication($0)] } ?? []) + [.authentication(.ok)])
      queue(.authenticated(login))
    }
  }

  /// The answer to `authenticated`: the session is open.
  package mutating func welcome(_ greeting: Greeting) {
    guard case .opening = phase else { return }
    phase = .idle
    send(greeting.parameters.map { .parameterStatus($0) } + [.backendKeyData(greeting.key), .readyForQuery(.idle)])
  }
}

extension BackendMessage.NegotiateProtocolVersion {
  /// 3.0 is all there is, and no option is known.
  init(answering message: StartupMessage) {
    let options = message.parameters.map(\.name).filter { $0.hasPrefix("_pq_.") }
    self.init(minorVersion: 0, unknownOptions: options)
  }
}
