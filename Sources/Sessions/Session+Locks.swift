import Catalogs
import Planning
import SQLSyntax
import SQLTypes

extension Session {
  /// Binds a statement under its transaction's snapshot, with the locks it needs: AccessShareLock on what it reads, and
  /// ShareRowExclusiveLock on the table it writes, which `bind` looks up once before all others.
  ///
  /// Locks come before the snapshot (sql.md 1.2 "Locks"), and names have to be bound to know what to lock. Where a table
  /// is another once they are there, the statement is bound again, also one that could not be bound to the old one; then
  /// nothing can change any more.
  func bindLocked<Bound>(
    _ context: StatementContext, isWrite: Bool = false, _ bind: (Binder) throws -> Bound
  ) throws -> Bound {
    while true {
      let binder = makeBinder(context)
      let bound = Result { try bind(binder) }
      try lockTables(of: binder, isWrite: isWrite, context)
      if case .success = bound { context.transaction.takeSnapshot() }
      let catalog = context.catalog
      if binder.tablesRead.allSatisfy({ catalog.table(id: $0.id)?.revision == $0.revision }) { return try bound.get() }
    }
  }

  private func lockTables(of binder: Binder, isWrite: Bool, _ context: StatementContext) throws {
    var tables = binder.tablesRead
    if isWrite, let target = tables.first {
      try context.lock(.relation(target.id), .shareRowExclusive)
      tables.removeFirst()
      if binder.readsTarget { tables.append(target) }
    }
    for table in tables { try context.lock(.relation(table.id), .accessShare) }
    context.transaction.noteReads(tables.map(\.id))
  }

  /// The table as a whole for this statement alone, with all rows that are committed. Throws 42P01, 40P01.
  func lockExclusively(_ name: QualifiedName, _ context: StatementContext) throws -> TableEntry {
    let found = try makeBinder(context).table(name)
    try context.lock(.relation(found.id), .accessExclusive)
    let table = try makeBinder(context).table(name)
    guard table.id == found.id else { return try lockExclusively(name, context) }
    context.transaction.takeSnapshot()
    return try context.transaction.adoptLatest(table.id)
  }

  /// A name for a relation to be made: no other transaction makes one of that name, or drops its schema, meanwhile.
  func lockName(_ name: TableName, _ context: StatementContext) throws {
    try context.lock(.schema(name.schema), .accessShare)
    try context.lock(.name(name), .accessExclusive)
    context.transaction.takeSnapshot()
  }
}
