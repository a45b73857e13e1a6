import SQLTypes
import Synchronization

/// A database: the committed catalog, its locks and sessions, what the system remembers, and its counters.
package final class Database: Sendable {
  package let history = LoadHistory()
  package let activity = ActivityHistory()
  package let locks = LockTable()
  package let sessions = SessionRegistry()
  /// Who there is, which all databases of a cluster share.
  package let principals: PrincipalStore
  package let objects = ObjectRegistry()
  private let state: Mutex<State>
  private let nextID = Atomic<Int>(100_001)
  private let nextQuery = Atomic<Int>(1)
  private let nextTransaction = Atomic<Int>(1)
  private let nextRevision = Atomic<Int>(1)

  private struct State {
    var name: String
    var catalog = Catalog()
    var log = TransactionLog()
    var isolation = IsolationLevel.snapshot
  }

  /// `principals`: of the cluster it is in; nil for one of its own.
  package init(name: String = SessionInfo.defaultDatabase, principals: PrincipalStore? = nil) {
    state = Mutex(State(name: name))
    self.principals = principals ?? PrincipalStore(Principals(database: name))
  }

  package var name: String { state.withLock { $0.name } }
  func rename(to name: String) { state.withLock { $0.name = name } }

  package var catalog: Catalog { state.withLock { $0.catalog } }
  package var isolation: IsolationLevel { state.withLock { $0.isolation } }

  /// A table id (its OID), never used twice.
  package func makeID() -> Int { nextID.wrappingAdd(1, ordering: .relaxed).oldValue }
  package func makeQueryID() -> Int { nextQuery.wrappingAdd(1, ordering: .relaxed).oldValue }
  func makeTransactionID() -> Int { nextTransaction.wrappingAdd(1, ordering: .relaxed).oldValue }
  func makeRevision() -> Int { nextRevision.wrappingAdd(1, ordering: .relaxed).oldValue }

  /// Puts a catalog into a new database, and counts on from where another one is.
  func begin(with catalog: Catalog, after other: Database) {
    state.withLock { $0.catalog = catalog }
    nextID.store(other.nextID.load(ordering: .relaxed), ordering: .relaxed)
    nextRevision.store(other.nextRevision.load(ordering: .relaxed), ordering: .relaxed)
  }

  func setInitialIsolation(_ level: IsolationLevel) { state.withLock { $0.isolation = level } }

  /// Throws 55006 where a session other than `session` is there.
  package func setIsolation(_ level: IsolationLevel, by session: SessionEntry) throws(SQLError) {
    guard sessions.all.allSatisfy({ $0.id == session.id }) else {
      throw SQLError(.objectInUse, "database \"\(name)\" is being accessed by other users")
    }
    state.withLock { $0.isolation = level }
  }
}

/// The one place where changes become visible to others.
extension Database {
  func beginSnapshot(of transaction: Int) -> Catalog {
    state.withLock { state in
      state.log.begin(transaction, snapshot: state.catalog.sequence)
      return state.catalog
    }
  }

  /// All changes of a transaction together, or 1023 and none.
  func publish(_ changes: CatalogChanges, of publisher: Transaction, reads: Set<Int>) throws(SQLError) {
    let transaction = publisher.id
    try state.withLock { state throws(SQLError) in
      let commit = state.catalog.sequence + 1
      if state.isolation == .serializable {
        let footprint = state.log.footprint(of: transaction, commit: commit, reads: reads, writes: changes.writes)
        if let ring = state.log.ring(through: footprint) {
          throw publisher.conflict(on: changes.writes.min() ?? 0, ring)
        }
        state.log.record(footprint)
      }
      changes.apply(to: &state.catalog, \.published)
      state.catalog.sequence = commit
      state.log.record(changes.tables.mapValues(\.changes), by: transaction, commit: commit)
      objects.forget(relations: changes.removed, schemas: changes.schemas.filter { !$0.value }.map(\.key))
    }
  }

  /// A transaction without changes commits: what it saw must fit into the order of the others, too.
  func publishReads(_ reads: Set<Int>, of publisher: Transaction) throws(SQLError) {
    guard !reads.isEmpty else { return }
    let transaction = publisher.id
    try state.withLock { state throws(SQLError) in
      guard state.isolation == .serializable else { return }
      let commit = state.catalog.sequence
      let footprint = state.log.footprint(of: transaction, commit: commit, reads: reads, writes: [])
      if let ring = state.log.ring(through: footprint) { throw publisher.conflict(on: reads.min() ?? 0, ring) }
      state.log.record(footprint)
    }
  }

  func end(_ transaction: Int) {
    state.withLock { $0.log.end(transaction) }
    locks.release(transaction)
  }

  /// What commits after `commit` did to a table's rows, in order.
  func changes(of table: Int, since commit: Int) -> [RowChange] {
    state.withLock { $0.log.changes(of: table, since: commit) }
  }
}
