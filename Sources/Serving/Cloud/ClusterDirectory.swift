import Catalogs
import CloudAPI
import SQLTypes
import Sessions
import Synchronization
import System

/// The clusters that the Redshift API has made, and the one that there is without it.
///
/// The first one takes over the endpoint that is there by itself, at `localhost:5439`: scripts name that port. Each
/// further one gets an endpoint at an address of its own on this machine, on the port it asked for.
///
/// ```
/// create a    a at localhost:5439           the endpoint's own cluster waits
/// create b    b at 127.0.0.2:5439
/// delete a    the endpoint's own cluster is back
/// ```
package final class ClusterDirectory: ClusterHost {
  /// Makes an endpoint for a cluster. Throws what the system says of the address.
  package typealias MakeEndpoint = @Sendable (Cluster, SocketAddress) throws(SystemError) -> Endpoint

  private struct Running {
    var cluster: Cluster
    /// nil while it is paused and is not at the endpoint that was there.
    var endpoint: Endpoint?
    var isFirst: Bool
    var port: UInt16
  }

  private struct State {
    var running: [String: Running] = [:]
    var snapshots: [String: Cluster] = [:]
    var deleted: Cluster?
    /// The one that is there without a created one.
    var cluster: Cluster
  }

  private let own: Endpoint
  /// The endpoint's own cluster as it was at the start, which nobody uses.
  private let start: Cluster
  private let makeEndpoint: MakeEndpoint
  private let state: Mutex<State>

  /// `own`: the endpoint that is there, with the cluster it begins with.
  package init(_ own: Endpoint, makeEndpoint: @escaping MakeEndpoint) {
    self.own = own
    start = own.cluster.copy()
    state = Mutex(State(cluster: own.cluster))
    self.makeEndpoint = makeEndpoint
  }

  /// The cluster that was deleted last, for who wants to see what it held.
  package var deletedCluster: Cluster? { state.withLock { $0.deleted } }

  package func stop() {
    for running in state.withLock({ Array($0.running.values) }) where !running.isFirst {
      running.endpoint?.stop(grace: .zero)
    }
  }

  // MARK: ClusterHost

  package var engineVersion: String { SessionInfo.redshiftVersion }

  package func start(_ start: ClusterStart) throws(CloudError) -> ClusterAddress {
    try state.withLock { state throws(CloudError) in
      let cluster = try Self.makeCluster(start, state.snapshots)
      guard let port = UInt16(exactly: start.port), port > 0 else { throw .invalid("Port", String(start.port)) }
      var running = Running(cluster: cluster, endpoint: nil, isFirst: false, port: port)
      let isFree = !state.running.values.contains(where: \.isFirst)
      if isFree, own.addresses.first?.port == port || start.port == Self.usualPort {
        running.isFirst = true
        own.serve(cluster)
      } else {
        running.endpoint = try listen(cluster, port)
      }
      state.running[start.identifier] = running
      return try address(of: running)
    }
  }

  package func delete(_ identifier: String) {
    let removed = state.withLock { state in
      let removed = state.running.removeValue(forKey: identifier)
      state.deleted = removed?.cluster ?? state.deleted
      return removed
    }
    guard let removed else { return }
    if removed.isFirst { own.serve(state.withLock { $0.cluster }) } else { removed.endpoint?.stop(grace: .zero) }
  }

  package func pause(_ identifier: String) {
    let paused = state.withLock { state in
      let paused = state.running[identifier]
      state.running[identifier]?.endpoint = nil
      return paused
    }
    if paused?.isFirst == true { own.serve(nil) } else { paused?.endpoint?.stop(grace: .zero) }
  }

  package func resume(_ identifier: String) throws(CloudError) -> ClusterAddress {
    try state.withLock { state throws(CloudError) in
      guard var running = state.running[identifier] else { throw .noCluster(identifier) }
      if running.isFirst {
        own.serve(running.cluster)
      } else {
        running.endpoint = try listen(running.cluster, running.port)
      }
      state.running[identifier] = running
      return try address(of: running)
    }
  }

  package func rename(_ identifier: String, to name: String) {
    state.withLock { $0.running[name] = $0.running.removeValue(forKey: identifier) }
  }

  package func setPassword(_ password: String, on identifier: String) throws(CloudError) {
    guard let cluster = state.withLock({ $0.running[identifier]?.cluster }) else { throw .noCluster(identifier) }
    do {
      try cluster.principals.apply { principals throws(SQLError) in
        try principals.changeUser(Principals.administratorID) { $0.password = .plain(password) }
      }
    } catch { throw CloudError("InvalidParameterValue", error.message) }
  }

  package func add(_ login: TemporaryLogin, to identifier: String?) throws(CloudError) {
    guard let cluster = identifier.map({ name in state.withLock { $0.running[name]?.cluster } }) ?? own.cluster else {
      throw .noCluster(identifier ?? "")
    }
    let password = TemporaryPassword(
      loginName: login.loginName, password: login.password, user: login.user, createsUser: login.createsUser,
      groups: login.groups, database: login.database, end: login.expiry)
    cluster.add(password, at: WallClock.now)
  }

  package func snapshot(_ identifier: String, as name: String) throws(CloudError) {
    try state.withLock { state throws(CloudError) in
      guard let cluster = state.running[identifier]?.cluster else { throw .noCluster(identifier) }
      state.snapshots[name] = cluster.copy()
    }
  }

  package func copySnapshot(_ name: String, as copy: String) {
    state.withLock { $0.snapshots[copy] = $0.snapshots[name]?.copy() }
  }

  package func deleteSnapshot(_ name: String) { state.withLock { $0.snapshots[name] = nil } }

  /// Tells every cluster which roles there are and which are its own.
  func associateRoles(_ known: CloudState) {
    let existing = Set(known.identity.roles.values.map(\.arn))
    let (cluster, running) = state.withLock { ($0.cluster, $0.running.mapValues(\.cluster)) }
    cluster.roles = RoleAssociations(existing: existing)
    for host in known.hostRoles {
      running[host.host]?.roles = RoleAssociations(
        existing: existing, associated: Set(host.roles), defaultRole: host.defaultRole, userPrefix: host.userPrefix)
    }
  }

  /// Back to how it was at the start, with the databases, tables and users of then.
  package func reset() {
    stop()
    let cluster = start.copy()
    state.withLock { $0 = State(cluster: cluster) }
    own.serve(cluster)
  }

  // MARK: Statements of the Data API

  /// Errors: `ValidationException` for a cluster or workgroup that was deleted or never made while others were.
  func check(_ request: DataStatement.Request) throws(CloudError) { _ = try cluster(of: request) }

  /// A session for a statement. Throws `CloudError`, and `SQLError` for a database that is not there.
  func makeSession(_ request: DataStatement.Request) throws -> Session {
    try own.openSession(
      in: try cluster(of: request), database: request.database, user: request.user,
      password: request.password)
  }

  /// Where no cluster or workgroup has been created every name stands for the one that is there.
  private func cluster(of request: DataStatement.Request) throws(CloudError) -> Cluster {
    let running = state.withLock { $0.running }
    let name = request.cluster.map { $0.lowercased() } ?? request.workgroup.map(WorkgroupRecord.host)
    guard let name, !running.isEmpty else { return own.cluster }
    guard let found = running[name] else {
      throw .validation("Redshift endpoint doesn't exist in this region.")
    }
    return found.cluster
  }

  // MARK: Making them

  private static let usualPort = 5439

  /// Errors: `InvalidParameterValue` for a name that no database or user can have.
  private static func makeCluster(_ start: ClusterStart, _ snapshots: [String: Cluster]) throws(CloudError) -> Cluster {
    if let name = start.snapshot {
      guard let snapshot = snapshots[name] else {
        throw CloudError("ClusterSnapshotNotFound", "Snapshot \(name) not found.", status: 404)
      }
      return snapshot.copy()
    }
    let principals = Principals(
      administrator: start.user, password: start.password.map { .plain($0) } ?? .disabled)
    let cluster = Cluster(principals: PrincipalStore(principals))
    do {
      try cluster.create(start.database, owner: Principals.administratorID, isolation: nil) { _ in }
    } catch { throw .invalid("DBName", start.database) }
    return cluster
  }

  /// At the first address of this machine where the port is free. Errors: `InvalidParameterValue` where it is nowhere.
  private func listen(_ cluster: Cluster, _ port: UInt16) throws(CloudError) -> Endpoint {
    for last in UInt8(2)...254 {
      guard let endpoint = try? makeEndpoint(cluster, .loopback(port, last: last)) else { continue }
      endpoint.start()
      return endpoint
    }
    throw CloudError("InvalidParameterValue", "Port \(port) is taken at every address of this machine.")
  }

  private func address(of running: Running) throws(CloudError) -> ClusterAddress {
    guard let address = (running.isFirst ? own : running.endpoint)?.addresses.first else {
      throw CloudError("InternalFailure", "The endpoint has no address.", status: 500)
    }
    return ClusterAddress(host: address.host == "127.0.0.1" ? "localhost" : address.host, port: Int(address.port))
  }
}

extension CloudError {
  fileprivate static func noCluster(_ identifier: String) -> CloudError {
    CloudError("ClusterNotFound", "Cluster \(identifier) not found.", status: 404)
  }
}
