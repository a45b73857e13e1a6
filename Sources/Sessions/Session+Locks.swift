import Catalogs
import Planning
import SQLSyntax
import SQLTypes

extension Session {
  /// Binds a statement under its transaction's snapshot, with the locks it needs: AccessShareLock on the tables and
  /// views it reads, and ShareRowExclusiveLock on the table it writes, which `bind` looks up once before all others.
  ///
  /// Locks come before the snapshot (sql.md 1.2 "Locks"), and names have to be bound to know what to lock. Where a
  /// table or view is another once they are there, the statement is bound again, also one that could not be bound to
  /// the old one; then nothing can change any more.
  func bindLocked<Bound>(
    _ context: StatementContext, isWrite: Bool = false, _ bind: (Binder) throws -> Bound
  ) throws -> Bound {
    while true {
      let binder = makeBinder(context)
      let bound = Result {
        let bound = try bind(binder)
        try checkAccesses(of: binder, context)
        return bound
      }
      try lockTables(of: binder, isWrite: isWrite, context)
      if case .success = bound { context.transaction.takeSnapshot() }
      if binder.isCurrent(in: context.catalog) { return try bound.get() }
    }
  }

  private func lockTables(of binder: Binder, isWrite: Bool, _ context: StatementContext) throws {
    var tables = binder.tablesRead
    if isWrite, let target = tables.first {
      try context.lock(.relation(target.id), .shareRowExclusive)
      tables.removeFirst()
      if binder.readsTarget { tables.append(target) }
    }
    for id in tables.map(\.id) + binder.viewsRead.map(\.id) { try context.lock(.relation(id), .accessShare) }
    context.transaction.noteReads(tables.map(\.id))
  }

  /// The table as a whole for this statement alone, with all rows that are committed. Throws 42P01, 40P01.
  func lockExclusively(_ name: QualifiedName, _ context: StatementContext) throws -> TableEntry {
    let table = try lockTable(name, context)
    context.transaction.takeSnapshot()
    return try context.transaction.adoptLatest(table)
  }

  /// The id of a table that nobody else has from now on; what LOCK does, which takes no snapshot (sql.md 1.2
  /// "Isolation"). Throws 42P01, 40P01.
  func lockTable(_ name: QualifiedName, _ context: StatementContext) throws -> Int {
    while true {
      let found = try makeBinder(context).table(name)
      try context.lock(.relation(found.id), .accessExclusive)
      if try makeBinder(context).table(name).id == found.id { return found.id }
    }
  }

  /// The full name of a relation to be made: no other transaction makes one of that name, or drops its schema,
  /// meanwhile. Throws 3F000, 40P01.
  func lockNewName(
    _ written: QualifiedName, isTemporary: Bool, permission: String = "CREATE TABLE", _ context: StatementContext
  ) throws -> TableName {
    while true {
      let name = try makeBinder(context).creationName(written, isTemporary: isTemporary)
      try requireCreation(of: name, or: permission, context)
      try lockName(name, context)
      if try makeBinder(context).creationName(written, isTemporary: isTemporary) == name { return name }
    }
  }

  /// The same for a name that is given in full. Throws 3F000, 42P07, 40P01.
  func lockUnusedName(_ name: TableName, _ context: StatementContext) throws {
    try requireCreation(of: name, or: "CREATE TABLE", context)
    try lockName(name, context)
    guard name.schema == temporarySchema || context.catalog.schemas.contains(name.schema) else {
      throw SQLError(.invalidSchema, "schema \"\(name.schema)\" does not exist")
    }
    guard !context.catalog.contains(name) else {
      throw SQLError(.duplicateTable, "Relation \"\(name.name)\" already exists")
    }
  }

  private func lockName(_ name: TableName, _ context: StatementContext) throws {
    try context.lock(.schema(name.schema), .accessShare)
    try context.lock(.name(name), .accessExclusive)
    context.transaction.takeSnapshot()
  }
}

extension Binder {
  /// Whether what was bound is what a catalog has.
  fileprivate func isCurrent(in catalog: Catalog) -> Bool {
    let hasTables = tablesRead.allSatisfy { table in
      // Of an external table several schemas may tell.
      let isExternal = table.definition.external != nil
      guard let now = isExternal ? catalog.table(table.definition.name) : catalog.table(id: table.id) else {
        return false
      }
      return now.revision == table.revision && now.definition == table.definition
    }
    return hasTables && viewsRead.allSatisfy { catalog.view(id: $0.id) == $0 }
  }
}
