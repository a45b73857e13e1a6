import SQLTypes
import Synchronization

/// A cluster: its databases by name, and who may log in.
///
/// Until a database is named, by an option or by CREATE DATABASE, one that a client asks for is made at its first connection
/// and kept: people's configuration files name their databases, and nobody has made them here.
package final class Cluster: Sendable {
  private struct State {
    var databases: [String: Database] = [:]
    var isOpen: Bool
  }

  private let state: Mutex<State>

  /// `database`: the one there is; nil for whatever clients ask for.
  package init(database: Database? = nil) {
    var state = State(isOpen: database == nil)
    if let database { state.databases[database.name] = database }
    self.state = Mutex(state)
  }

  /// In the order of their names.
  package var databases: [Database] { state.withLock { $0.databases.values.sorted { $0.name < $1.name } } }

  /// The database a client asks for. 3D000 where there is none of that name.
  package func connect(to name: String) throws(SQLError) -> Database {
    let database = state.withLock { state -> Database? in
      if let database = state.databases[name] { return database }
      guard state.isOpen else { return nil }
      let database = Database(name: name)
      state.databases[name] = database
      return database
    }
    guard let database else { throw SQLError(.undefinedDatabase, "database \"\(name)\" does not exist") }
    return database
  }

  /// Cancels what a session of any database runs. False where there is none, or its key is another.
  package func cancel(_ session: Int, key: UInt32? = nil) -> Bool {
    databases.contains { $0.sessions.cancel(session, key: key) }
  }
}
