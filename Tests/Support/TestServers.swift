import Foundation

/// The S3 servers that `Tests/Servers/with_servers.py` started for this run. Tests that need one are enabled by them:
/// `@Test(.enabled(if: TestServers.current != nil))`.
package struct TestServers: Sendable {
  /// nil where the tests run without servers.
  package static let current = TestServers()

  private let facts: [String: [String: String]]

  private init?() {
    guard let path = ProcessInfo.processInfo.environment["LOCALSHIFT_TEST_SERVERS"],
      let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let facts = try? JSONDecoder().decode([String: [String: String]].self, from: bytes)
    else { return nil }
    self.facts = facts
  }

  /// `swift`, `moto`, `tls` (Swift behind it) or `faults`; facts are `url`, `region`, `access_key`, `secret_key`,
  /// `authority` (the file of the certificate authority), `stranger_access_key`, `stranger_secret_key`.
  package func fact(_ name: String, of server: String) -> String { facts[server]?[name] ?? "" }
}
