import SQLTypes
import Synchronization

/// A cluster: its databases by name, and who may log in.
///
/// Until a database is named, by an option or by CREATE DATABASE, one that a client asks for is made at its first
/// connection and kept: people's configuration files name their databases, and nobody has made them here.
package final class Cluster: Sendable {
  private struct State {
    var databases: [String: Database] = [:]
    var isOpen: Bool
  }

  package let principals: PrincipalStore
  private let state: Mutex<State>
  private let temporaryPasswords = Mutex<[TemporaryPassword]>([])
  private let roleAssociations = Mutex(RoleAssociations())

  /// `database`: the one there is; nil for whatever clients ask for.
  package init(database: Database? = nil, principals: PrincipalStore = PrincipalStore()) {
    var state = State(isOpen: database == nil)
    if let database { state.databases[database.name] = database }
    self.principals = database?.principals ?? principals
    self.state = Mutex(state)
  }

  /// The same databases and users once more, as they are now.
  package func copy() -> Cluster {
    let copy = Cluster(principals: PrincipalStore(principals.current))
    let (databases, isOpen) = state.withLock { ($0.databases, $0.isOpen) }
    copy.state.withLock { state in
      state.databases = databases.mapValues { $0.copy(principals: copy.principals) }
      state.isOpen = isOpen
    }
    return copy
  }

  // MARK: Temporary passwords

  /// Adds a password, and forgets those that have ended by `now` (microseconds since 1970).
  package func add(_ password: TemporaryPassword, at now: Int64) {
    temporaryPasswords.withLock { passwords in
      passwords.removeAll { $0.end <= now }
      passwords.append(password)
    }
  }

  /// Those that are good for a log-in at a moment, the last one given at the end.
  package func temporaryPasswords(of loginName: String, in database: String, at now: Int64) -> [TemporaryPassword] {
    temporaryPasswords.withLock { passwords in
      passwords.filter { $0.loginName == loginName && $0.end > now && $0.database ?? database == database }
    }
  }

  // MARK: Roles

  package var roles: RoleAssociations {
    get { roleAssociations.withLock { $0 } }
    set { roleAssociations.withLock { $0 = newValue } }
  }

  // MARK: Databases

  /// In the order of their names.
  package var databases: [Database] { state.withLock { $0.databases.values.sorted { $0.name < $1.name } } }

  /// Whether no database has a table.
  package var isEmpty: Bool { databases.allSatisfy { $0.catalog.allTables.isEmpty } }

  package func database(named name: String) -> Database? { state.withLock { $0.databases[name] } }

  /// The database a client asks for. 3D000 where there is none of that name.
  package func connect(to name: String) throws(SQLError) -> Database {
    if let database = database(named: name) { return database }
    guard state.withLock(\.isOpen) else {
      throw SQLError(.undefinedDatabase, "database \"\(name)\" does not exist")
    }
    return make(name) { principals throws(SQLError) in
      guard principals.databases[name] == nil else { return }
      try principals.addDatabase(name, owner: Principals.administratorID)
    }
  }

  private func make(_ name: String, _ edit: @escaping PrincipalStore.Edit) -> Database {
    // Two clients that ask at once are given the same one.
    try? principals.apply(edit)
    return state.withLock { state in
      if let database = state.databases[name] { return database }
      let database = Database(name: name, principals: principals)
      state.databases[name] = database
      return database
    }
  }

  /// CREATE DATABASE. 42P04 where there is one of that name.
  package func create(
    _ name: String, owner: Int, isolation: IsolationLevel?, _ edit: @escaping @Sendable (inout DatabaseEntry) -> Void
  ) throws(SQLError) {
    try principals.apply { principals throws(SQLError) in try principals.addDatabase(name, owner: owner, edit) }
    let database = Database(name: name, principals: principals)
    if let isolation { database.setInitialIsolation(isolation) }
    state.withLock { state in
      state.databases[name] = database
      state.isOpen = false
    }
  }

  /// DROP DATABASE. 3D000 where there is none, 55006 where somebody is in it.
  package func drop(_ name: String) throws(SQLError) {
    if let database = database(named: name) { try refuseInUse(database) }
    try principals.apply { principals throws(SQLError) in
      _ = try principals.existingDatabase(name)
      principals.removeDatabase(name)
    }
    state.withLock { $0.databases[name] = nil }
  }

  /// ALTER DATABASE … RENAME TO. 3D000, 42P04, 55006.
  package func rename(_ name: String, to new: String) throws(SQLError) {
    if let database = database(named: name) { try refuseInUse(database) }
    try principals.apply { principals throws(SQLError) in try principals.changeDatabase(name) { $0.name = new } }
    state.withLock { state in
      let database = state.databases.removeValue(forKey: name)
      database?.rename(to: new)
      state.databases[new] = database
    }
  }

  private func refuseInUse(_ database: Database) throws(SQLError) {
    guard database.sessions.all.isEmpty else {
      throw SQLError(.objectInUse, "database \"\(database.name)\" is being accessed by other users")
    }
  }

  /// A session of any database, by its process id.
  package func session(_ id: Int) -> SessionEntry? {
    for database in databases { if let entry = database.sessions[id] { return entry } }
    return nil
  }

  /// Cancels what a session of any database runs. False where there is none, or its key is another.
  package func cancel(_ session: Int, key: UInt32? = nil) -> Bool {
    databases.contains { $0.sessions.cancel(session, key: key) }
  }

  /// How many sessions a user has.
  package func sessionCount(of user: Int) -> Int {
    databases.reduce(0) { count, database in count + database.sessions.all.count { $0.user.id == Int64(user) } }
  }
}
