import SQLTypes

/// Transactions and locks as they are now: STV_DB_ISOLATION_LEVEL, STV_LOCKS, SVV_TRANSACTIONS (sql.md part 3).
extension SystemRelation {
  static let transactionRelations = [isolationLevel, locks, transactions]

  private static let isolationLevel = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stv_db_isolation_level"),
    columns: [ColumnDefinition("db_name", .varchar(128)), ColumnDefinition("isolation_level", .varchar(20))],
    rows: { [[.string($0.database.name), .string($0.database.isolation.rawValue)]] })

  private static let locks = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stv_locks"),
    columns: [
      ColumnDefinition("table_id", .integer), ColumnDefinition("last_commit", .timestamp),
      ColumnDefinition("last_update", .timestamp), ColumnDefinition("lock_owner", .bigint),
      ColumnDefinition("lock_owner_pid", .bigint), ColumnDefinition("lock_owner_start_ts", .timestamp),
      ColumnDefinition("lock_owner_end_ts", .timestamp), ColumnDefinition("lock_status", .char(22)),
    ],
    rows: { context in
      context.tableLocks.filter { $0.mode != .accessShare && $0.isGranted }.map { lock in
        [
          .int(Int64(lock.table)), .null, .null, .int(Int64(lock.transaction)), lock.pid,
          lock.startTime, .null, .string("Holding write lock"),
        ]
      }
    })

  private static let transactions = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "svv_transactions"),
    columns: [
      ColumnDefinition("txn_owner", .varchar(128)), ColumnDefinition("txn_db", .varchar(128)),
      ColumnDefinition("xid", .bigint), ColumnDefinition("pid", .integer), ColumnDefinition("txn_start", .timestamp),
      ColumnDefinition("lock_mode", .varchar(24)), ColumnDefinition("lockable_object_type", .varchar(14)),
      ColumnDefinition("relation", .integer), ColumnDefinition("granted", .boolean),
    ],
    rows: { context in
      context.tableLocks.map { lock in
        [
          .string("awsuser"), .string(context.database.name), .int(Int64(lock.transaction)), lock.pid,
          lock.startTime, .string(lock.mode.rawValue), .string("relation"), .int(Int64(lock.table)),
          .bool(lock.isGranted),
        ]
      }
    })
}

/// A lock on a table, with whose it is.
private struct TableLock {
  var table: Int
  var transaction: Int
  var mode: LockMode
  var isGranted: Bool
  var pid: Value
  var startTime: Value
}

extension SystemContext {
  fileprivate var tableLocks: [TableLock] {
    let (granted, waiting) = database.locks.requests
    let all = granted.map { ($0, true) } + waiting.map { ($0, false) }
    let sessions = database.sessions.all
    return all.compactMap { request, isGranted in
      guard case .relation(let table) = request.target else { return nil }
      let owner = sessions.first { $0.transaction?.id == request.transaction }
      return TableLock(
        table: table, transaction: request.transaction, mode: request.mode, isGranted: isGranted,
        pid: owner.map { .int(Int64($0.id)) } ?? .null,
        startTime: owner?.transaction.map { .int($0.startTime) } ?? .null)
    }.sorted { ($0.transaction, $0.table, $0.mode.rawValue) < ($1.transaction, $1.table, $1.mode.rawValue) }
  }
}
