import PostgresWire
import SQLTypes
import TestSupport
import Testing

/// Our client against our server, and against servers that are up to something.
@Suite struct ClientStateMachineTests {
  private static let random = [UInt8](32..<64)

  private func client(_ password: String?, _ options: ClientStateMachine.Options = .init()) -> ClientStateMachine {
    ClientStateMachine(
      ClientCredentials(user: "user", database: "dev", password: password, parameters: [.init("driver_version", "x")]),
      options, random: Self.random)
  }

  /// Both machines, until nothing moves: what the client was told at the end.
  private func last(_ client: inout ClientStateMachine, _ owner: inout ScriptedOwner) -> ClientAction? {
    var last: ClientAction?
    var answered = 0
    while let action = client.next() {
      last = action
      if case .send(let bytes) = action { owner.feed(bytes) }
      if case .startTLS = action { client.encrypted() }
      client.receive(Array(owner.sent[answered...]))
      answered = owner.sent.count
    }
    return last
  }

  private static let methods: [AuthenticationMethod] = [
    .trust, .cleartext(.plain("pencil")), .md5([StoredPassword.md5("pencil", user: "user")]),
    .digest(sha256: StoredPassword.sha256("pencil", salt: [1, 2, 3]), salt: [1, 2, 3]),
    .scram(ScramSecret(password: "pencil", salt: [4, 5], iterations: 3)),
  ]

  @Test(arguments: methods, [true, false]) func logsIn(_ method: AuthenticationMethod, _ isEncrypted: Bool) {
    var owner = ScriptedOwner(.init(tls: isEncrypted ? .offered : .off), method)
    var client = client("pencil", .init(tls: .preferred, allowsCleartext: true))
    guard case .ready(let parameters, let key) = last(&client, &owner) else {
      Issue.record("not logged in: \(owner.transcript)")
      return
    }
    #expect(owner.machine.isEncrypted == isEncrypted)
    #expect(key == .init(processID: 7, secret: 9))
    #expect(parameters.contains(.init("server_version", "8.0.2")))
  }

  @Test(arguments: methods.dropFirst()) func wrongPasswords(_ method: AuthenticationMethod) {
    var owner = ScriptedOwner(.init(), method)
    var client = client("pen", .init(allowsCleartext: true))
    let refusal = SQLError(.invalidAuthorization, "password authentication failed for user \"user\"")
    #expect(last(&client, &owner) == .failed(refusal))
    #expect(owner.isDisconnected)
  }

  @Test(arguments: methods.dropFirst()) func noPassword(_ method: AuthenticationMethod) {
    var owner = ScriptedOwner(.init(), method)
    var client = client(nil, .init(allowsCleartext: true))
    let action = last(&client, &owner)
    #expect(
      action == .failed(SQLError(.invalidAuthorization, "the server asks for a password, and none was given")))
  }

  @Test func noPasswordInTheClear() {
    var owner = ScriptedOwner(.init(), .cleartext(.plain("pencil")))
    var client = client("pencil")
    guard case .failed(let error) = last(&client, &owner) else {
      Issue.record("the password went out")
      return
    }
    #expect(error.state == .invalidAuthorization)
    #expect(!owner.transcript.contains("authenticated"))
  }

  @Test func tlsIsInsistedOn() {
    var owner = ScriptedOwner()
    var client = client(nil, .init(tls: .required))
    #expect(last(&client, &owner) == .failed(SQLError(.connectionFailure, "the server does not support TLS")))
  }

  /// A server that cannot prove that it knows the password, and says that all is well.
  @Test func aServerThatSkipsItsProof() {
    var client = client("pencil")
    _ = client.next()
    client.receive(bytes(.authentication(.sasl(mechanisms: ["SCRAM-SHA-256"])), .authentication(.ok)))
    _ = client.next()
    #expect(client.next() == .failed(SQLError(.protocolViolation, "the server did not prove itself")))
  }

  @Test func answersOfAQueryComeAsTheyAre() {
    var owner = ScriptedOwner()
    var client = client(nil)
    _ = last(&client, &owner)
    let messages: [BackendMessage] = [
      .dataRow(.init([[1]])), .noticeResponse(.init(notice: "n")),
      .errorResponse(.init(.error, .init(.syntaxError, "e"))),
      .readyForQuery(.failed),
    ]
    for message in messages { client.receive(bytes(message)) }
    for message in messages { #expect(client.next() == .message(message)) }
    #expect(client.next() == nil)
  }

  @Test func aServerMaySendAnything() {
    var random = SeededGenerator()
    for _ in 0..<300 {
      var client = client("pencil", .init(tls: random.pick([.never, .preferred])))
      var server = bytes(random.pick(MessageTests.backend), random.pick(MessageTests.backend), .readyForQuery(.idle))
      for _ in 0..<random.below(3) { server[random.below(server.count)] = UInt8(truncatingIfNeeded: random.next()) }
      client.receive(server)
      var actions = 0
      while client.next() != nil { actions += 1 }
      check(actions < 20, "seed \(random.seed)")
    }
  }

  private func bytes(_ messages: BackendMessage...) -> [UInt8] {
    var writer = MessageWriter()
    for message in messages { writer.append(message) }
    return writer.bytes
  }
}
