import Catalogs
import Testing

/// Which of a cluster's temporary passwords let somebody in.
@Suite struct TemporaryPasswordTests {
  private let cluster = Cluster()

  private func add(_ password: String, as name: String = "IAM:eve", in database: String? = nil, until end: Int64) {
    cluster.add(
      TemporaryPassword(
        loginName: name, password: password, user: "eve", createsUser: false, groups: [], database: database, end: end),
      at: 0)
  }

  private func passwords(_ name: String = "IAM:eve", in database: String = "d", at now: Int64) -> [String] {
    cluster.temporaryPasswords(of: name, in: database, at: now).map(\.password)
  }

  @Test func eachIsGoodUntilItsOwnEnd() {
    add("first", until: 10)
    add("second", until: 20)
    #expect(passwords(at: 9) == ["first", "second"])
    #expect(passwords(at: 10) == ["second"])
    #expect(passwords(at: 20) == [])
  }

  @Test func forTheNameThatTheyWereGivenFor() {
    add("user", until: 10)
    add("made", as: "IAMA:eve", until: 10)
    #expect(passwords(at: 0) == ["user"])
    #expect(passwords("IAMA:eve", at: 0) == ["made"])
    #expect(passwords("eve", at: 0) == [])
  }

  @Test func forOneDatabaseOrAll() {
    add("all", until: 10)
    add("one", in: "d", until: 10)
    #expect(passwords(in: "d", at: 0) == ["all", "one"])
    #expect(passwords(in: "e", at: 0) == ["all"])
  }

  /// A copy begins with the same users, not with what others were given for the first one.
  @Test func aCopyHasNone() {
    add("first", until: 10)
    #expect(cluster.copy().temporaryPasswords(of: "IAM:eve", in: "d", at: 0).isEmpty)
  }
}
