import Catalogs
import Planning
import SQLSyntax
import SQLTypes

/// CREATE and DROP.
extension Session {
  func runCreateTable(_ create: CreateTable) throws -> StatementResult {
    let binder = makeBinder()
    let name = try binder.creationName(create.name, isTemporary: create.isTemporary)
    if try skipsExisting(name, create.ifNotExists) { return StatementResult(tag: "CREATE TABLE") }
    let definition = try binder.bindDefinition(create, name: name)
    try change { $0.put(TableEntry(id: database.makeID(), definition: definition)) }
    return StatementResult(tag: "CREATE TABLE")
  }

  func runCreateTableAs(_ create: CreateTableAs) throws -> StatementResult {
    let binder = makeBinder()
    let name = try binder.creationName(create.name, isTemporary: create.isTemporary)
    if try skipsExisting(name, create.ifNotExists) { return StatementResult(tag: "SELECT") }
    let bound = try binder.bindTyped(create.query)
    let definition = try binder.bindDefinition(create, name: name, columns: bound.columns)
    let batches = try executeToStore(bound.plan)
    let version = TableVersion.empty.appending(batches, identityCount: 0)
    try change { $0.put(TableEntry(id: database.makeID(), definition: definition, version: version)) }
    var result = StatementResult(tag: "SELECT")
    result.rowCount = version.rowCount
    result.table = name
    return result
  }

  func runCreateView(_ create: CreateView) throws -> StatementResult {
    let binder = makeBinder()
    let name = try binder.creationName(create.name, isTemporary: false)
    if catalog.table(name) != nil || (catalog.view(name) != nil && !create.orReplace) {
      throw SQLError(.duplicateTable, "Relation \"\(name.name)\" already exists")
    }
    let output = create.isLateBinding ? [] : try binder.bindTyped(create.query).columns
    let columns = try named(output, create.columns, of: name)
    if let old = catalog.view(name), !create.isLateBinding, !old.isLateBinding {
      try checkReplacement(of: old.columns, by: columns)
    }
    let view = ViewEntry(
      id: catalog.view(name)?.id ?? database.makeID(), name: name, columns: columns, sourceNames: output.map(\.name),
      aliases: create.columns,
      text: create.text, isLateBinding: create.isLateBinding, dependencies: binder.relationsRead)
    try change { $0.put(view) }
    return StatementResult(tag: "CREATE VIEW")
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

  func runCreateSchema(_ create: CreateSchema) throws -> StatementResult {
    if catalog.schemas.contains(create.name) {
      guard create.ifNotExists else {
        throw SQLError(.duplicateSchema, "Schema \"\(create.name)\" already exists")
      }
      notices.append(Notice("Schema \"\(create.name)\" already exists and will be skipped"))
    } else {
      try change { $0.addSchema(create.name) }
    }
    return StatementResult(tag: "CREATE SCHEMA")
  }

  private func skipsExisting(_ name: TableName, _ ifNotExists: Bool) throws -> Bool {
    guard catalog.contains(name) else { return false }
    guard ifNotExists else { throw SQLError(.duplicateTable, "Relation \"\(name.name)\" already exists") }
    notices.append(Notice("Relation \"\(name.name)\" already exists and will be skipped"))
    return true
  }

  func runDrop(_ drop: Drop) throws -> StatementResult {
    for name in drop.names {
      switch drop.kind {
      case .table, .view: try dropRelation(name, drop)
      case .schema: try dropSchema(name.last, drop)
      }
    }
    return StatementResult(tag: "DROP \(drop.kind.rawValue.uppercased())")
  }

  private func dropRelation(_ written: QualifiedName, _ drop: Drop) throws {
    let kind = drop.kind == .table ? "Table" : "View"
    guard let name = makeBinder().existing(written) else {
      guard drop.ifExists else {
        throw SQLError(
          .undefinedTable, "\(kind) \"\(written.last)\" does not exist", position: written.position)
      }
      notices.append(Notice("\(kind) \"\(written.last)\" does not exist and will be skipped"))
      return
    }
    guard (catalog.table(name) != nil) == (drop.kind == .table) else {
      throw SQLError(
        .wrongObjectType, "\"\(written.last)\" is not a \(kind.lowercased())",
        hint: "Use DROP \(drop.kind == .table ? "VIEW" : "TABLE") to remove it.")
    }
    try change { try Self.remove(name, from: &$0, cascade: drop.cascade) }
  }

  /// Removes a relation, and with CASCADE the views that read it and the foreign keys that name it.
  private static func remove(_ name: TableName, from catalog: inout Catalog, cascade: Bool) throws(SQLError) {
    let views = catalog.dependents(of: name)
    let keys = catalog.tablesReferencing(name)
    guard cascade || (views.isEmpty && keys.isEmpty) else {
      let refusal = catalog.view(name) == nil ? "cannot drop table" : "can't drop view"
      throw SQLError(
        .dependentObjects, "\(refusal) \(name.name) because other objects depend on it",
        detail: (views.map { "view \($0.name.name)" } + keys.map { "constraint on table \($0.definition.name.name)" })
          .joined(separator: "\n"),
        hint: "Use DROP ... CASCADE to drop the dependent objects too.")
    }
    for view in views { try remove(view.name, from: &catalog, cascade: true) }
    for var entry in keys {
      entry.definition.foreignKeys.removeAll { $0.table == name }
      catalog.put(entry)
    }
    catalog.remove(name)
  }

  private func dropSchema(_ name: String, _ drop: Drop) throws {
    guard catalog.schemas.contains(name) else {
      guard drop.ifExists else { throw SQLError(.invalidSchema, "schema \"\(name)\" does not exist") }
      notices.append(Notice("Schema \"\(name)\" does not exist and will be skipped"))
      return
    }
    guard !["pg_catalog", "information_schema"].contains(name) else {
      throw SQLError(.insufficientPrivilege, "permission denied for schema \(name)")
    }
    try change { catalog in
      let inside =
        catalog.allTables.map(\.definition.name).filter { $0.schema == name }
        + catalog.allViews.map(\.name).filter { $0.schema == name }
      guard inside.isEmpty || drop.cascade else {
        throw SQLError(
          .dependentObjects, "cannot drop schema \(name) because other objects depend on it",
          hint: "Use DROP ... CASCADE to drop the dependent objects too.")
      }
      for relation in inside where catalog.contains(relation) {
        try Self.remove(relation, from: &catalog, cascade: true)
      }
      catalog.removeSchema(name)
    }
  }
}
