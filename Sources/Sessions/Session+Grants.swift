import Catalogs
import SQLSyntax
import SQLTypes

/// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES (AWS documentation of each).
extension Session {
  func runGrant(_ grant: Grant, _ context: StatementContext) throws -> StatementResult {
    let recipients = try grant.recipients.map { try context.transaction.principals.grantee($0) }
    switch grant.subject {
    case .privileges(let privileges, let securable):
      let change = PrivilegeChange(grant, recipients)
      try apply(change, privileges, on: securable, context)
    case .roles(let names): for name in names { try give(role: name, grant, recipients, context) }
    case .permissions(let names): try give(permissions: names, grant, recipients, context)
    }
    return StatementResult(tag: grant.isRevoke ? "REVOKE" : "GRANT")
  }

  // MARK: Objects

  private func apply(
    _ change: PrivilegeChange, _ privileges: [Grant.Privilege], on securable: Grant.Securable,
    _ context: StatementContext
  ) throws {
    switch securable {
    case .tables(let names):
      let kinds = try set(privileges, of: .ofTables, "relation")
      for name in names { try apply(change, kinds, privileges, onTable: name, context) }
    case .allTables(let schemas):
      let kinds = try set(privileges, of: .ofTables, "relation")
      for schema in schemas { try apply(change, kinds, onTablesIn: schema, context) }
    case .schemas(let names):
      let kinds = try set(privileges, of: .ofSchemas, "schema")
      for name in names {
        try requireSchema(name, context)
        try apply(change, kinds, on: .schema(name), "schema", name, context)
      }
    case .languages(let names):
      let kinds = try set(privileges, of: .ofLanguages, "language")
      for name in names {
        guard Self.languages.contains(name) else {
          throw SQLError(.undefinedObject, "language \"\(name)\" does not exist")
        }
        try apply(change, kinds, on: .language(name), "language", name, context)
      }
    case .databases(let names):
      let kinds = try set(privileges, of: .ofDatabases, "database")
      for name in names { try apply(change, kinds, onDatabase: name, context) }
    case .routines(let references):
      let kinds = try set(privileges, of: .ofFunctions, "function")
      for reference in references { try apply(change, kinds, on: try find(reference, context), context) }
    case .allRoutines(let kind, let schemas):
      let kinds = try set(privileges, of: .ofFunctions, "function")
      for schema in schemas { try apply(change, kinds, onAll: kind, in: schema, context) }
    case .scope(let kind, let schema, let database):
      try apply(change, privileges, scope: kind, schema, database, context)
    case .future: throw SQLError(.syntaxError, "syntax error at or near \"TABLES\"")
    }
  }

  private static let languages: Set<String> = ["sql", "plpgsql", "plpythonu", "exfunc", "mlfunc", "c", "internal"]

  /// All of `kind` where none is named. 0LP01 for one that does not go with the kind of object.
  private func set(_ privileges: [Grant.Privilege], of kind: Privileges, _ noun: String) throws(SQLError) -> Privileges
  {
    guard !privileges.isEmpty else { return kind }
    var all: Privileges = []
    for privilege in privileges {
      if privilege.name == "ALL" {
        all.formUnion(kind)
        continue
      }
      guard let one = Privileges(named: privilege.name) else {
        throw SQLError(.syntaxError, "unrecognized privilege type \"\(privilege.name.lowercased())\"")
      }
      guard kind.contains(one) else {
        throw SQLError(SQLState("0LP01"), "invalid privilege type \(privilege.name) for \(noun)")
      }
      all.formUnion(one)
    }
    return all
  }

  private func requireSchema(_ name: Identifier, _ context: StatementContext) throws(SQLError) {
    guard context.catalog.schemas.contains(name) else {
      throw SQLError(.invalidSchema, "schema \"\(name)\" does not exist")
    }
  }

  private func apply(
    _ change: PrivilegeChange, _ kinds: Privileges, _ written: [Grant.Privilege], onTable name: QualifiedName,
    _ context: StatementContext
  ) throws {
    let relation = try makeBinder(context).relation(name)
    guard !relation.isExternal else {
      throw SQLError(
        .featureNotSupported, "Operation not supported on external tables",
        hint: "Grant or revoke USAGE on the external schema instead.", position: name.position)
    }
    let columns = written.filter { !$0.columns.isEmpty }
    guard !columns.isEmpty else {
      return try apply(change, kinds, on: relation.object, "relation", relation.name.name, context)
    }
    guard case .relation(let id) = relation.object else { throw denied("relation", relation.name.name) }
    let whole = try set(written.filter(\.columns.isEmpty), of: .ofTables, "relation")
    if columns.count < written.count {
      try apply(change, whole, on: relation.object, "relation", relation.name.name, context)
    }
    for privilege in columns { try apply(change, privilege, onColumnsOf: id, relation, context) }
  }

  private func apply(
    _ change: PrivilegeChange, _ privilege: Grant.Privilege, onColumnsOf id: Int, _ relation: Relation,
    _ context: StatementContext
  ) throws {
    let kinds = try set([privilege], of: .ofColumns, "column")
    let names = relation.columnNames
    for column in privilege.columns where !names.contains(column) {
      throw SQLError(
        .undefinedColumn, "column \"\(column)\" of relation \"\(relation.name.name)\" does not exist")
    }
    let grantor = try grantor(kinds, relation.object, "relation", relation.name.name, context)
    var rules = context.catalog.access
    for column in privilege.columns {
      try rules.change(AccessRules.ColumnKey(relation: id, column: column)) { list throws(SQLError) in
        try change.apply(kinds, to: &list, by: grantor)
      }
    }
    context.transaction.changeAccess { access in
      for column in privilege.columns {
        try? access.change(AccessRules.ColumnKey(relation: id, column: column)) { list throws(SQLError) in
          try change.apply(kinds, to: &list, by: grantor)
        }
      }
    }
  }

  private func apply(
    _ change: PrivilegeChange, _ kinds: Privileges, onTablesIn schema: Identifier, _ context: StatementContext
  ) throws {
    try requireSchema(schema, context)
    let tables = context.catalog.allTables.filter { $0.definition.name.schema == schema }
    let views = context.catalog.allViews.filter { $0.name.schema == schema }
    let all = tables.map { ($0.id, $0.definition.name.name) } + views.map { ($0.id, $0.name.name) }
    for (id, name) in all { try apply(change, kinds, on: .relation(id), "relation", name, context) }
  }

  private func apply(
    _ change: PrivilegeChange, _ kinds: Privileges, onAll kind: RoutineKind, in schema: Identifier,
    _ context: StatementContext
  ) throws {
    try requireSchema(schema, context)
    let routines = context.catalog.allRoutines.filter {
      $0.name.schema == schema && $0.kind.rawValue == kind.rawValue
    }
    for routine in routines { try apply(change, kinds, on: routine, context) }
  }

  private func apply(
    _ change: PrivilegeChange, _ kinds: Privileges, on routine: RoutineEntry, _ context: StatementContext
  ) throws {
    try apply(change, kinds, on: routine.object, routine.object.noun, routine.name.name, context)
  }

  private func apply(
    _ change: PrivilegeChange, _ kinds: Privileges, on object: SecurableObject, _ kind: String, _ name: String,
    _ context: StatementContext
  ) throws {
    let grantor = try grantor(kinds, object, kind, name, context)
    // What cannot be taken back fails now; what others do meanwhile changes nothing about that.
    var rules = context.catalog.access
    try rules.change(object) { list throws(SQLError) in try change.apply(kinds, to: &list, by: grantor) }
    context.transaction.changeAccess { access in
      try? access.change(object) { list throws(SQLError) in try change.apply(kinds, to: &list, by: grantor) }
    }
  }

  /// A superuser gives in the owner's name; others what they have with the right to give it. 42501.
  private func grantor(
    _ kinds: Privileges, _ object: SecurableObject, _ kind: String, _ name: String, _ context: StatementContext
  ) throws(SQLError) -> Int {
    let (subject, access) = (subject(context), context.catalog.access)
    if access.owns(subject, object) { return access.owner(of: object) }
    guard access.list(of: object).grantable(by: subject.identities).isSuperset(of: kinds) else {
      throw denied(kind, name)
    }
    return userID
  }

  private func apply(
    _ change: PrivilegeChange, _ kinds: Privileges, onDatabase name: Identifier, _ context: StatementContext
  ) throws {
    let entry = try context.transaction.principals.existingDatabase(name)
    let subject = subject(context)
    let isOwner = subject.isSuperuser || entry.owner == userID
    guard isOwner || entry.accessList.grantable(by: subject.identities).isSuperset(of: kinds) else {
      throw denied("database", name)
    }
    let grantor = isOwner ? entry.owner : userID
    try context.transaction.changePrincipals { principals throws(SQLError) in
      var list = try principals.existingDatabase(name).accessList
      try change.apply(kinds, to: &list, by: grantor)
      try principals.changeDatabase(name) { $0.access = list }
    }
  }

  /// For all of a kind, in a schema or in the whole database. 42501 for who is neither its owner nor may give on.
  private func apply(
    _ change: PrivilegeChange, _ privileges: [Grant.Privilege], scope kind: String, _ schema: Identifier?,
    _ other: Identifier?, _ context: StatementContext
  ) throws {
    let entry = try context.transaction.principals.existingDatabase(other ?? database.name)
    guard entry.name == database.name else {
      throw SQLError(.featureNotSupported, "GRANT … FOR \(kind.uppercased()) IN another database is not supported yet")
    }
    guard let kind = AccessScope.Kind(rawValue: kind) else { throw SQLError(.syntaxError, "syntax error in GRANT") }
    if let schema { try requireSchema(schema, context) }
    for case .everyone in change.recipients { throw Self.onlyUsersAndRoles }
    for case .group in change.recipients { throw Self.onlyUsersAndRoles }
    let scope = AccessScope(kind: kind, schema: schema)
    let kinds = try set(privileges, of: scope.privileges, kind.rawValue)
    let subject = subject(context)
    let given = context.catalog.access.scopes[scope]?.grantable(by: subject.identities) ?? []
    let owns = subject.isSuperuser || entry.owner == userID || schema.map { ownsSchema($0, context) } ?? false
    guard owns || given.isSuperset(of: kinds) else {
      throw denied(schema == nil ? "database" : "schema", schema ?? entry.name)
    }
    let grantor = owns && schema == nil ? entry.owner : userID
    context.transaction.changeAccess { access in
      try? access.change(scope) { list throws(SQLError) in try change.apply(kinds, to: &list, by: grantor) }
    }
  }

  private static let onlyUsersAndRoles = SQLError(
    .featureNotSupported, "scoped permissions can only be granted to users and roles")

  // MARK: Roles

  private func give(role name: Identifier, _ grant: Grant, _ recipients: [Grantee], _ context: StatementContext) throws
  {
    let principals = context.transaction.principals
    let role = try principals.existingRole(name)
    let identities = subject(context).identities
    let isAdmin = role.memberships.contains { $0.isAdmin && identities.contains($0.grantee) }
    guard role.owner == userID || isAdmin || isSuperuser(context) || may("GRANT ROLE", context) else {
      throw denied("role", name)
    }
    for recipient in recipients {
      if case .group = recipient {
        throw SQLError(.featureNotSupported, "cannot grant a role to a group")
      }
      guard grant.isRevoke || !principals.isRing(role.id, to: recipient) else {
        throw SQLError(SQLState("0LP01"), "role \"\(name)\" is a member of the role it is granted to")
      }
    }
    try context.transaction.changePrincipals { principals throws(SQLError) in
      try principals.changeRole(role.id) { role in
        for recipient in recipients { role.change(recipient, isRevoke: grant.isRevoke, option: grant.option) }
      }
    }
  }

  private func give(
    permissions names: [String], _ grant: Grant, _ recipients: [Grantee], _ context: StatementContext
  ) throws {
    guard isSuperuser(context) else { throw SQLError(.insufficientPrivilege, "permission denied") }
    for name in names where !SystemPermissions.all.contains(name) {
      // `GRANT etl TO bob`: what PostgreSQL takes for a role.
      throw SQLError(.syntaxError, "unrecognized privilege type \"\(name.lowercased())\"")
    }
    let all = names == ["ALL"] ? SystemPermissions.all : Set(names)
    for recipient in recipients {
      guard case .role(let id) = recipient else {
        // The one that users and groups may be given too.
        if names == ["CREATE MODEL"] { throw SQLError.notSupported("CREATE MODEL of users and groups") }
        throw SQLError(.syntaxError, "system permissions can only be granted to roles")
      }
      try context.transaction.changePrincipals { principals throws(SQLError) in
        try principals.changeRole(id) { role in
          if grant.isRevoke { role.permissions.subtract(all) } else { role.permissions.formUnion(all) }
        }
      }
    }
  }

  // MARK: Default privileges

  func runAlterDefaultPrivileges(_ alter: AlterDefaultPrivileges, _ context: StatementContext) throws -> StatementResult
  {
    let principals = context.transaction.principals
    let recipients = try alter.grant.recipients.map { try principals.grantee($0) }
    let creators = try alter.users.map { try principals.existingUser($0).id }
    guard creators.allSatisfy({ $0 == userID }) || may("ALTER DEFAULT PRIVILEGES", context) else {
      throw SQLError(.insufficientPrivilege, "permission denied to change default privileges")
    }
    for schema in alter.schemas { try requireSchema(schema, context) }
    guard case .privileges(let privileges, .future(let noun)) = alter.grant.subject,
      let kind = DefaultPrivileges.Kind(rawValue: noun)
    else { throw SQLError(.syntaxError, "syntax error in ALTER DEFAULT PRIVILEGES") }
    let kinds = try set(privileges, of: kind == .tables ? .ofTables : .ofFunctions, noun)
    let change = PrivilegeChange(alter.grant, recipients)
    for creator in creators.isEmpty ? [userID] : creators {
      for schema in alter.schemas.isEmpty ? [nil] : alter.schemas.map(Optional.some) {
        let rule = DefaultPrivileges(creator: creator, schema: schema, kind: kind)
        context.transaction.changeAccess { access in
          try? access.change(rule) { list throws(SQLError) in try change.apply(kinds, to: &list, by: creator) }
        }
      }
    }
    return StatementResult(tag: "ALTER DEFAULT PRIVILEGES")
  }
}

/// What a GRANT or REVOKE does to one list.
private struct PrivilegeChange: Sendable {
  let isRevoke: Bool
  let option: Bool
  let cascade: Bool
  let recipients: [Grantee]

  init(_ grant: Grant, _ recipients: [Grantee]) {
    isRevoke = grant.isRevoke
    option = grant.option
    cascade = grant.cascade
    self.recipients = recipients
  }

  /// 2BP01 for what others were given by those who lose it.
  func apply(_ privileges: Privileges, to list: inout AccessControlList, by grantor: Int) throws(SQLError) {
    for recipient in recipients {
      if isRevoke {
        try list.revoke(privileges, from: recipient, by: grantor, onlyOption: option, cascade: cascade)
      } else {
        list.grant(privileges, to: recipient, by: grantor, grantable: option ? privileges : [])
      }
    }
  }
}

extension Principals {
  /// 42704 for one who is not there.
  func grantee(_ recipient: Grant.Recipient) throws(SQLError) -> Grantee {
    switch recipient {
    case .everyone: .everyone
    case .user(let name): .user(try existingUser(name).id)
    case .group(let name): .group(try existingGroup(name).id)
    case .role(let name): .role(try existingRole(name).id)
    }
  }
}

extension Role {
  fileprivate mutating func change(_ grantee: Grantee, isRevoke: Bool, option: Bool) {
    let index = memberships.firstIndex { $0.grantee == grantee }
    switch (isRevoke, index) {
    case (true, let index?): if option { memberships[index].isAdmin = false } else { memberships.remove(at: index) }
    case (true, nil): break
    case (false, let index?): memberships[index].isAdmin = memberships[index].isAdmin || option
    case (false, nil): memberships.append(Membership(grantee: grantee, isAdmin: option))
    }
  }
}

extension Relation {
  fileprivate var columnNames: [String] {
    switch self {
    case .table(let table): table.definition.columns.map(\.name)
    case .view(let view): view.columns.map(\.name)
    case .system(let relation): relation.columns.map(\.name)
    }
  }
}
