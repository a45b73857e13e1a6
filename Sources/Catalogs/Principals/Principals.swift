import SQLTypes

/// The users, groups, roles and databases of a cluster: a value, so that a transaction has its own and a rollback
/// forgets it.
package struct Principals: Sendable {
  /// The administrator's id; `rdsdb` is the system's own (AWS documentation, system tables).
  package static let administratorID = 100
  package static let systemUser = "rdsdb"

  /// Of the last commit.
  package internal(set) var revision = 0
  package private(set) var users: [Int: User]
  package private(set) var groups: [Int: Group] = [:]
  package private(set) var roles: [Int: Role]
  package private(set) var databases: [String: DatabaseEntry] = [:]
  /// Whether some CREATE USER has said who there is; until then whoever logs in is an administrator.
  package private(set) var hasCreatedUsers = false
  /// Whether the administrator has the name somebody gave it.
  package private(set) var isNamed: Bool
  private var nextID = 101

  /// `administrator`: its name; nil for that of whoever logs in first.
  package init(administrator: String? = nil, password: User.Password = .none) {
    var system = User(id: 1, name: Self.systemUser)
    var first = User(id: Self.administratorID, name: administrator ?? SessionInfo.defaultUser)
    system.isSuperuser = true
    system.password = .disabled
    first.isSuperuser = true
    first.canCreateDatabases = true
    first.password = password
    users = [system.id: system, first.id: first]
    roles = Dictionary(uniqueKeysWithValues: SystemRoles.all.map { ($0.id, $0) })
    isNamed = administrator != nil
  }

  /// Of a database that stands alone.
  package init(database: String) {
    self.init()
    databases[database] = DatabaseEntry(id: takeDatabaseID(), name: database, owner: Self.administratorID)
  }

  package func user(_ id: Int) -> User? { users[id] }
  package func user(named name: String) -> User? { users.values.first { $0.name == name } }
  package func group(named name: String) -> Group? { groups.values.first { $0.name == name } }
  package func role(named name: String) -> Role? { roles.values.first { $0.name == name } }

  /// In the order they were made.
  package var allUsers: [User] { users.values.sorted { $0.id < $1.id } }
  package var allGroups: [Group] { groups.values.sorted { $0.id < $1.id } }
  package var allRoles: [Role] { roles.values.sorted { $0.id < $1.id } }
  package var allDatabases: [DatabaseEntry] { databases.values.sorted { $0.id < $1.id } }

  /// `unknown` for one who is gone.
  package func userName(_ id: Int) -> String { users[id]?.name ?? "unknown" }

  /// 42704 where there is none.
  package func existingUser(_ name: String) throws(SQLError) -> User {
    guard let user = user(named: name) else { throw Self.missing("user", name) }
    return user
  }

  package func existingGroup(_ name: String) throws(SQLError) -> Group {
    guard let group = group(named: name) else { throw Self.missing("group", name) }
    return group
  }

  package func existingRole(_ name: String) throws(SQLError) -> Role {
    guard let role = role(named: name) else { throw Self.missing("role", name) }
    return role
  }

  package func existingDatabase(_ name: String) throws(SQLError) -> DatabaseEntry {
    guard let database = databases[name] else {
      throw SQLError(.undefinedDatabase, "database \"\(name)\" does not exist")
    }
    return database
  }

  static func missing(_ kind: String, _ name: String) -> SQLError {
    SQLError(.undefinedObject, "\(kind) \"\(name)\" does not exist")
  }

  private static func reserved(_ role: String) -> SQLError {
    SQLError(SQLState("42939"), "role name \"\(role)\" is reserved")
  }

  static func duplicate(_ kind: String, _ name: String) -> SQLError {
    SQLError(.duplicateObject, "\(kind) \"\(name)\" already exists")
  }
}

/// Changes, each of them one of a transaction's edits.
extension Principals {
  /// 42710 where a user has the name. The id counts on.
  package mutating func addUser(_ name: String, _ edit: (inout User) -> Void) throws(SQLError) {
    guard user(named: name) == nil else { throw Self.duplicate("user", name) }
    var user = User(id: takeID(), name: name)
    edit(&user)
    users[user.id] = user
    hasCreatedUsers = true
  }

  /// 42704 where it is gone, 42710 for a new name that another has.
  package mutating func changeUser(_ id: Int, _ edit: (inout User) -> Void) throws(SQLError) {
    guard var user = users[id] else { throw Self.missing("user", "\(id)") }
    edit(&user)
    if let other = self.user(named: user.name), other.id != id { throw Self.duplicate("user", user.name) }
    users[id] = user
  }

  package mutating func removeUser(_ id: Int) {
    users[id] = nil
    for group in groups.keys { groups[group]?.members.removeAll { $0 == id } }
    for role in roles.keys { roles[role]?.memberships.removeAll { $0.grantee == .user(id) } }
  }

  /// 42710 where a group has the name.
  package mutating func addGroup(_ name: String, members: [Int]) throws(SQLError) {
    guard group(named: name) == nil else { throw Self.duplicate("group", name) }
    let id = takeID()
    groups[id] = Group(id: id, name: name, members: members)
  }

  package mutating func changeGroup(_ id: Int, _ edit: (inout Group) -> Void) throws(SQLError) {
    guard var group = groups[id] else { throw Self.missing("group", "\(id)") }
    edit(&group)
    if let other = self.group(named: group.name), other.id != id { throw Self.duplicate("group", group.name) }
    groups[id] = group
  }

  package mutating func removeGroup(_ id: Int) { groups[id] = nil }

  /// 42710 where a role has the name, 42939 for one of the system's.
  package mutating func addRole(_ name: String, owner: Int, externalID: String?) throws(SQLError) {
    guard role(named: name) == nil else { throw Self.duplicate("role", name) }
    var role = Role(id: takeID(), name: name, owner: owner)
    guard !role.isSystem else { throw Self.reserved(name) }
    role.externalID = externalID
    roles[role.id] = role
  }

  package mutating func changeRole(_ id: Int, _ edit: (inout Role) -> Void) throws(SQLError) {
    guard var role = roles[id] else { throw Self.missing("role", "\(id)") }
    let wasSystem = role.isSystem
    edit(&role)
    guard role.isSystem == wasSystem else { throw Self.reserved(role.name) }
    if let other = self.role(named: role.name), other.id != id { throw Self.duplicate("role", role.name) }
    roles[id] = role
  }

  package mutating func removeRole(_ id: Int) {
    roles[id] = nil
    for other in roles.keys { roles[other]?.memberships.removeAll { $0.grantee == .role(id) } }
  }

  /// 42P04 where there is one of that name.
  package mutating func addDatabase(_ name: String, owner: Int, _ edit: (inout DatabaseEntry) -> Void = { _ in })
    throws(SQLError)
  {
    guard databases[name] == nil else {
      throw SQLError(SQLState("42P04"), "database \"\(name)\" already exists")
    }
    var database = DatabaseEntry(id: takeDatabaseID(), name: name, owner: owner)
    edit(&database)
    databases[name] = database
  }

  /// Renames where `edit` gives another name. 3D000, 42P04.
  package mutating func changeDatabase(_ name: String, _ edit: (inout DatabaseEntry) -> Void) throws(SQLError) {
    var database = try existingDatabase(name)
    edit(&database)
    guard database.name == name || databases[database.name] == nil else {
      throw SQLError(SQLState("42P04"), "database \"\(database.name)\" already exists")
    }
    databases[name] = nil
    databases[database.name] = database
  }

  package mutating func removeDatabase(_ name: String) { databases[name] = nil }

  private mutating func takeID() -> Int {
    nextID += 1
    return nextID - 1
  }

  /// Those of databases count apart from those of users.
  private mutating func takeDatabaseID() -> Int { max(100_000, databases.values.map(\.id).max() ?? 0) + 1 }
}

/// Logging in.
extension Principals {
  /// Before any user was made: the first to log in gives the administrator its name, others are administrators beside
  /// it.
  package mutating func admit(_ name: String) {
    defer { if user(Self.administratorID)?.name == name { isNamed = true } }
    guard user(named: name) == nil, !hasCreatedUsers else { return }
    if isNamed {
      var user = User(id: takeID(), name: name)
      user.isSuperuser = true
      user.canCreateDatabases = true
      users[user.id] = user
    } else {
      users[Self.administratorID]?.name = name
    }
  }
}
