import Catalogs
import SQLSyntax
import SQLTypes

/// CREATE, ALTER and DROP DATABASE, and ALTER SCHEMA (AWS documentation of each).
extension Session {
  func runDatabase(_ statement: DatabaseStatement, _ context: StatementContext) throws -> StatementResult {
    switch statement {
    case .create(let create):
      try refuseInTransaction("CREATE DATABASE")
      try createDatabase(create, context)
      return StatementResult(tag: "CREATE DATABASE")
    case .alter(let name, let action):
      try alterDatabase(name, action, context)
      return StatementResult(tag: "ALTER DATABASE")
    case .drop(let name):
      try refuseInTransaction("DROP DATABASE")
      try dropDatabase(name, context)
      return StatementResult(tag: "DROP DATABASE")
    case .use(let name):
      try use(name)
      return StatementResult(tag: name == nil ? "RESET" : "USE")
    case .showUse: return try give("SHOW", ["Use Database"], [[usedDatabase ?? ""]], context)
    }
  }

  /// Statements run in another database from now on; nil for the one that the client is connected to. The session is
  /// one of both, so that neither can be dropped. 3D000; 0A000 where a transaction or a procedure has begun in the old
  /// one.
  private func use(_ name: Identifier?) throws {
    let next = try name.map(existingDatabase) ?? connected
    guard call == nil else { throw SQLError.notSupported("USE in a procedure") }
    try moveBlock(to: next)
    if database !== connected && database !== next { leave(database) }
    if next !== connected { next.sessions.add(entry) }
    usedDatabase = name
    enter(next)
  }

  private func existingDatabase(_ name: Identifier) throws(SQLError) -> Database {
    guard let database = cluster.database(named: name) else {
      throw SQLError(.undefinedDatabase, "database \"\(name)\" does not exist")
    }
    return database
  }

  private func enter(_ next: Database) {
    database = next
    noteDatabase(database.principals.current)
    procedureBodies = [:]
  }

  /// What CREATE SCHEMA and DROP SCHEMA do in the database that their names begin with, committed with the statement.
  func inDatabase(
    of schema: QualifiedName, _ context: StatementContext, _ body: (Identifier, StatementContext) throws -> Void
  ) throws {
    guard schema.parts.count == 2, let other = cluster.database(named: schema.parts[0]), other !== database else {
      return try body(makeBinder(context).schema(schema), context)
    }
    guard block.transaction == nil, call == nil else {
      throw SQLError.notSupported("changing schemas of another database (\"\(other.name)\") in a transaction")
    }
    let own = database
    defer { enter(own) }
    enter(other)
    let there = makeContext(nil, "", context.sink, [])
    try body(schema.last, there)
    try there.transaction.commit()
    context.notices += there.notices
  }

  private func createDatabase(_ create: CreateDatabase, _ context: StatementContext) throws {
    let principals = context.transaction.principals
    guard isSuperuser(context) || principals.user(userID)?.canCreateDatabases == true else {
      throw SQLError(.insufficientPrivilege, "permission denied to create database")
    }
    let owner = try create.owner.map { try principals.existingUser($0).id } ?? userID
    guard owner == userID || isSuperuser(context) else {
      throw SQLError(.insufficientPrivilege, "must be superuser to create database for another user")
    }
    let (limit, isCaseSensitive) = (create.connectionLimit, create.isCaseSensitive)
    try cluster.create(create.name, owner: owner, isolation: create.isolation.map(IsolationLevel.init)) {
      $0.connectionLimit = limit
      $0.isCaseSensitive = isCaseSensitive
    }
  }

  private func dropDatabase(_ name: Identifier, _ context: StatementContext) throws {
    let entry = try context.transaction.principals.existingDatabase(name)
    try requireOwner(of: entry, context)
    guard name != database.name else { throw SQLError(.objectInUse, "cannot drop the currently open database") }
    try waitForOthers(in: cluster.database(named: name), context)
    try cluster.drop(name)
  }

  /// Holds for sessions that begin later. 55006 where there are relations, whose columns have the old one.
  private func setCollation(of name: Identifier, _ isCaseSensitive: Bool, _ context: StatementContext) throws {
    let catalog = name == database.name ? context.catalog : cluster.database(named: name)?.catalog
    guard catalog?.allTables.isEmpty ?? true, catalog?.allViews.isEmpty ?? true else {
      throw SQLError(.objectInUse, "cannot alter the collation of database \"\(name)\" because it is not empty")
    }
    try context.transaction.changePrincipals { principals throws(SQLError) in
      try principals.changeDatabase(name) { $0.isCaseSensitive = isCaseSensitive }
    }
  }

  private func waitForOthers(in database: Database?, _ context: StatementContext) throws {
    database?.sessions.waitForOthers(than: entry, under: context.cancellation)
    try context.cancellation.check()
  }

  private func requireOwner(of entry: DatabaseEntry, _ context: StatementContext) throws(SQLError) {
    guard entry.owner == userID || isSuperuser(context) else { throw notOwner("database", entry.name) }
  }

  private func alterDatabase(
    _ name: Identifier, _ action: DatabaseStatement.Action, _ context: StatementContext
  ) throws {
    let principals = context.transaction.principals
    try requireOwner(of: try principals.existingDatabase(name), context)
    switch action {
    case .isolation(let level):
      try refuseInTransaction("ALTER DATABASE ISOLATION LEVEL")
      guard let target = name == database.name ? database : cluster.database(named: name) else { return }
      try waitForOthers(in: target, context)
      try target.setIsolation(IsolationLevel(level), by: entry)
    case .collation(let isCaseSensitive): try setCollation(of: name, isCaseSensitive, context)
    case .rename(let new):
      guard name != database.name else {
        throw SQLError(.featureNotSupported, "current database may not be renamed")
      }
      try refuseInTransaction("ALTER DATABASE RENAME")
      try waitForOthers(in: cluster.database(named: name), context)
      try cluster.rename(name, to: new)
    case .owner(let user):
      let owner = try principals.existingUser(user).id
      guard isSuperuser(context) else { throw SQLError(.insufficientPrivilege, "must be superuser to change owner") }
      try context.transaction.changePrincipals { principals throws(SQLError) in
        try principals.changeDatabase(name) { database in
          database.access?.changeOwner(from: database.owner, to: owner)
          database.owner = owner
        }
      }
    case .connectionLimit(let limit):
      try context.transaction.changePrincipals { principals throws(SQLError) in
        try principals.changeDatabase(name) { $0.connectionLimit = limit }
      }
    }
  }

  func runAlterSchema(_ alter: AlterSchema, _ context: StatementContext) throws -> StatementResult {
    let name = alter.name
    guard context.catalog.schemas.contains(name) else {
      throw SQLError(.invalidSchema, "schema \"\(name)\" does not exist")
    }
    guard ownsSchema(name, context) || hasPrivilege(.alter, onSchema: name, context) else {
      throw notOwner("schema", name)
    }
    switch alter.action {
    case .rename(let new): try renameSchema(name, to: new, context)
    case .quota(let megabytes): context.transaction.changeAccess { $0.setQuota(megabytes, of: name) }
    case .owner(let user):
      let owner = try context.transaction.principals.existingUser(user).id
      guard isSuperuser(context) || owner == userID else {
        throw SQLError(.insufficientPrivilege, "must be superuser to change owner")
      }
      context.transaction.changeAccess { $0.setOwner(of: .schema(name), to: owner) }
    }
    return StatementResult(tag: "ALTER SCHEMA")
  }

  /// What is in a schema goes with it, and what refers to that by its id goes on doing so.
  private func renameSchema(_ old: Identifier, to new: Identifier, _ context: StatementContext) throws {
    for name in [old, new] { try context.lock(.schema(name), .accessExclusive) }
    context.transaction.takeSnapshot()
    guard !new.hasPrefix("pg_"), !["pg_catalog", "information_schema"].contains(old) else {
      throw SQLError(
        SQLState("42939"), "unacceptable schema name \"\(new)\"",
        detail: "The prefix \"pg_\" is reserved for system schemas.")
    }
    let before = context.catalog
    guard !before.schemas.contains(new) else {
      throw SQLError(.duplicateSchema, "Schema \"\(new)\" already exists")
    }
    context.transaction.setSchema(new, exists: true)
    context.transaction.changeAccess { [access = before.access] in $0.renameSchema(old, to: new, from: access) }
    if let comment = before.comments[.schema(old)] { context.transaction.comment(on: .schema(new), comment) }
    let names = before.allTables.map(\.definition.name) + before.allViews.map(\.name)
    for name in names where name.schema == old {
      if let id = before.id(of: name) { try context.lock(.relation(id), .accessExclusive) }
      try move(name, to: TableName(schema: new, name: name.name), context)
    }
    for var routine in before.allRoutines where routine.name.schema == old {
      routine.name = TableName(schema: new, name: routine.name.name)
      context.transaction.put(routine)
    }
    context.transaction.changeExternal { $0.renameSchema(old, to: new) }
    context.transaction.setSchema(old, exists: false)
  }
}

extension IsolationLevel {
  fileprivate init(_ level: DatabaseStatement.Isolation) {
    switch level {
    case .serializable: self = .serializable
    case .snapshot: self = .snapshot
    }
  }
}
