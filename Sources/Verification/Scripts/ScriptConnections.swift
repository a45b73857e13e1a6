import Catalogs
import ObjectStore
import Planning
import SQLTypes
import Scheduling
import Sessions

/// The sessions of one script: that of records without a name, and those that `connection NAME` lines name.
final class ScriptConnections {
  typealias Outcome = Result<StatementResult, StatementFailure>

  private let pool: WorkerPool
  private let storage: ObjectStorage
  private let database: Database
  private let cluster: Cluster
  private let unnamed: Session
  private var named: [String: ScriptConnection] = [:]
  /// Records that run until they are joined, by label.
  private var background: [String: (record: ScriptRecord, connection: String)] = [:]

  init(_ pool: WorkerPool, _ storage: ObjectStorage) {
    self.pool = pool
    self.storage = storage
    database = Database()
    cluster = Cluster(database: database)
    unnamed = Session(database: database, in: cluster, pool: pool, storage: storage)
  }

  /// Runs a record's SQL to its end.
  func run(_ sql: String, for record: ScriptRecord) -> Outcome {
    guard let name = record.connection else { return unnamed.lastOutcome(of: sql) }
    do { return try connection(name, record.login).run(sql) } catch {
      return .failure(StatementFailure(of: error))
    }
  }

  /// What the optimizer makes of a statement. Throws `SQLError`.
  func planTrace(of sql: String) throws -> PlanTrace { try unnamed.planTrace(sql) }

  /// Starts a record that has to wait for a lock of another connection. nil where it does, or what is wrong.
  func start(_ record: ScriptRecord, _ sql: String, label: String) -> String? {
    guard let name = record.connection else { return "a record in the background needs a connection of its own" }
    guard background[label] == nil else { return "\"\(label)\" runs already" }
    guard let connection = try? connection(name, record.login) else { return "there is no such user or database" }
    background[label] = (record, name)
    connection.start(sql)
    return connection.comesToWait() ? nil : "expected to wait for a lock, but it ended\n\(sql)"
  }

  /// The record that was started under that label, and what came of it; nil where there is none or it still waits.
  func join(_ label: String) -> (record: ScriptRecord, outcome: Outcome)? {
    guard let (record, name) = background.removeValue(forKey: label),
      let outcome = named[name]?.finish(milliseconds: Self.patience)
    else { return nil }
    return (record, outcome)
  }

  /// Cancels what a connection runs.
  func cancel(_ name: String) { named[name]?.cancel() }

  /// Labels that no record has joined.
  var unjoined: [String] { background.keys.sorted() }

  func close() {
    for connection in named.values { connection.close() }
    unnamed.close()
  }

  /// 3D000 and 42704 where there is no such database or user.
  private func connection(_ name: String, _ login: ScriptLogin) throws(SQLError) -> ScriptConnection {
    if let connection = named[name] { return connection }
    if let user = login.user { _ = try cluster.principals.current.existingUser(user) }
    let database = try login.database.map { name throws(SQLError) in try cluster.connect(to: name) } ?? database
    let connection = ScriptConnection(database, cluster, user: login.user, pool, storage)
    named[name] = connection
    return connection
  }

  /// Milliseconds that a joined record may still take.
  private static let patience = 10_000
}
