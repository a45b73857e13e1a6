import Catalogs
import SQLSyntax
import SQLTypes
import System

/// CREATE, ALTER and DROP of users, groups and roles, and SET SESSION AUTHORIZATION (AWS documentation of each).
extension Session {
  func runPrincipal(_ statement: PrincipalStatement, _ context: StatementContext) throws -> StatementResult {
    let before = context.transaction.principals.users
    try change(statement, context)
    noteUsers(before, context)
    return StatementResult(tag: statement.tag)
  }

  /// What became of users, for STL_USERLOG.
  private func noteUsers(_ before: [Int: User], _ context: StatementContext) {
    let after = context.transaction.principals.users
    let changes = Set(before.keys).union(after.keys).sorted().compactMap { id in
      UserRecord(
        from: before[id], to: after[id], session: entry.id, transaction: context.transaction.id, time: WallClock.now)
    }
    database.activity.record(changes)
  }

  private func change(_ statement: PrincipalStatement, _ context: StatementContext) throws {
    switch statement {
    case .createUser(let name, let options): try createUser(name, options, context)
    case .alterUser(let name, let options): try alterUser(name, options, context)
    case .resetUser(let name, let parameter): try resetUser(name, parameter, context)
    case .createGroup(let name, let users): try createGroup(name, users, context)
    case .alterGroup(let name, let action): try alterGroup(name, action, context)
    case .createRole(let name, let id): try createRole(name, id, context)
    case .alterRole(let name, let action): try alterRole(name, action, context)
    case .drop(let kind, let names, let ifExists, let force):
      for name in names { try drop(kind, name, ifExists: ifExists, force: force, context) }
    }
  }

  private func require(_ permission: String, _ action: String, _ context: StatementContext) throws(SQLError) {
    guard may(permission, context) else {
      throw SQLError(.insufficientPrivilege, "must be superuser to \(action)")
    }
  }

  // MARK: Users

  private func createUser(_ name: Identifier, _ options: [UserOption], _ context: StatementContext) throws {
    try require("CREATE USER", "create users", context)
    let change = try UserChange(options, of: name, isNew: true, subject(context))
    let groups = try change.groups.map { try context.transaction.principals.existingGroup($0).id }
    try context.transaction.changePrincipals { principals throws(SQLError) in
      try principals.addUser(name, change.apply)
      guard let id = principals.user(named: name)?.id else { return }
      for group in groups { try principals.changeGroup(group) { $0.members.append(id) } }
    }
  }

  private func alterUser(_ name: Identifier, _ options: [UserOption], _ context: StatementContext) throws {
    let user = try context.transaction.principals.existingUser(name)
    let isOwn = user.id == userID && options.allSatisfy(\.isForEverybody)
    guard isOwn || may("ALTER USER", context) else {
      throw SQLError(.insufficientPrivilege, "permission denied")
    }
    let change = try UserChange(options, of: name, isNew: false, subject(context))
    if change.disablesPassword && user.isSuperuser {
      throw SQLError(.featureNotSupported, "can't disable a superuser's password")
    }
    try context.transaction.changePrincipals { principals throws(SQLError) in
      try principals.changeUser(user.id, change.apply)
    }
    if change.renames, user.hasMD5Password {
      context.notices.append(Notice("MD5 password cleared because of user rename"))
    }
  }

  private func resetUser(_ name: Identifier, _ parameter: String?, _ context: StatementContext) throws {
    let user = try context.transaction.principals.existingUser(name)
    guard user.id == userID || may("ALTER USER", context) else {
      throw SQLError(.insufficientPrivilege, "permission denied")
    }
    try context.transaction.changePrincipals { principals throws(SQLError) in
      try principals.changeUser(user.id) { user in
        if let parameter { user.settings[parameter] = nil } else { user.settings = [:] }
      }
    }
  }

  // MARK: Groups

  private func createGroup(_ name: Identifier, _ users: [Identifier], _ context: StatementContext) throws {
    try require("CREATE GROUP", "create groups", context)
    let members = try users.map { try context.transaction.principals.existingUser($0).id }
    try context.transaction.changePrincipals { principals throws(SQLError) in
      try principals.addGroup(name, members: members)
    }
  }

  private func alterGroup(_ name: Identifier, _ action: GroupAction, _ context: StatementContext) throws {
    try require("ALTER GROUP", "alter groups", context)
    let principals = context.transaction.principals
    let group = try principals.existingGroup(name)
    switch action {
    case .rename(let new):
      try context.transaction.changePrincipals { principals throws(SQLError) in
        try principals.changeGroup(group.id) { $0.name = new }
      }
    case .add(let users):
      let ids = try users.map { try principals.existingUser($0).id }
      try context.transaction.changePrincipals { principals throws(SQLError) in
        try principals.changeGroup(group.id) { group in
          for id in ids where !group.members.contains(id) { group.members.append(id) }
        }
      }
    case .drop(let users):
      let ids = try users.map { try principals.existingUser($0).id }
      try context.transaction.changePrincipals { principals throws(SQLError) in
        try principals.changeGroup(group.id) { $0.members.removeAll(where: ids.contains) }
      }
    }
  }

  // MARK: Roles

  private func createRole(_ name: Identifier, _ externalID: String?, _ context: StatementContext) throws {
    guard may("CREATE ROLE", context) else {
      throw SQLError(.insufficientPrivilege, "permission denied to create role")
    }
    let owner = userID
    try context.transaction.changePrincipals { principals throws(SQLError) in
      try principals.addRole(name, owner: owner, externalID: externalID)
    }
  }

  private func alterRole(_ name: Identifier, _ action: RoleAction, _ context: StatementContext) throws {
    let principals = context.transaction.principals
    let role = try principals.existingRole(name)
    guard !role.isSystem, role.owner == userID || isSuperuser(context) else { throw notOwner("role", name) }
    var owner = role.owner
    if case .owner(let user) = action { owner = try principals.existingUser(user).id }
    try context.transaction.changePrincipals { [owner] principals throws(SQLError) in
      try principals.changeRole(role.id) { role in
        switch action {
        case .rename(let new): role.name = new
        case .owner: role.owner = owner
        case .externalID(let id): role.externalID = id
        }
      }
    }
  }

  // MARK: DROP

  private func drop(
    _ kind: PrincipalKind, _ name: Identifier, ifExists: Bool, force: Bool, _ context: StatementContext
  ) throws {
    guard !ifExists || context.transaction.principals.contains(kind, name) else {
      context.notices.append(Notice("\(kind.rawValue) \"\(name)\" does not exist, skipping"))
      return
    }
    switch kind {
    case .user: try dropUser(name, context)
    case .group: try dropGroup(name, context)
    case .role: try dropRole(name, force: force, context)
    }
  }

  /// Objects of the database at hand count, and no others.
  private func dropUser(_ name: Identifier, _ context: StatementContext) throws {
    try require("DROP USER", "drop users", context)
    let principals = context.transaction.principals
    let user = try principals.existingUser(name)
    guard user.id != userID else { throw SQLError(.objectInUse, "current user cannot be dropped") }
    guard user.id > Principals.administratorID else {
      throw SQLError(.insufficientPrivilege, "user \"\(name)\" can't be dropped")
    }
    let access = context.catalog.access
    let ownsObject =
      !access.objects(ownedBy: user.id).isEmpty
      || principals.databases.values.contains { $0.owner == user.id }
      || principals.roles.values.contains { $0.owner == user.id }
    guard !ownsObject else {
      throw SQLError(.objectInUse, "user \"\(name)\" can't be dropped because the user owns some object")
    }
    guard !access.mentions(.user(user.id)),
      principals.databases[database.name]?.access?.mentions(.user(user.id)) != true
    else {
      throw SQLError(.objectInUse, "user \"\(name)\" can't be dropped because the user has a privilege on some object")
    }
    try context.transaction.changePrincipals { $0.removeUser(user.id) }
  }

  private func dropGroup(_ name: Identifier, _ context: StatementContext) throws {
    try require("DROP GROUP", "drop groups", context)
    let group = try context.transaction.principals.existingGroup(name)
    guard !context.catalog.access.mentions(.group(group.id)) else {
      throw SQLError(
        .objectInUse, "group \"\(name)\" can't be dropped because the group has a privilege on some object")
    }
    try context.transaction.changePrincipals { $0.removeGroup(group.id) }
  }

  private func dropRole(_ name: Identifier, force: Bool, _ context: StatementContext) throws {
    let principals = context.transaction.principals
    let role = try principals.existingRole(name)
    let isAdmin = role.memberships.contains { $0.isAdmin && subject(context).identities.contains($0.grantee) }
    guard !role.isSystem, role.owner == userID || isAdmin || may("DROP ROLE", context) else {
      throw notOwner("role", name)
    }
    if !force {
      guard role.memberships.isEmpty else {
        throw SQLError(.dependentObjects, "cannot drop this role since it has been granted on a user")
      }
      guard !principals.roles.values.contains(where: { $0.memberships.contains { $0.grantee == .role(role.id) } })
      else {
        throw SQLError(.dependentObjects, "cannot drop this role since it depends on another role")
      }
    }
    try context.transaction.changePrincipals { $0.removeRole(role.id) }
    context.transaction.changeAccess { $0.forget(.role(role.id)) }
  }

  // MARK: Who the session is

  func runSessionAuthorization(_ name: Identifier?, _ context: StatementContext) throws -> StatementResult {
    let principals = context.transaction.principals
    let tag = name == nil ? "RESET" : "SET"
    guard let name, name != "default" else {
      become(loginID, principals)
      return StatementResult(tag: tag)
    }
    let user = try principals.existingUser(name)
    guard user.id == loginID || principals.user(loginID)?.isSuperuser == true else {
      throw SQLError(.insufficientPrivilege, "permission denied to set session authorization")
    }
    become(user.id, principals)
    return StatementResult(tag: tag)
  }

  func become(_ id: Int, _ principals: Principals) {
    let name = principals.userName(id)
    facts.user = name
    facts.userID = Int64(id)
    try? parameters.setDefault("session_authorization", to: [name])
    try? parameters.setDefault("is_superuser", to: [principals.user(id)?.isSuperuser == true ? "on" : "off"])
  }

  /// What ALTER USER … SET gave it.
  func applySettings(of user: User) {
    for (name, value) in user.settings { try? parameters.setDefault(name, to: value) }
    if let seconds = user.sessionTimeout {
      try? parameters.setDefault("idle_session_timeout", to: ["\(seconds * 1000)"])
    }
  }
}

extension Principals {
  fileprivate func contains(_ kind: PrincipalKind, _ name: String) -> Bool {
    switch kind {
    case .user: user(named: name) != nil
    case .group: group(named: name) != nil
    case .role: role(named: name) != nil
    }
  }
}

extension User {
  fileprivate var hasMD5Password: Bool { if case .md5 = password { true } else { false } }
}

extension UserOption {
  /// What users may change of themselves.
  fileprivate var isForEverybody: Bool {
    switch self {
    case .password(.some), .set: true
    default: false
    }
  }
}

extension PrincipalStatement {
  fileprivate var tag: String {
    switch self {
    case .createUser: "CREATE USER"
    case .alterUser, .resetUser: "ALTER USER"
    case .createGroup: "CREATE GROUP"
    case .alterGroup: "ALTER GROUP"
    case .createRole: "CREATE ROLE"
    case .alterRole: "ALTER ROLE"
    case .drop(let kind, _, _, _): "DROP \(kind.rawValue.uppercased())"
    }
  }
}
