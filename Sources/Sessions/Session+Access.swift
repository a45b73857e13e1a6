import Catalogs
import Planning
import SQLSyntax
import SQLTypes

/// What the session's user may do (AWS documentation, GRANT). A superuser may do everything, and nothing is looked up
/// for one.
extension Session {
  /// The user with its groups and roles, as the statement sees them.
  func subject(_ context: StatementContext) -> AccessSubject {
    if let subject = context.subject { return subject }
    let subject = context.transaction.principals.subject(userID)
    context.subject = subject
    return subject
  }

  var userID: Int { Int(facts.userID) }

  func isSuperuser(_ context: StatementContext) -> Bool { subject(context).isSuperuser }

  /// Everything a statement uses. Throws 42501 for the first that the user, or the owner of a view, may not use.
  func checkAccesses(of binder: Binder, _ context: StatementContext) throws(SQLError) {
    guard binder.notesAccess else { return }
    let access = context.catalog.access
    for use in binder.accesses {
      let subject = use.viewOwner.map { context.transaction.principals.subject($0) } ?? subject(context)
      if let rules = use.otherRules {
        try checkOther(use, rules, subject)
        continue
      }
      if use.isQualified && use.viewOwner == nil { try requireUsage(of: use.name.schema, context) }
      guard use.name.schema != temporarySchema else { continue }
      let missing = use.privileges.subtracting(access.privileges(of: subject, on: use.object, in: use.name.schema))
      guard missing.isEmpty || columnsSuffice(use, missing, subject, binder, access) else {
        throw denied(use.object.noun, use.name.name)
      }
    }
  }

  private func checkOther(_ use: RelationAccess, _ rules: AccessRules, _ subject: AccessSubject) throws(SQLError) {
    guard rules.privileges(of: subject, on: .schema(use.name.schema), in: nil).contains(.usage) else {
      throw denied("schema", use.name.schema)
    }
    guard rules.privileges(of: subject, on: use.object, in: use.name.schema).isSuperset(of: use.privileges) else {
      throw denied("relation", use.name.name)
    }
  }

  /// Whether what is missing on a table was granted on all of its columns that the statement reads or writes.
  private func columnsSuffice(
    _ use: RelationAccess, _ missing: Privileges, _ subject: AccessSubject, _ binder: Binder, _ access: AccessRules
  ) -> Bool {
    guard case .relation(let id) = use.object, let used = binder.usedColumns[id] else { return false }
    return missing.each.allSatisfy { privilege in
      access.hasColumnPrivileges(of: subject, on: id, privilege)
        && (privilege == .update ? used.written : used.read).allSatisfy { column in
          access.privileges(of: subject, on: AccessRules.ColumnKey(relation: id, column: column)).contains(privilege)
        }
    }
  }

  func denied(_ kind: String, _ name: String) -> SQLError {
    SQLError(.insufficientPrivilege, "permission denied for \(kind) \(name)")
  }

  func notOwner(_ kind: String, _ name: String) -> SQLError {
    SQLError(.insufficientPrivilege, "must be owner of \(kind) \(name)")
  }

  // MARK: Schemas and databases

  /// To look into a schema by its name.
  func requireUsage(of schema: String, _ context: StatementContext) throws(SQLError) {
    try require(.usage, ofSchema: schema, context)
  }

  func require(_ privilege: Privileges, ofSchema schema: String, _ context: StatementContext) throws(SQLError) {
    guard schema != temporarySchema, context.catalog.schemas.contains(schema) else { return }
    let subject = subject(context)
    guard context.catalog.access.privileges(of: subject, on: .schema(schema), in: nil).contains(privilege) else {
      throw denied("schema", schema)
    }
  }

  func hasPrivilege(_ privilege: Privileges, onSchema schema: String, _ context: StatementContext) -> Bool {
    context.catalog.access.privileges(of: subject(context), on: .schema(schema), in: nil).contains(privilege)
  }

  func ownsSchema(_ schema: String, _ context: StatementContext) -> Bool {
    context.catalog.access.owns(subject(context), .schema(schema))
  }

  /// Whether the user is a superuser or has a role with that system permission.
  func may(_ permission: String, _ context: StatementContext) -> Bool {
    let subject = subject(context)
    return subject.isSuperuser || subject.permissions.contains(permission)
  }

  /// Of the session's database.
  func hasDatabasePrivilege(_ privilege: Privileges, _ context: StatementContext) -> Bool {
    let subject = subject(context)
    guard !subject.isSuperuser else { return true }
    let list = context.transaction.principals.databases[database.name]?.accessList
    return list?.privileges(of: subject.identities).contains(privilege) ?? false
  }

  /// To make a relation or routine of that name; a role's system permission `permission` lets it, too.
  func requireCreation(of name: TableName, or permission: String, _ context: StatementContext) throws(SQLError) {
    guard name.schema == temporarySchema else {
      if may(permission, context) { return }
      return try require(.create, ofSchema: name.schema, context)
    }
    guard hasDatabasePrivilege(.temporary, context) else {
      throw SQLError(
        .insufficientPrivilege, "permission denied to create temporary tables in database \"\(database.name)\"")
    }
  }

  /// Schemas of the search path that the user may not use: names without a schema do not find what is in them.
  func hiddenSchemas(_ context: StatementContext) -> Set<String> {
    let subject = subject(context)
    guard !subject.isSuperuser else { return [] }
    let path = settings.searchPath.map { $0 == "$user" ? facts.user : $0 }
    return Set(
      path.filter { !context.catalog.access.privileges(of: subject, on: .schema($0), in: nil).contains(.usage) })
  }

  // MARK: Relations

  /// For a statement that changes a relation as a whole: its owner may, who was granted `privilege`, and who has a role
  /// with the system permission `permission`, where there are such.
  func requireOwnership(
    of name: TableName, or privilege: Privileges = [], permission: String? = nil, _ context: StatementContext
  ) throws(SQLError) {
    if let permission, may(permission, context) { return }
    guard name.schema != temporarySchema, let id = context.catalog.id(of: name) else { return }
    let (subject, access) = (subject(context), context.catalog.access)
    if access.owns(subject, .relation(id)) { return }
    guard !privilege.isEmpty, access.privileges(of: subject, on: .relation(id), in: name.schema).contains(privilege)
    else {
      throw notOwner("relation", name.name)
    }
  }

  func requireOwnership(
    of name: QualifiedName, or privilege: Privileges = [], permission: String? = nil, _ context: StatementContext
  ) throws {
    guard !isSuperuser(context) else { return }
    if let schema = name.qualifier { try requireUsage(of: schema, context) }
    guard let found = makeBinder(context).existing(name) else { return }
    try requireOwnership(of: found, or: privilege, permission: permission, context)
  }

  /// For LOCK: anything but reading.
  func requireSomePrivilege(on name: QualifiedName, _ context: StatementContext) throws {
    guard !isSuperuser(context), let found = makeBinder(context).existing(name),
      let id = context.catalog.id(of: found)
    else { return }
    let held = context.catalog.access.privileges(of: subject(context), on: .relation(id), in: found.schema)
    guard !held.isDisjoint(with: [.insert, .update, .delete, .truncate]) else {
      throw denied("relation", found.name)
    }
  }

  /// Whether the user owns a table, or its database.
  func ownsForUpkeep(_ table: TableEntry, _ context: StatementContext) -> Bool {
    context.catalog.access.owns(subject(context), .relation(table.id))
      || context.transaction.principals.databases[database.name]?.owner == userID
  }

  /// A relation that the statement has made is the user's.
  func register(_ id: Int, in schema: String, _ context: StatementContext) {
    register(.relation(id), in: schema, context)
  }

  func register(_ object: SecurableObject, in schema: String, _ context: StatementContext) {
    guard userID != Principals.administratorID || !context.catalog.access.defaults.isEmpty else { return }
    context.transaction.register(object, owner: userID, schema: schema)
  }

  /// To run a procedure, and to look into its schema where the call names it.
  func requireExecution(of routine: RoutineEntry, isQualified: Bool, _ context: StatementContext) throws(SQLError) {
    guard !isSuperuser(context) else { return }
    if isQualified { try requireUsage(of: routine.name.schema, context) }
    let held = context.catalog.access.privileges(of: subject(context), on: routine.object, in: routine.name.schema)
    guard held.contains(.execute) else {
      throw denied(routine.object.noun, routine.name.name)
    }
  }
}
