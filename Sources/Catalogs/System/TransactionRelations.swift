import SQLTypes

/// Transactions and locks as they are now: STV_DB_ISOLATION_LEVEL, STV_LOCKS, SVV_TRANSACTIONS (sql.md part 3).
extension SystemRelation {
  static let transactionRelations = [isolationLevel, locks, transactions, undone, conflicts, relationLocks]

  private static let isolationLevel = SystemRelation("stv_db_isolation_level", rows: \.databases) {
    SystemColumn("db_name", .char(128)) { $0.name }
    SystemColumn("isolation_level", .char(20)) { $0.isolation.rawValue }
  }

  private static let locks = SystemRelation("stv_locks", rows: \.writeLocks) {
    SystemColumn("table_id", .bigint) { $0.table }
    SystemColumn.unknown("last_commit", .timestamp)
    SystemColumn.unknown("last_update", .timestamp)
    SystemColumn("lock_owner", .bigint) { $0.transaction }
    SystemColumn("lock_owner_pid", .bigint) { $0.owner?.id }
    SystemColumn("lock_owner_start_ts", .timestamp) { $0.owner?.transaction?.startTime }
    SystemColumn.unknown("lock_owner_end_ts", .timestamp)
    SystemColumn.constant("lock_status", .char(22), "Holding write lock")
  }

  /// As PostgreSQL 8.0 shows them.
  private static let relationLocks = SystemRelation("pg_locks", rows: \.tableLocks) {
    SystemColumn("relation", .objectID) { $0.table }
    SystemColumn.constant("database", .objectID, ObjectID.firstOfUsers)
    SystemColumn("transaction", .transactionID) { $0.transaction }
    SystemColumn("pid", .integer) { $0.owner?.id }
    SystemColumn("mode", .text) { $0.mode.rawValue }
    SystemColumn("granted", .boolean) { $0.isGranted }
  }

  private static let transactions = SystemRelation("svv_transactions", rows: \.tableLocks) {
    SystemColumn("txn_owner", .identifier) { $0.owner?.user.name }
    SystemColumn.database("txn_db")
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("pid", .integer) { $0.owner?.id }
    SystemColumn("txn_start", .timestamp) { $0.owner?.transaction?.startTime }
    SystemColumn("lock_mode", .varchar(24)) { $0.mode.rawValue }
    SystemColumn.constant("lockable_object_type", .varchar(14), "relation")
    SystemColumn("relation", .integer) { $0.table }
    SystemColumn("granted", .boolean) { $0.isGranted }
  }

  private static let undone = SystemRelation("stl_undone", rows: \.database.activity.undoneChanges) {
    SystemColumn.userID("userid")
    SystemColumn("xact_id", .bigint) { $0.transaction }
    SystemColumn("xact_id_undone", .bigint) { $0.transaction }
    SystemColumn("undo_start_ts", .timestamp) { $0.startTime }
    SystemColumn("undo_end_ts", .timestamp) { $0.endTime }
    SystemColumn("table_id", .bigint) { $0.table }
  }

  private static let conflicts = SystemRelation("stl_tr_conflict", rows: \.database.activity.conflicts) {
    SystemColumn("xact_id", .bigint) { $0.transaction }
    SystemColumn("process_id", .bigint) { $0.session }
    SystemColumn("xact_start_ts", .timestamp) { $0.startTime }
    SystemColumn("abort_time", .timestamp) { $0.endTime }
    SystemColumn("table_id", .bigint) { $0.table }
  }
}

/// A lock on a table, with whose it is.
private struct TableLock {
  var table: Int
  var transaction: Int
  var mode: LockMode
  var isGranted: Bool
  /// nil where the session has gone.
  var owner: SessionEntry?
}

extension SystemContext {
  fileprivate var databases: [Database] { [database] }

  fileprivate var writeLocks: [TableLock] { tableLocks.filter { $0.mode != .accessShare && $0.isGranted } }

  fileprivate var tableLocks: [TableLock] {
    let (granted, waiting) = database.locks.requests
    let all = granted.map { ($0, true) } + waiting.map { ($0, false) }
    let sessions = database.sessions.all
    return all.compactMap { request, isGranted in
      guard case .relation(let table) = request.target else { return nil }
      let owner = sessions.first { $0.transaction?.id == request.transaction }
      return TableLock(
        table: table, transaction: request.transaction, mode: request.mode, isGranted: isGranted, owner: owner)
    }.sorted { ($0.transaction, $0.table, $0.mode.rawValue) < ($1.transaction, $1.table, $1.mode.rawValue) }
  }
}
