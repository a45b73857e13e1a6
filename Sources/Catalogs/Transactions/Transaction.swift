import Columnar
import SQLTypes
import Scheduling
import System

/// A unit of work: one snapshot, its changes, its locks. Every statement runs in one, that of an open BEGIN or its own.
///
/// The snapshot is taken by the first statement that reads or writes a table, after that statement has its locks, so
/// that an UPDATE which waited for another transaction sees what that one committed (sql.md 1.2 "Locks"). Names and
/// definitions are always those of the moment; rows are the snapshot's: a table that was made since has none. Used by
/// one thread at a time.
///
/// ```
/// BEGIN            no snapshot yet
/// UPDATE t …       lock t ─► snapshot ─► plan over the snapshot's rows ─► change of t
/// SELECT … FROM u  the same snapshot: what others commit meanwhile is not seen
/// COMMIT           the changes are published together, the locks released
/// ```
package final class Transaction {
  package let id: Int
  /// Microseconds since 1970-01-01 UTC: what SYSDATE tells.
  package let startTime: Int64
  /// Of one statement, committed with it.
  package let isImplicit: Bool
  /// The process id of its session; 0 where there is none.
  let session: Int
  let database: Database
  private var snapshot: Catalog?
  private var changes = CatalogChanges()
  private var reads: Set<Int> = []
  private var savepoints: [(name: String, changes: CatalogChanges)] = []
  /// What the statements see, of this many commits and own changes.
  private var seen: (commit: Int, catalog: Catalog)?
  private var isOpen = true

  package init(_ database: Database, startTime: Int64, isImplicit: Bool, session: Int = 0) {
    self.session = session
    id = database.makeTransactionID()
    self.database = database
    self.startTime = startTime
    self.isImplicit = isImplicit
  }

  deinit { rollback() }

  package var hasChanges: Bool { !changes.isEmpty || !changes.principals.isEmpty }

  /// Users, groups, roles and databases as its next statement sees them: those of the moment, and its own changes.
  package var principals: Principals {
    var principals = database.principals.current
    // An edit that another transaction's commit has made impossible fails with this one's commit.
    for edit in changes.principals { try? edit(&principals) }
    return principals
  }

  /// What its next statement sees.
  package var catalog: Catalog {
    let latest = database.catalog
    if let seen, seen.commit == latest.sequence { return seen.catalog }
    let catalog = visible(in: latest)
    seen = (latest.sequence, catalog)
    return catalog
  }

  /// Fixes what is seen of other transactions, where no statement has done so before.
  package func takeSnapshot() {
    guard snapshot == nil else { return }
    snapshot = database.beginSnapshot(of: id)
    seen = nil
  }

  /// Whether its statements see all rows that a table will have after its commit.
  package func seesAllRows(of table: Int) -> Bool { changes.tables[table]?.isRebased != true }

  /// Ids of tables whose rows the next statement reads.
  package func noteReads(_ tables: [Int]) { reads.formUnion(tables) }

  /// Publishes the changes. Throws 1023 where the database is serializable and no serial order gives the same results;
  /// the transaction is over then, too.
  package func commit() throws(SQLError) {
    guard isOpen else { return }
    defer { rollback() }
    guard !changes.principals.isEmpty else { return try publish() }
    try database.principals.publish(changes.principals) { () throws(SQLError) in try publish() }
  }

  private func publish() throws(SQLError) {
    guard !changes.isEmpty else { return try database.publishReads(reads, of: self) }
    try checkQuotas()
    try database.publish(changes, of: self, reads: reads)
    changes = CatalogChanges()
  }

  private func checkQuotas() throws(SQLError) {
    let before = database.catalog
    guard !before.access.quotas.isEmpty, !changes.tables.isEmpty else { return }
    var after = before
    changes.apply(to: &after, \.published)
    try checkQuotas(before, after, Set(changes.tables.values.map { $0.published.definition.name.schema }))
  }

  /// Forgets the changes and releases the locks.
  package func rollback() {
    guard isOpen else { return }
    isOpen = false
    savepoints = []
    if !changes.isEmpty { noteUndone() }
    changes = CatalogChanges()
    database.end(id)
  }

  private func noteUndone() {
    let now = WallClock.now
    database.activity.record(
      changes.tables.keys.sorted().map {
        UndoneChange(transaction: id, table: $0, startTime: now, endTime: now)
      })
  }

  /// 1023, which STL_TR_CONFLICT remembers.
  func conflict(on table: Int, _ transactions: [Int]) -> SQLError {
    database.activity.record(
      TransactionConflict(
        transaction: id, session: session, startTime: startTime, endTime: WallClock.now, table: table))
    let ids = transactions.map(String.init).joined(separator: ", ")
    return SQLError(
      .internalError, "1023",
      detail: "Serializable isolation violation on table - \(table), transactions forming the cycle are: \(ids)")
  }

  /// Tables as they are now, with the rows of the snapshot, and the transaction's own changes.
  private func visible(in latest: Catalog) -> Catalog {
    var catalog = latest
    if let snapshot, snapshot.sequence < latest.sequence {
      for var entry in latest.tables(changedSince: snapshot) {
        let old = snapshot.table(id: entry.id)
        // Rows of other columns cannot be shown under these.
        guard old == nil || old?.definition.columns == entry.definition.columns else { continue }
        entry.version = old?.version ?? .empty
        entry.revision = old?.revision ?? 0
        catalog.put(entry)
      }
    }
    changes.apply(to: &catalog, \.visible)
    return catalog
  }
}

/// Changes. Each needs the lock that goes with it.
extension Transaction {
  /// Rows behind those of a table. Throws XX000 where it is gone.
  package func append(_ batches: [Batch], to table: Int) throws {
    try change(table) { change, revision in
      change.append(batches, revision: revision)
      return true
    }
  }

  /// Throws 1023 where another transaction has changed one of the rows since this one's snapshot, `CancellationError`.
  package func delete(_ rows: ModifiedRows, from table: Int, _ pool: WorkerPool) throws {
    try change(table) { try $0.delete(rows, revision: $1, pool) }
  }

  /// New values in `columns`. Throws as above.
  package func update(_ rows: ModifiedRows, columns: [Int], of table: Int, _ pool: WorkerPool) throws {
    try change(table) { try $0.update(rows, columns: columns, revision: $1, pool) }
  }

  /// The same rows without the deleted ones beside them. Throws `CancellationError`.
  package func compact(_ table: Int, _ pool: WorkerPool) throws {
    try change(table) { change, revision in
      try change.compact(revision: revision, pool)
      return true
    }
  }

  /// Another definition of the same rows. Throws XX000 where the table is gone.
  package func redefine(_ table: Int, _ edit: (inout TableDefinition) throws -> Void) throws {
    try change(table) { change, revision in
      var definition = change.published.definition
      try edit(&definition)
      change.redefine(definition, revision: revision)
      return true
    }
  }

  /// A new table, or other rows of one whose latest state was adopted.
  package func put(_ entry: TableEntry) {
    var change = changes.tables[entry.id] ?? TableChange(entry)
    change.replace(entry, revision: database.makeRevision())
    changes.tables[entry.id] = change
    seen = nil
  }

  package func put(_ view: ViewEntry) {
    changes.views[view.id] = view
    seen = nil
  }

  package func put(_ routine: RoutineEntry) {
    changes.routines[routine.id] = routine
    seen = nil
  }

  package func remove(id: Int) {
    changes.tables[id] = nil
    changes.views[id] = nil
    changes.routines[id] = nil
    changes.removed.insert(id)
    changes.comments = changes.comments.filter { $0.key.object != id }
    seen = nil
  }

  package func setSchema(_ name: String, exists: Bool) {
    changes.schemas[name] = exists
    seen = nil
  }

  /// External schemas and tables.
  package func changeExternal(_ edit: @escaping @Sendable (inout ExternalCatalog) -> Void) {
    changes.external.append(edit)
    seen = nil
  }

  /// Owners and privileges.
  package func changeAccess(_ edit: @escaping @Sendable (inout AccessRules) -> Void) {
    changes.access.append(edit)
    seen = nil
  }

  /// An object that this transaction has just made belongs to somebody.
  package func register(_ object: SecurableObject, owner: Int, schema: String? = nil) {
    changeAccess { $0.register(object, owner: owner, schema: schema) }
  }

  /// Users, groups, roles, databases. Throws what the edit throws.
  package func changePrincipals(_ edit: @escaping PrincipalStore.Edit) throws(SQLError) {
    var principals = principals
    try edit(&principals)
    changes.principals.append(edit)
  }

  /// nil takes the comment away.
  package func comment(on target: CommentTarget, _ text: String?) {
    changes.comments[target] = .some(text)
    seen = nil
  }

  /// A column's comment goes with its new name, or with the column where that is dropped.
  package func moveComment(ofColumn column: String, of relation: Int, to name: String?) {
    let target = CommentTarget.column(relation: relation, name: column)
    guard let text = catalog.comments[target] else { return }
    comment(on: target, nil)
    if let name { comment(on: .column(relation: relation, name: name), text) }
  }

  /// The table with all rows that are committed, for a statement that changes it as a whole: nobody else has it now.
  package func adoptLatest(_ table: Int) throws(SQLError) -> TableEntry {
    var change = try takeChange(of: table)
    change.adoptLatest()
    changes.tables[table] = change
    seen = nil
    return change.visible
  }

  private func change(_ table: Int, _ edit: (inout TableChange, Int) throws -> Bool) throws {
    var change = try takeChange(of: table)
    seen = nil
    defer { changes.tables[table] = change }
    guard try edit(&change, database.makeRevision()) else { throw conflict(on: table, [id]) }
  }

  /// The change as it stands, to be put back: nobody else holds its rows meanwhile, so that they can grow in place.
  private func takeChange(of table: Int) throws(SQLError) -> TableChange {
    if let change = changes.tables.removeValue(forKey: table) { return change }
    guard let entry = catalog.table(id: table), let latest = database.catalog.table(id: table) else {
      throw SQLError(.internalError, "could not open relation with OID \(table)")
    }
    guard entry.revision != latest.revision, let snapshot else { return TableChange(entry) }
    return TableChange(
      snapshot: entry, latest: latest, others: database.changes(of: table, since: snapshot.sequence))
  }
}

extension Transaction {
  /// Takes a lock for the rest of the transaction. Throws 40P01, `CancellationError`.
  package func lock(_ target: LockTarget, _ mode: LockMode, for session: SessionEntry?, _ cancellation: Cancellation)
    throws
  {
    try database.locks.acquire(
      LockTable.Request(transaction: id, target: target, mode: mode), cancellation: cancellation
    ) { session?.setWaiting($0) }
  }
}

/// Savepoints, which Redshift does not have: drivers for PostgreSQL rely on them.
extension Transaction {
  package var hasSavepoints: Bool { !savepoints.isEmpty }

  package func setSavepoint(_ name: String) { savepoints.append((name, changes)) }

  /// Forgets a savepoint and those behind it; their changes stay. False where there is none of that name.
  package func release(_ name: String) -> Bool {
    guard let index = savepoints.lastIndex(where: { $0.name == name }) else { return false }
    savepoints.removeSubrange(index...)
    return true
  }

  /// Takes back what came after a savepoint, which stays. Locks stay, too. False where there is none of that name.
  package func rollback(to name: String) -> Bool {
    guard let index = savepoints.lastIndex(where: { $0.name == name }) else { return false }
    savepoints.removeSubrange((index + 1)...)
    changes = savepoints[index].changes
    seen = nil
    return true
  }
}
