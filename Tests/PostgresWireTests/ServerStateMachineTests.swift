import PostgresWire
import SQLTypes
import Testing

/// Rules of the protocol that no well-behaved client shows.
@Suite struct ServerStateMachineTests {
  private static let startup = ClientBytes.startup(["user": "u", "database": "d"])

  /// A client that is in.
  private func owner() -> ScriptedOwner {
    var owner = ScriptedOwner()
    owner.feed(Self.startup)
    return owner
  }

  /// What comes of `bytes`, behind the welcome.
  private func transcript(_ bytes: [UInt8]) -> [String] {
    var owner = owner()
    owner.feed(bytes)
    return Array(owner.transcript.dropFirst(4))
  }

  private func error(_ owner: ScriptedOwner) -> BackendMessage.ErrorResponse? {
    let last = ScriptedOwner.messages(owner.sent).last { $0.id == "E" }
    guard let body = last?.body, case .errorResponse(let error) = try? BackendMessage(.errorResponse, body: body) else {
      return nil
    }
    return error
  }

  // MARK: Start

  @Test func fullTLSHandshake() {
    var owner = ScriptedOwner(.init(tls: .required))
    owner.feed(ClientBytes.sslRequest)
    #expect(owner.machine.isEncrypted)
    owner.feed(Self.startup)
    #expect(owner.transcript == ["< S", "startTLS", "authenticate u@d", "< R", "authenticated", "< SKZ"])
  }

  @Test func whoSpeaksInTheClearWhereTLSIsRequiredIsSentAway() {
    var owner = ScriptedOwner(.init(tls: .required))
    owner.feed(Self.startup)
    #expect(owner.transcript == ["< E", "disconnect"])
    #expect(error(owner)?[.state] == "28000")
  }

  @Test func bytesBehindTheWishToEncryptAreRefused() {
    var owner = ScriptedOwner(.init(tls: .offered))
    owner.feed(ClientBytes.sslRequest + Self.startup)
    #expect(owner.transcript == ["< E", "disconnect"])
    #expect(error(owner)?[.message] == "received unencrypted data after SSL request")
  }

  @Test func aSecondWishWithinTLSIsDenied() {
    var owner = ScriptedOwner(.init(tls: .offered))
    owner.feed(ClientBytes.sslRequest)
    owner.feed(ClientBytes.sslRequest)
    #expect(owner.transcript == ["< S", "startTLS", "< N"])
  }

  @Test func aNewerMinorVersionIsNegotiated() throws {
    var owner = ScriptedOwner()
    owner.feed(ClientBytes.startup(["user": "u", "_pq_.command_tags": "1"], version: 196_610))
    #expect(owner.transcript == ["< v", "authenticate u@u", "< R", "authenticated", "< SKZ"])
    let first = try #require(ScriptedOwner.messages(owner.sent).first)
    #expect(first.body == [0, 0, 0, 0, 0, 0, 0, 1] + Array("_pq_.command_tags\0".utf8))
  }

  @Test func version2IsRefused() {
    var owner = ScriptedOwner()
    owner.feed(ClientBytes.startup([:], version: 131_072))
    #expect(owner.transcript == ["< E", "disconnect"])
    #expect(error(owner)?[.state] == "0A000")
  }

  @Test func nobodyIsNoUser() {
    var owner = ScriptedOwner()
    owner.feed(ClientBytes.startup(["user": "", "database": "d"]))
    #expect(error(owner)?[.state] == "28000")
    #expect(owner.isDisconnected)
  }

  @Test(
    arguments: [
      [0, 0, 0, 3], [0, 0, 0x27, 0x20], [0xff, 0xff, 0xff, 0xff], [0x16, 0x03, 0x01, 0x02], [0, 0, 0, 6, 0, 3],
      [0, 0, 0, 12, 0, 3, 0, 0, 0x75, 0, 0x76, 0], [0, 0, 0, 9, 4, 210, 22, 47, 0],
    ] as [[UInt8]]) func malformedStart(_ bytes: [UInt8])
  {
    var owner = ScriptedOwner()
    owner.feed(bytes)
    #expect(owner.transcript == ["< E", "disconnect"])
    #expect(error(owner)?[.severity] == "FATAL")
    #expect(error(owner)?[.state] == "08P01")
  }

  @Test func theOwnerMayRefuse() {
    var machine = ServerStateMachine()
    machine.receive(Self.startup)
    #expect(machine.next() == .authenticate(Login(.init(parameters: [.init("user", "u"), .init("database", "d")]))))
    #expect(machine.next() == nil)
    machine.end(SQLError(.undefinedDatabase, "database \"d\" does not exist"))
    guard case .send(let bytes) = machine.next() else {
      Issue.record("an error is sent")
      return
    }
    #expect(ScriptedOwner.kinds(bytes) == "E")
    #expect(machine.next() == .disconnect)
    machine.receive(Self.startup)
    #expect(machine.next() == nil)
  }

  // MARK: Queries

  @Test func afterAnErrorAllIsSkippedUpToSync() {
    let bytes =
      ClientBytes.parse("a", "fail") + ClientBytes.bind("", "a") + ClientBytes.execute() + ClientBytes.query("select 1")
      + ClientBytes.flush + ClientBytes.sync + ClientBytes.parse("b", "select 2") + ClientBytes.sync
    #expect(
      transcript(bytes) == ["parse 'a' fail []", "< E", "sync", "< Z", "parse 'b' select 2 []", "< 1", "sync", "< Z"])
  }

  @Test func afterAnErrorTheClientMayStillLeave() {
    #expect(
      transcript(ClientBytes.parse("", "fail") + ClientBytes.terminate)
        == ["parse '' fail []", "< E", "terminate", "disconnect"])
  }

  @Test func aSimpleQueryThatFailsSkipsNothing() {
    #expect(
      transcript(ClientBytes.query("fail") + ClientBytes.query("select 1"))
        == ["query fail", "< EZ", "query select 1", "< CZ"])
  }

  @Test func inputOfARefusedCopyIsDropped() {
    let input = ClientBytes.message("d", .bytes([1, 2, 3])) + ClientBytes.message("c")
    #expect(
      transcript(
        ClientBytes.query("copy fail") + input + ClientBytes.message("f", .text("no")) + ClientBytes.query("x"))
        == ["query copy fail", "< EZ", "query x", "< CZ"])
  }

  @Test func functionCallsAreRefused() {
    let call = ClientBytes.message("F", .int32(1), .int16(0), .int16(1), .value([1]), .int16(0))
    #expect(transcript(call + ClientBytes.query("x")) == ["refuse 0A000", "< EZ", "query x", "< CZ"])
  }

  @Test func textThatIsNotUTF8IsAStatementsFault() {
    let bytes = ClientBytes.message("Q", .bytes([0x73, 0xff, 0]))
    #expect(transcript(bytes + ClientBytes.query("x")) == ["refuse 22021", "< EZ", "query x", "< CZ"])
  }

  @Test(
    arguments: [
      ("an unknown first byte", ClientBytes.message("!")), ("a password", ClientBytes.message("p", .text("x"))),
      ("no NUL", ClientBytes.message("Q", .byte("x"))), ("a byte too many", ClientBytes.message("S", .byte("x"))),
      ("a length below four", [0x51, 0, 0, 0, 3]), ("a negative length", [0x51, 0xff, 0xff, 0xff, 0xff]),
      ("a name beyond all names", [0x44, 0x7f, 0xff, 0xff, 0xff]),
      ("a text beyond all texts", [0x51, 0x7f, 0xff, 0xff, 0xff]),
      ("a kind of object", ClientBytes.describe("X")), ("a format", ClientBytes.bind("", "", formats: [2], [nil])),
      ("a value beyond the message", ClientBytes.message("B", .text(""), .text(""), .int16(0), .int16(1), .int32(9))),
      ("a negative value", ClientBytes.message("B", .text(""), .text(""), .int16(0), .int16(1), .int32(-2), .int16(0))),
    ] as [(String, [UInt8])]) func malformedMessage(_ what: String, _ bytes: [UInt8])
  {
    var owner = owner()
    owner.feed(bytes + ClientBytes.query("never"))
    #expect(Array(owner.transcript.dropFirst(4)) == ["disconnect"] || owner.transcript.last == "disconnect")
    #expect(error(owner)?[.severity] == "FATAL")
    #expect(error(owner)?[.state] == "08P01")
    #expect(!owner.transcript.contains("query never"))
  }

  @Test func theLimitIsTheOwners() {
    var owner = ScriptedOwner(.init(maximumMessage: 100))
    owner.feed(Self.startup + ClientBytes.query(String(repeating: "x", count: 99)))
    #expect(!owner.isDisconnected)
    owner.feed(ClientBytes.query(String(repeating: "x", count: 100)))
    #expect(owner.isDisconnected)
  }

  /// While a query runs, what comes behind it waits.
  @Test func oneAfterTheOther() {
    var machine = ServerStateMachine()
    machine.receive(Self.startup)
    _ = machine.next()
    machine.authenticate(by: .trust, random: ScriptedOwner.random)
    while let action = machine.next() {
      guard case .authenticated(let login) = action else { continue }
      machine.welcome(Greeting(login, version: "1", isSuperuser: false, key: .init(processID: 1, secret: 2)))
    }
    machine.receive(ClientBytes.query("a") + ClientBytes.query("b"))
    #expect(machine.next() == .query("a"))
    #expect(machine.owesReady)
    #expect(machine.next() == nil)
    machine.ready(.inTransaction)
    #expect(machine.next() == .send(Array("Z\0\0\0\u{5}T".utf8)))
    #expect(machine.next() == .query("b"))
    machine.end(SQLError(.queryCanceled, "terminating connection"))
    _ = machine.next()
    #expect(machine.next() == .disconnect)
  }
}
