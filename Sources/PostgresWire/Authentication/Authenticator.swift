import SQLTypes

/// One client proving itself: what it is asked, and what its answers are worth. No I/O.
struct Authenticator: Sendable {
  enum Step: Hashable, Sendable {
    /// Send this, and wait for the next answer.
    case goOn(BackendMessage.Authentication)
    /// The client is who it says; send this first, where there is something.
    case accepted(BackendMessage.Authentication?)
  }

  private enum Expected: Sendable {
    case nothing
    case password(StoredPassword)
    case md5(digests: [String], salt: [UInt8])
    case digest(sha256: [UInt8], salt: [UInt8], nonce: [UInt8])
    case scramFirst(ScramServer)
    case scramFinal(ScramServer)
  }

  /// Bytes of randomness that the longest of the methods takes.
  static let randomCount = 32

  private let user: String
  private var expected: Expected

  /// `random` has `randomCount` bytes, fit for nonces.
  init(_ method: AuthenticationMethod, user: String, random: [UInt8]) {
    precondition(random.count >= Self.randomCount, "authentication has its randomness")
    self.user = user
    switch method {
    case .trust: expected = .nothing
    case .cleartext(let password): expected = .password(password)
    case .md5(let digests): expected = .md5(digests: digests, salt: Array(random.prefix(4)))
    case .digest(let digest, let salt): expected = .digest(sha256: digest, salt: salt, nonce: random)
    case .scram(let secret): expected = .scramFirst(ScramServer(secret, nonce: Base64.text(Array(random.prefix(24)))))
    }
  }

  /// The first step.
  var start: Step {
    switch expected {
    case .nothing: .accepted(nil)
    case .password: .goOn(.cleartextPassword)
    case .md5(_, let salt): .goOn(.md5Password(salt: salt))
    case .digest(_, let salt, let nonce): .goOn(.digest(DigestRequest(salt: salt, nonce: nonce)))
    case .scramFirst, .scramFinal: .goOn(.sasl(mechanisms: [ScramServer.mechanism]))
    }
  }

  /// What comes of the client's answer. 28000 where it proves nothing, 08P01 where it is no answer.
  mutating func receive(_ message: FrontendMessage) throws(SQLError) -> Step {
    switch (expected, message) {
    case (.digest(let digest, _, let nonce), .copyData(let body)):
      let response: DigestResponse = try Self.decode(body)
      let known = RedshiftDigest.answer(digest, serverNonce: nonce, clientNonce: response.clientNonce)
      return try accept(if: StoredPassword.isEqual(known, response.digest))
    case (.password(let known), .authentication(let body)):
      let message: PasswordMessage = try Self.decode(body)
      return try accept(if: known.matches(message.password, user: user))
    case (.md5(let digests, let salt), .authentication(let body)):
      let message: PasswordMessage = try Self.decode(body)
      let isKnown = digests.contains { digest in
        StoredPassword.isEqual(Array(message.password.utf8), Array(MD5Password.answer(digest, salt: salt).utf8))
      }
      return try accept(if: isKnown)
    case (.scramFirst(let server), .authentication(let body)): return try first(body, server)
    case (.scramFinal(let server), .authentication(let body)):
      guard let answer = try server.final(body) else { throw refusal }
      return .accepted(.saslFinal(answer))
    default:
      throw SQLError(.protocolViolation, "expected password response, got message type \(message.id.rawValue)")
    }
  }

  private mutating func first(_ body: [UInt8], _ start: ScramServer) throws(SQLError) -> Step {
    let message: SASLInitialResponse = try Self.decode(body)
    guard message.mechanism == ScramServer.mechanism, let response = message.response else {
      throw SQLError(.protocolViolation, "client selected an invalid SASL authentication mechanism")
    }
    var server = start
    let answer = try server.first(response)
    expected = .scramFinal(server)
    return .goOn(.saslContinue(answer))
  }

  private func accept(if isRight: Bool) throws(SQLError) -> Step {
    guard isRight else { throw refusal }
    return .accepted(nil)
  }

  private var refusal: SQLError {
    SQLError(.invalidAuthorization, "password authentication failed for user \"\(user)\"")
  }

  private static func decode<Message: WireMessage>(_ body: [UInt8]) throws(SQLError) -> Message {
    do throws(WireFormatError) { return try Message(body: body) } catch { throw error.sqlError }
  }
}
