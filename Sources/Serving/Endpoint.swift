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
  /// Who may log in, and by which password; without one everybody may, as the administrator.
  package struct Administrator: Sendable {
    package var name: String
    package var password: String?

    package init(name: String, password: String?) {
      self.name = name
      self.password = password
    }
  }

  package let cluster: Cluster
  let tls: TLSServer?
  private let administrator: Administrator
  private let pool: WorkerPool
  private let storage: ObjectStorage
  private let listeners: [ListeningSocket]
  private let watched = ConnectionWatch()
  private let state = Mutex(State())

  private struct State {
    var threads = 0
    var accepted = 0
    var isStopped = false
  }

  /// Listens, and accepts nobody yet. Throws what the system says of the address, `isInUse` if somebody else has it.
  package init(
    _ cluster: Cluster, at addresses: [SocketAddress], tls: TLSServer?, administrator: Administrator,
    pool: WorkerPool, storage: ObjectStorage
  ) throws(SystemError) {
    self.cluster = cluster
    self.tls = tls
    self.administrator = administrator
    self.pool = pool
    self.storage = storage
    listeners = try ListeningSocket.listen(at: addresses)
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
  func authentication(of login: Login) throws(SQLError) -> AuthenticationMethod {
    guard let password = administrator.password else { return .trust }
    guard login.userName == administrator.name else {
      throw SQLError(SQLState("28000"), "password authentication failed for user \"\(login.userName)\"")
    }
    return AuthenticationMethod(.plain(password), for: login)
  }

  /// A session for who has logged in. 3D000 for a database that is not there.
  func makeSession(for login: Login) throws(SQLError) -> Session {
    let database = try cluster.connect(to: login.database)
    state.withLock { $0.accepted += 1 }
    return Session(database: database, pool: pool, storage: storage, user: login.userName)
  }

  func watch(_ entry: SessionEntry, _ socket: Socket) { watched.watch(entry, socket) }
}
