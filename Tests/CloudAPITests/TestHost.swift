import CloudAPI
import Synchronization

/// Where clusters would run.
final class TestHost: ClusterHost, StatementHost {
  struct Notes {
    var running: Set<String> = []
    var passwords: [String: String] = [:]
    var logins: [(host: String?, login: TemporaryLogin)] = []
    var snapshots: Set<String> = []
    var starts: [ClusterStart] = []
  }

  private let state = Mutex(Notes())

  var notes: Notes { state.withLock { $0 } }
  var engineVersion: String { "1.0.1234" }

  func start(_ cluster: ClusterStart) throws(CloudError) -> ClusterAddress {
    state.withLock { notes in
      notes.running.insert(cluster.identifier)
      notes.starts.append(cluster)
    }
    return ClusterAddress(host: "localhost", port: cluster.port)
  }

  func delete(_ identifier: String) { state.withLock { _ = $0.running.remove(identifier) } }
  func pause(_ identifier: String) {}
  func resume(_ identifier: String) throws(CloudError) -> ClusterAddress {
    ClusterAddress(host: "localhost", port: 5439)
  }
  func rename(_ identifier: String, to name: String) {}

  func setPassword(_ password: String, on identifier: String) throws(CloudError) {
    state.withLock { $0.passwords[identifier] = password }
  }

  func add(_ login: TemporaryLogin, to identifier: String?) throws(CloudError) {
    state.withLock { $0.logins.append((identifier, login)) }
  }

  func snapshot(_ identifier: String, as name: String) throws(CloudError) {
    state.withLock { _ = $0.snapshots.insert(name) }
  }
  func copySnapshot(_ name: String, as copy: String) {
    state.withLock { if $0.snapshots.contains(name) { $0.snapshots.insert(copy) } }
  }
  func deleteSnapshot(_ name: String) { state.withLock { _ = $0.snapshots.remove(name) } }

  // MARK: Statements

  private static let none = CloudError("ResourceNotFoundException", "Nothing runs here.")

  func start(_ request: DataStatement.Request) throws(CloudError) -> DataStatement { throw Self.none }
  func statement(_ id: String, waiting seconds: Int) throws(CloudError) -> DataStatement { throw Self.none }
  func result(_ id: String) throws(CloudError) -> DataResult { throw Self.none }
  func cancel(_ id: String) throws(CloudError) -> Bool { throw Self.none }
  var statements: [DataStatement] { [] }
  var sessions: [DataSession] { [] }
  func query(_ request: DataStatement.Request) throws(CloudError) -> DataResult { throw Self.none }
}
