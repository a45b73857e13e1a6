import Catalogs
import ObjectStore
import PostgresWire
import SQLTypes
import Scheduling
import Sessions
import Synchronization
import System

/// A Redshift endpoint: listens on its addresses and gives each client a connection, with a thread of its own.
package final class Endpoint: Sendable {
  private let current: Mutex<Cluster>
  let tls: TLSServer?
  private let pool: WorkerPool
  private let storage: ObjectStorage
  private let listeners: [ListeningSocket]
  private let watched = ConnectionWatch()
  private let state = Mutex(State())

  private struct State {
    var threads = 0
    var accepted = 0
    var isStopped = false
    var isPaused = false
  }

  /// Listens, and accepts nobody yet. Throws what the system says of the address, `isInUse` if somebody else has it.
  package init(
    _ cluster: Cluster, at addresses: [SocketAddress], tls: TLSServer?,
    pool: WorkerPool, storage: ObjectStorage
  ) throws(SystemError) {
    current = Mutex(cluster)
    self.tls = tls
    self.pool = pool
    self.storage = storage
    listeners = try ListeningSocket.listen(at: addresses)
  }

  /// Whom clients are let in to from now on.
  package var cluster: Cluster { current.withLock { $0 } }

  /// Lets clients in to another cluster, and ends the sessions that there are; nil lets nobody in until a further call.
  package func serve(_ cluster: Cluster?) {
    if let cluster { current.withLock { $0 = cluster } }
    state.withLock { $0.isPaused = cluster == nil }
    watched.endIdle()
    watched.endAll()
  }

  /// Where it listens, with the ports.
  package var addresses: [SocketAddress] { listeners.map(\.address) }

  /// Clients that have logged in so far.
  package var acceptedClients: Int { state.withLock { $0.accepted } }

  /// Accepts clients from now on.
  package func start() {
    for listener in listeners {
      _ = ServiceThread.start { [self] in
        while let socket = listener.accept() { serve(socket) }
      }
    }
    watched.start()
  }

  /// Accepts nobody any more, lets statements run to their end for so long, and ends all sessions.
  package func stop(grace: Duration) {
    state.withLock { $0.isStopped = true }
    for listener in listeners { listener.shutDown() }
    let end = ContinuousClock.now + grace
    watched.endIdle()
    while state.withLock({ $0.threads }) > 0 && ContinuousClock.now < end {
      WallClock.sleep(milliseconds: 5)
      watched.endIdle()
    }
    watched.endAll()
    let last = ContinuousClock.now + .seconds(2)
    while state.withLock({ $0.threads }) > 0 && ContinuousClock.now < last { WallClock.sleep(milliseconds: 5) }
    watched.stop()
  }

  private func serve(_ socket: Socket) {
    state.withLock { $0.threads += 1 }
    let hasStarted = ServiceThread.start { [self] in
      ClientConnection(socket, self).run()
      watched.forget(socket)
      state.withLock { $0.threads -= 1 }
    }
    if !hasStarted { state.withLock { $0.threads -= 1 } }
  }

  /// How a user proves who it is. 28000 for one that may not log in.
  func authentication(of login: Login, to cluster: Cluster) throws(SQLError) -> AuthenticationMethod {
    guard !state.withLock(\.isPaused) else { throw SQLError(SQLState("57P03"), "the cluster is paused") }
    let policy = LoginPolicy(cluster)
    if let method = policy.temporaryMethod(of: login) { return method }
    return try policy.method(of: try policy.user(named: login.userName), for: login)
  }

  /// A session for who has logged in. 3D000 for a database that is not there, 53300 for one session too many.
  func makeSession(for login: Login, in cluster: Cluster) throws(SQLError) -> Session {
    let policy = LoginPolicy(cluster)
    let user = try policy.admitted(login)
    let database = try cluster.connect(to: login.database)
    try policy.checkLimits(user, database)
    state.withLock { $0.accepted += 1 }
    return Session(database: database, in: cluster, pool: pool, storage: storage, user: user.name)
  }

  /// A session that no client of the wire has. 3D000 for a database that is not there, 28000 for a user that is not or
  /// has another password, where one is given.
  func openSession(in cluster: Cluster, database: String, user: String?, password: String?) throws(SQLError) -> Session
  {
    let database = try cluster.connect(to: database)
    if let user {
      let policy = LoginPolicy(cluster)
      let found = try policy.user(named: user)
      if let password { try policy.check(password, of: found) }
    }
    return Session(database: database, in: cluster, pool: pool, storage: storage, user: user)
  }

  func watch(_ entry: SessionEntry, _ socket: Socket) { watched.watch(entry, socket) }
}
