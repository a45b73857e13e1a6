import Catalogs
import Planning
import SQLSyntax
import SQLTypes
import System

/// CREATE and DROP.
extension Session {
  func runCreateTable(_ create: CreateTable, _ context: StatementContext) throws -> StatementResult {
    let name = try lockNewName(create.name, isTemporary: create.isTemporary, context)
    if try skipsExisting(name, ifNotExists: create.ifNotExists, context) { return StatementResult(tag: "CREATE TABLE") }
    let definition = try bindLocked(context) { try $0.bindDefinition(create, name: name) }
    let id = database.makeID()
    context.transaction.put(TableEntry(id: id, definition: definition))
    register(id, in: name.schema, context)
    return StatementResult(tag: "CREATE TABLE")
  }

  func runCreateTableAs(_ create: CreateTableAs, _ context: StatementContext) throws -> StatementResult {
    let name = try lockNewName(create.name, isTemporary: create.isTemporary, context)
    if try skipsExisting(name, ifNotExists: create.ifNotExists, context) { return StatementResult(tag: "SELECT") }
    let (bound, definition) = try bindLocked(context) { binder in
      let bound = try binder.bindTyped(create.query)
      try binder.refuseSeries()
      return (bound, try binder.bindDefinition(create, name: name, columns: bound.columns))
    }
    let version = TableVersion.empty.appending(try executeToStore(bound.plan, context))
    let id = database.makeID()
    let table = TableEntry(id: id, definition: definition, version: version)
    table.statistics.note(version, at: WallClock.now)
    context.transaction.put(table)
    context.measurement.noteInsert(version.rowCount, into: table)
    register(id, in: name.schema, context)
    var result = StatementResult(tag: "SELECT")
    result.rowCount = version.rowCount
    result.table = name
    return result
  }

  func runCreateView(_ create: CreateView, _ context: StatementContext) throws -> StatementResult {
    let permission = "CREATE OR REPLACE VIEW"
    let name = try lockNewName(create.name, isTemporary: false, permission: permission, context)
    if let old = context.catalog.view(name) { try context.lock(.relation(old.id), .accessExclusive) }
    let old = context.catalog.view(name)
    if context.catalog.table(name) != nil || (old != nil && !create.orReplace) || old?.materialization != nil {
      throw SQLError(.duplicateTable, "Relation \"\(name.name)\" already exists")
    }
    if old != nil { try requireOwnership(of: name, permission: permission, context) }
    let (output, dependencies) = try bindLocked(context) { binder in
      let output = create.isLateBinding ? [] : try binder.bindTyped(create.query).columns
      try refuseExternal(binder.tablesRead)
      return (output, binder.dependencies)
    }
    let columns = try named(output, create.columns, of: name)
    if let old, !create.isLateBinding, !old.isLateBinding { try checkReplacement(of: old.columns, by: columns) }
    let id = old?.id ?? database.makeID()
    context.transaction.put(
      ViewEntry(
        id: id, name: name, columns: columns, sourceNames: output.map(\.name),
        aliases: create.columns, text: create.text, isLateBinding: create.isLateBinding, dependencies: dependencies))
    if old == nil { register(id, in: name.schema, context) }
    return StatementResult(tag: "CREATE VIEW")
  }

  private func refuseExternal(_ tables: [TableEntry]) throws(SQLError) {
    guard tables.contains(where: { $0.definition.external != nil }) else { return }
    throw SQLError(
      .featureNotSupported, "External tables are not supported in views",
      hint: "Add WITH NO SCHEMA BINDING to CREATE VIEW.")
  }

  private func named(_ output: [OutputColumn], _ aliases: [Identifier], of view: TableName) throws(SQLError)
    -> [ColumnDefinition]
  {
    guard output.isEmpty || aliases.count <= output.count else {
      throw SQLError(.syntaxError, "CREATE VIEW specifies more column names than columns")
    }
    var columns = output.map { ColumnDefinition($0.name, $0.type) }
    for (index, alias) in aliases.enumerated() where index < columns.count { columns[index].name = alias }
    var seen = Set<String>()
    for column in columns where !seen.insert(column.name).inserted {
      throw SQLError(.duplicateColumn, "column \"\(column.name)\" specified more than once")
    }
    return columns
  }

  /// OR REPLACE keeps the columns (sql.md 1.4).
  private func checkReplacement(of old: [ColumnDefinition], by new: [ColumnDefinition]) throws(SQLError) {
    guard old.count == new.count else {
      throw SQLError(SQLState("42P16"), "cannot change number of columns in view")
    }
    for (mine, theirs) in zip(old, new) {
      guard mine.name == theirs.name else {
        throw SQLError(SQLState("42P16"), "cannot change name of view column \"\(mine.name)\"")
      }
      guard mine.type == theirs.type else {
        throw SQLError(SQLState("42P16"), "cannot change data type of view column \"\(mine.name)\"")
      }
    }
  }

  func runCreateSchema(_ create: CreateSchema, _ context: StatementContext) throws -> StatementResult {
    try inDatabase(of: create.name, context) { try createSchema($0, create, $1) }
    return StatementResult(tag: "CREATE SCHEMA")
  }

  private func createSchema(_ name: Identifier, _ create: CreateSchema, _ context: StatementContext) throws {
    guard hasDatabasePrivilege(.create, context) || may("CREATE SCHEMA", context) else {
      throw denied("database", database.name)
    }
    let owner = try create.owner.map { try context.transaction.principals.existingUser($0).id } ?? userID
    guard owner == userID || isSuperuser(context) else { throw denied("schema", name) }
    try context.lock(.schema(name), .accessExclusive)
    if context.catalog.schemas.contains(name) {
      guard create.ifNotExists else {
        throw SQLError(.duplicateSchema, "Schema \"\(name)\" already exists")
      }
      context.notices.append(Notice("Schema \"\(name)\" already exists and will be skipped"))
    } else {
      context.transaction.setSchema(name, exists: true)
      context.transaction.register(.schema(name), owner: owner)
      if let quota = create.quota { context.transaction.changeAccess { $0.setQuota(quota, of: name) } }
    }
  }

  private func skipsExisting(_ name: TableName, ifNotExists: Bool, _ context: StatementContext) throws -> Bool {
    guard context.catalog.contains(name) else { return false }
    guard ifNotExists else { throw SQLError(.duplicateTable, "Relation \"\(name.name)\" already exists") }
    context.notices.append(Notice("Relation \"\(name.name)\" already exists and will be skipped"))
    return true
  }

  func runDrop(_ drop: Drop, _ context: StatementContext) throws -> StatementResult {
    for name in drop.names {
      switch drop.kind {
      case .table, .view, .materializedView: try dropRelation(name, drop, context)
      case .schema: try inDatabase(of: name, context) { try dropSchema($0, drop, $1) }
      }
    }
    return StatementResult(tag: "DROP \(drop.kind.rawValue.uppercased())")
  }

  private func dropRelation(_ written: QualifiedName, _ drop: Drop, _ context: StatementContext) throws {
    let kind = drop.kind.name
    if drop.kind == .table, try dropExternalTable(written, context) { return }
    guard let name = try lockExisting(written, context) else {
      guard drop.ifExists else {
        throw SQLError(
          .undefinedTable, "\(kind) \"\(written.last)\" does not exist", position: written.position)
      }
      context.notices.append(Notice("\(kind) \"\(written.last)\" does not exist and will be skipped"))
      return
    }
    let found = context.catalog.dropKind(of: name)
    guard found == drop.kind else {
      throw SQLError(
        .wrongObjectType, "\"\(written.last)\" is not a \(kind.lowercased())",
        hint: "Use DROP \(found.rawValue.uppercased()) to remove it.")
    }
    guard context.catalog.table(name)?.definition.isMaterialized != true else {
      throw SQLError(
        .dependentObjects, "cannot drop table \(name.name) because a materialized view requires it",
        hint: "Use DROP MATERIALIZED VIEW to remove both.")
    }
    if !ownsSchema(name.schema, context) {
      try requireOwnership(of: name, or: .drop, permission: drop.kind == .table ? "DROP TABLE" : "DROP VIEW", context)
    }
    try remove(name, cascade: drop.cascade, context)
  }

  /// The full name of the user's relation called `written`, which nobody else has now; nil where there is none.
  func lockExisting(_ written: QualifiedName, _ context: StatementContext) throws -> TableName? {
    guard let name = makeBinder(context).existing(written), let id = context.catalog.id(of: name) else { return nil }
    try context.lock(.relation(id), .accessExclusive)
    context.transaction.takeSnapshot()
    guard let now = makeBinder(context).existing(written) else { return nil }
    return context.catalog.id(of: now) == id ? now : try lockExisting(written, context)
  }

  /// Removes a relation that is locked, and with CASCADE the views that read it and the foreign keys that name it.
  private func remove(_ name: TableName, cascade: Bool, _ context: StatementContext) throws {
    let catalog = context.catalog
    guard let id = catalog.id(of: name) else { return }
    let views = catalog.dependents(of: name).filter { $0.id != id }
    let keys = catalog.tablesReferencing(name)
    guard cascade || (views.isEmpty && keys.isEmpty) else {
      let refusal = catalog.view(name) == nil ? "cannot drop table" : "can't drop view"
      throw SQLError(
        .dependentObjects, "\(refusal) \(name.name) because other objects depend on it",
        detail: (views.map { "view \($0.name.name)" } + keys.map { "constraint on table \($0.definition.name.name)" })
          .joined(separator: "\n"),
        hint: "Use DROP ... CASCADE to drop the dependent objects too.")
    }
    // Before what depends on it: views that read each other would be removed without end.
    context.transaction.remove(id: id)
    for view in views { try removeDependent(view, of: id, context) }
    for table in keys { try removeReferences(of: table.id, to: name, context) }
    if let table = catalog.view(name)?.materialization?.table {
      try context.lock(.relation(table), .accessExclusive)
      context.transaction.remove(id: table)
    }
  }

  /// While its lock was waited for another transaction may have dropped the view, or made it read something else.
  func removeDependent(_ view: ViewEntry, of relation: Int, _ context: StatementContext) throws {
    try context.lock(.relation(view.id), .accessExclusive)
    guard let now = context.catalog.view(id: view.id), now.dependencies.contains(where: { $0.id == relation }) else {
      return
    }
    try remove(now.name, cascade: true, context)
  }

  private func removeReferences(of table: Int, to name: TableName, _ context: StatementContext) throws {
    try context.lock(.relation(table), .accessExclusive)
    guard context.catalog.table(id: table) != nil else { return }
    try context.transaction.redefine(table) { $0.foreignKeys.removeAll { $0.table == name } }
  }

  private func dropSchema(_ name: String, _ drop: Drop, _ context: StatementContext) throws {
    try context.lock(.schema(name), .accessExclusive)
    guard context.catalog.schemas.contains(name) else {
      guard drop.ifExists else { throw SQLError(.invalidSchema, "schema \"\(name)\" does not exist") }
      context.notices.append(Notice("Schema \"\(name)\" does not exist and will be skipped"))
      return
    }
    guard !["pg_catalog", "information_schema"].contains(name) else {
      throw SQLError(.insufficientPrivilege, "permission denied for schema \(name)")
    }
    guard ownsSchema(name, context) || hasPrivilege(.drop, onSchema: name, context) || may("DROP SCHEMA", context)
    else {
      throw notOwner("schema", name)
    }
    context.transaction.takeSnapshot()
    let inside = relations(in: name, context)
    let routines = context.catalog.allRoutines.filter { $0.name.schema == name }
    guard inside.isEmpty && routines.isEmpty || drop.cascade else {
      throw SQLError(
        .dependentObjects, "cannot drop schema \(name) because other objects depend on it",
        hint: "Use DROP ... CASCADE to drop the dependent objects too.")
    }
    for id in inside {
      try context.lock(.relation(id), .accessExclusive)
      guard let relation = context.catalog.relation(id: id)?.name else { continue }
      try remove(relation, cascade: true, context)
    }
    for routine in routines { context.transaction.remove(id: routine.id) }
    let dropsDatabase = drop.dropsExternalDatabase
    context.transaction.changeExternal { $0.removeSchema(name, andDatabase: dropsDatabase) }
    context.transaction.setSchema(name, exists: false)
  }

  /// Ids of the tables and views of a schema; the tables of materialized views go with these.
  private func relations(in schema: String, _ context: StatementContext) -> [Int] {
    context.catalog.allTables.filter { $0.definition.name.schema == schema && !$0.definition.isMaterialized }.map(\.id)
      + context.catalog.allViews.filter { $0.name.schema == schema }.map(\.id)
  }
}

extension Drop.Kind {
  fileprivate var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension Catalog {
  /// The kind of DROP that removes a relation.
  fileprivate func dropKind(of name: TableName) -> Drop.Kind {
    guard let view = view(name) else { return .table }
    return view.materialization == nil ? .view : .materializedView
  }
}
