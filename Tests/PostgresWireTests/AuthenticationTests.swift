import PostgresWire
import SQLTypes
import Testing

/// Ways to prove who one is, right and wrong (wire.md 1.4).
@Suite struct AuthenticationTests {
  private static let startup = ClientBytes.startup(["user": "user", "database": "d"])
  private static let right = ["authenticate user@d", "< RR", "authenticated", "< SKZ"]
  private static let wrong = ["authenticate user@d", "< RE", "disconnect"]

  private func transcript(_ method: AuthenticationMethod, _ answers: [UInt8]...) -> [String] {
    var owner = ScriptedOwner(.init(), method)
    owner.feed(Self.startup)
    for answer in answers { owner.feed(answer) }
    return owner.transcript
  }

  private static let stored: [StoredPassword] = [
    .plain("pencil"), .md5(StoredPassword.md5("pencil", user: "user")),
    .sha256(digest: StoredPassword.sha256("pencil", salt: [1, 2]), salt: [1, 2]),
    .scram(ScramSecret(password: "pencil", salt: [3], iterations: 2)),
  ]

  @Test(arguments: stored) func cleartext(_ password: StoredPassword) {
    #expect(transcript(.cleartext(password), ClientBytes.message("p", .text("pencil"))) == Self.right)
    #expect(transcript(.cleartext(password), ClientBytes.message("p", .text("Pencil"))) == Self.wrong)
    #expect(transcript(.cleartext(password), ClientBytes.message("p", .text(""))) == Self.wrong)
  }

  @Test func whatIsSaidOfAWrongPassword() throws {
    var owner = ScriptedOwner(.init(), .cleartext(.plain("a")))
    owner.feed(Self.startup + ClientBytes.message("p", .text("b")))
    let body = try #require(ScriptedOwner.messages(owner.sent).last?.body)
    #expect(
      String(decoding: body, as: UTF8.self)
        == "SFATAL\0C28000\0Mpassword authentication failed for user \"user\"\0\0")
  }

  @Test func wrongMD5AndDigest() {
    #expect(
      transcript(.md5([StoredPassword.md5("x", user: "user")]), ClientBytes.message("p", .text("md5"))) == Self.wrong)
    let digest = AuthenticationMethod.digest(sha256: StoredPassword.sha256("x", salt: []), salt: [])
    let answer = ClientBytes.message("d", .value([UInt8](repeating: 1, count: 32)), .value([2]))
    #expect(transcript(digest, answer) == Self.wrong)
    #expect(transcript(digest, ClientBytes.message("p", .text("x"))) == Self.wrong)
    #expect(transcript(digest, ClientBytes.message("d", .int32(-5), .int32(0))) == Self.wrong)
  }

  @Test func nothingButAnAnswer() {
    #expect(transcript(.cleartext(.plain("a")), ClientBytes.query("select 1")) == Self.wrong)
    #expect(transcript(.cleartext(.plain("a")), ClientBytes.terminate) == ["authenticate user@d", "< R", "disconnect"])
  }

  /// The conversation of RFC 7677 part 3.
  @Test func scramAsPublished() throws {
    let salt = try #require(Base64.bytes("W22ZaJ0SNY7soEsUEjb6gQ=="))
    let secret = ScramSecret(password: "pencil", salt: salt)
    var server = ScramServer(secret, nonce: "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0")
    let first = try server.first(Array("n,,n=user,r=rOprNGfwEbeRWgbNEkqO".utf8))
    #expect(
      String(decoding: first, as: UTF8.self)
        == "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")
    let proof =
      "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="
    let final = try #require(try server.final(Array(proof.utf8)))
    #expect(String(decoding: final, as: UTF8.self) == "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")
    #expect(try server.final(Array(proof.replacing("p=dH", with: "p=dI").utf8)) == nil)
  }

  @Test(arguments: [
    "r=nonce", "r=noncex,s=!,i=1", "r=other,s=AA==,i=1", "r=noncex,s=AA==,i=0", "r=noncex,s=AA==,i=99999999999", "",
    "x",
  ]) func scramRefusesAChallenge(_ text: String) {
    var client = ScramClient(password: "a", nonce: "nonce")
    #expect(throws: SQLError.self) { try client.final(Array(text.utf8)) }
    #expect(!client.accepts(Array("v=".utf8)))
  }

  @Test(arguments: [
    "p=tls-server-end-point,,n=user,r=abc", "n,,n=user", "n,,r=", "n,,m=x,r=abc", "x,,n=user,r=abc", "n", "", "n,,r",
  ]) func scramRefusesAFirstMessage(_ text: String) {
    var server = ScramServer(ScramSecret(password: "a", salt: [1], iterations: 1), nonce: "n")
    #expect(throws: SQLError.self) { try server.first(Array(text.utf8)) }
  }

  @Test func scramRefusesOtherMechanisms() {
    let method = AuthenticationMethod.scram(ScramSecret(password: "a", salt: [1], iterations: 1))
    let plus = ClientBytes.message("p", .text("SCRAM-SHA-256-PLUS"), .value(Array("n,,n=,r=abc".utf8)))
    #expect(transcript(method, plus) == Self.wrong)
    let first = ClientBytes.message("p", .text("SCRAM-SHA-256"), .value(Array("n,,n=,r=abc".utf8)))
    let final = ClientBytes.message("p", .bytes(Array("c=biws,r=abc,p=AAAA".utf8)))
    #expect(transcript(method, first, final) == ["authenticate user@d", "< RRE", "disconnect"])
  }

  @Test func digestsAreAskedOfRedshiftsOwnDrivers() {
    let password = StoredPassword.sha256(digest: [1], salt: [2])
    let psql = Login(.init(parameters: [.init("user", "u")]))
    let driver = Login(
      .init(parameters: [.init("user", "u"), .init("driver_version", "Redshift Python Driver 2.2.0")]))
    #expect(AuthenticationMethod(password, for: psql) == .cleartext(password))
    #expect(AuthenticationMethod(password, for: driver) == .digest(sha256: [1], salt: [2]))
    #expect(AuthenticationMethod(.plain("p"), for: psql) == .md5([StoredPassword.md5("p", user: "u")]))
  }
}
