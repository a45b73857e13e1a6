import PostgresWire
import Testing

@Suite struct LoginTests {
  private func login(_ parameters: KeyValuePairs<String, String>) -> Login {
    Login(StartupMessage(parameters: parameters.map { StartupMessage.Parameter($0.key, $0.value) }))
  }

  @Test func theDatabaseIsTheUsersWhereNoneIsNamed() {
    #expect(login(["user": "u"]).database == "u")
    #expect(login(["user": "u", "database": "d"]).database == "d")
  }

  @Test(arguments: [
    ("IAM:eve", "eve"), ("IAMA:eve", "eve"), ("IAMR:eve", "eve"), ("IAMX:eve", "IAMX:eve"), ("eve", "eve"),
  ])
  func marksOfTemporaryPasswords(_ user: String, _ name: String) {
    #expect(login(["user": user]).userName == name)
    #expect(login(["user": user]).user == user)
  }

  @Test(arguments: [("0", 0), ("1", 1), ("2", 2), ("3", 2), ("99", 2), ("-1", 0), ("x", 0)])
  func protocolVersions(_ asked: String, _ granted: Int) {
    let login = login(["user": "u", "client_protocol_version": asked])
    #expect(login.protocolVersion == granted)
    #expect(status(login)["server_protocol_version"] == "\(granted)")
    #expect(status(self.login(["user": "u"]))["server_protocol_version"] == nil)
  }

  @Test func settings() {
    let login = login([
      "user": "u", "database": "d", "client_encoding": "UTF8", "driver_version": "x", "_pq_.compression": "lz4:1",
      "options": "-c search_path=a\\ b -cstatement_timeout=5 --enable-seqscan=off -B 100", "extra_float_digits": "2",
    ])
    #expect(
      login.settings.map { "\($0.name)=\($0.value)" } == [
        "client_encoding=UTF8", "extra_float_digits=2", "search_path=a b", "statement_timeout=5", "enable_seqscan=off",
      ])
  }

  @Test(arguments: ["-c", "-c x", "--", "\\", "-c =", ""]) func oddOptionsSetNothingKnown(_ options: String) {
    #expect(login(["user": "u", "options": options]).settings.allSatisfy { $0.name.isEmpty })
  }

  @Test(arguments: [("UTF8", "UTF8"), ("'utf-8'", "UTF8"), ("UNICODE", "UNICODE"), ("LATIN1", "UNICODE")])
  func encodings(_ asked: String, _ told: String) {
    #expect(status(login(["user": "u", "client_encoding": asked]))["client_encoding"] == told)
  }

  @Test func whatDriversLookAt() {
    let status = status(login(["user": "IAM:u"]))
    #expect(status["server_version"] == "8.0.2")
    #expect(status["session_authorization"] == "u")
    #expect(status["client_encoding"] == "UNICODE")
    #expect(status["DateStyle"] == "ISO, MDY")
    #expect(status["padb_revision"] != nil)
    #expect(status["standard_conforming_strings"] == nil)
  }

  private func status(_ login: Login) -> [String: String] {
    let greeting = Greeting(login, version: "1.0.48805", isSuperuser: true, key: .init(processID: 1, secret: 2))
    return Dictionary(uniqueKeysWithValues: greeting.parameters.map { ($0.name, $0.value) })
  }
}
