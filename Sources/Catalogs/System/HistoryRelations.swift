import SQLTypes

/// What a database has seen of sessions, transactions, procedures and S3, as the SYS views tell it, and STL_S3CLIENT.
/// https://docs.aws.amazon.com/redshift/latest/dg/serverless_views-monitoring.html
extension SystemRelation {
  static let historyRelations = [sessionHistory, transactionHistory, procedureCalls, procedureMessages, storeRequests]

  private static let sessionHistory = SystemRelation("sys_session_history", rows: \.allSessions) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn.database("database_name", .char(50))
    SystemColumn("status", .char(32)) { $0.isOpen ? "active" : $0.isTimedOut ? "timed out" : "closed" }
    SystemColumn("session_timeout", .integer) { $0.timeout }
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("end_time", .timestamp) { $0.endTime }
  }

  private static let transactionHistory = SystemRelation("sys_transaction_history", rows: \.pastTransactions) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("transaction_id", .bigint) { $0.id }
    SystemColumn("isolation_level", .text) { _, context in context.database.isolation.rawValue }
    SystemColumn("status", .text) { $0.isUndone ? "rolledback" : "committed" }
    SystemColumn("transaction_start_time", .timestamp) { $0.startTime }
    SystemColumn("commit_start_time", .timestamp) { $0.isUndone ? nil : $0.endTime }
    SystemColumn("commit_end_time", .timestamp) { $0.isUndone ? nil : $0.endTime }
    SystemColumn.unknown("blocks_committed", .bigint)
    SystemColumn("undo_transaction_id", .bigint) { $0.isUndone ? $0.id : -1 }
  }

  private static let procedureCalls = SystemRelation("sys_procedure_call", rows: \.database.activity.procedureCalls) {
    SystemColumn("session_user_id", .integer) { $0.statement.userID }
    SystemColumn("security_user_id", .integer) { $0.statement.userID }
    SystemColumn("query_id", .integer) { $0.statement.id }
    SystemColumn("query_text", .char(4000)) { $0.statement.text }
    SystemColumn("start_time", .timestamp) { $0.statement.startTime }
    SystemColumn("end_time", .timestamp) { $0.statement.endTime }
    SystemColumn("status", .char(10)) { $0.statement.outcome == .succeeded ? "success" : "canceled" }
    SystemColumn("caller_procedure_query_id", .integer) { $0.caller }
    SystemColumn.queryUUID { $0.statement.id }
  }

  private static let procedureMessages = SystemRelation(
    "sys_procedure_messages", rows: \.database.activity.procedureMessages
  ) {
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("query_id", .integer) { $0.query }
    SystemColumn("record_time", .timestamp) { $0.time }
    SystemColumn("log_level", .char(10)) { $0.level.name }
    SystemColumn("message", .char(1024)) { $0.message }
    SystemColumn("line_number", .integer) { $0.line }
    SystemColumn.queryUUID { $0.query }
  }

  private static let storeRequests = SystemRelation("stl_s3client", rows: \.history.loadCommits) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn.slice()
    SystemColumn("recordtime", .timestamp) { $0.time }
    SystemColumn.unknown("pid", .integer)
    SystemColumn.constant("http_method", .char(64), "GET")
    SystemColumn("bucket", .char(64)) { $0.location.bucket }
    SystemColumn("key", .char(256)) { $0.location.key }
    SystemColumn("transfer_size", .bigint) { $0.bytes }
    SystemColumn("data_size", .bigint) { $0.bytes }
    SystemColumn.unknown("start_time", .bigint)
    SystemColumn.unknown("end_time", .bigint)
    SystemColumn.unknown("transfer_time", .bigint)
    SystemColumn.unknown("compression_time", .bigint)
    SystemColumn.unknown("connect_time", .bigint)
    SystemColumn.unknown("app_connect_time", .bigint)
    SystemColumn.unknown("retries", .bigint)
    SystemColumn.unknown("request_id", .char(32))
    SystemColumn.unknown("extended_request_id", .char(128))
    SystemColumn.unknown("ip_address", .char(64))
    SystemColumn.constant("is_partial", .integer, 0)
    SystemColumn.constant("start_offset", .bigint, 0)
    SystemColumn.queryUUID { $0.query }
  }
}

/// A session, open or not.
private struct PastSession: OwnedRow {
  let session: Int
  let userID: Int64
  let timeout: Int
  let startTime: Int64
  let endTime: Int64?
  var isTimedOut = false

  var isOpen: Bool { endTime == nil }
}

/// What the statements of one transaction tell of it.
private struct PastTransaction: OwnedRow {
  let id: Int
  let userID: Int64
  let startTime: Int64
  var endTime: Int64
  var isUndone: Bool
}

extension SystemContext {
  fileprivate var allSessions: [PastSession] {
    let ended = database.activity.sessions.map {
      PastSession(
        session: $0.session, userID: $0.userID, timeout: $0.timeout, startTime: $0.startTime, endTime: $0.endTime,
        isTimedOut: $0.isTimedOut)
    }
    return ended
      + database.sessions.all.map {
        PastSession(
          session: $0.id, userID: $0.userID, timeout: $0.user.timeout, startTime: $0.startTime, endTime: nil)
      }
  }

  /// Those that have ended, in the order of their beginnings. One with a failed statement is taken back, and so is one
  /// that ended with ROLLBACK.
  fileprivate var pastTransactions: [PastTransaction] {
    let open = Set(database.sessions.all.compactMap { $0.transaction?.id })
    var known: [Int: PastTransaction] = [:]
    for statement in database.activity.statements where !open.contains(statement.transaction) {
      let isUndone = statement.outcome != .succeeded || statement.isRollback
      var transaction =
        known[statement.transaction]
        ?? PastTransaction(
          id: statement.transaction, userID: statement.userID, startTime: statement.startTime,
          endTime: statement.endTime, isUndone: isUndone)
      transaction.endTime = statement.endTime
      transaction.isUndone = transaction.isUndone || isUndone
      known[statement.transaction] = transaction
    }
    return known.values.sorted { $0.id < $1.id }
  }
}

extension StatementRecord {
  fileprivate var isRollback: Bool {
    let word = text.prefix { $0.isLetter }.uppercased()
    return (word == "ROLLBACK" || word == "ABORT") && !text.uppercased().contains("SAVEPOINT")
      && !text.uppercased().contains(" TO ")
  }
}

extension LoadCommit {
  /// `s3://bucket/key`, taken apart.
  fileprivate var location: (bucket: String, key: String) {
    let path = fileName.hasPrefix("s3://") ? fileName.dropFirst(5) : Substring(fileName)
    let end = path.firstIndex(of: "/") ?? path.endIndex
    return (String(path[..<end]), String(path[end...].dropFirst()))
  }
}
