import SQLTypes
import System

/// The logs of statements, one row a statement: STL_QUERY, SVL_QLOG, STL_WLM_QUERY, SYS_QUERY_HISTORY. Queries,
/// definitions and the rest are logged apart, as AWS documents them.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STL_QUERY.html
extension SystemRelation {
  static let statementRelations = [queries, queryLog, workloadQueries, queryHistory]

  private static let queries = SystemRelation("stl_query", rows: \.queries) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.id }
    SystemColumn("label", .char(320)) { $0.queryLabel }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn.database("database", .char(32))
    SystemColumn("querytxt", .char(4000)) { $0.text }
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("endtime", .timestamp) { $0.endTime }
    SystemColumn("aborted", .integer) { $0.outcome == .succeeded ? 0 : 1 }
    SystemColumn.constant("insert_pristine", .integer, 0)
    SystemColumn.constant("concurrency_scaling_status", .integer, 0)
  }

  private static let queryLog = SystemRelation("svl_qlog", rows: \.queries) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.id }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("endtime", .timestamp) { $0.endTime }
    SystemColumn("elapsed", .bigint) { $0.endTime - $0.startTime }
    SystemColumn("aborted", .integer) { $0.outcome == .succeeded ? 0 : 1 }
    SystemColumn("label", .char(320)) { $0.queryLabel }
    SystemColumn("substring", .char(60)) { $0.text }
    SystemColumn.unknown("source_query", .integer)
    SystemColumn.constant("concurrency_scaling_status_txt", .text, "Ran on the main cluster")
    SystemColumn.constant("from_sp_call", .integer, 0)
  }

  /// One queue, in which nobody waits.
  private static let workloadQueries = SystemRelation("stl_wlm_query", rows: \.queries) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("xid", .integer) { $0.transaction }
    SystemColumn("task", .integer) { $0.id }
    SystemColumn("query", .integer) { $0.id }
    SystemColumn.constant("service_class", .integer, 6)
    SystemColumn.constant("slot_count", .integer, 1)
    SystemColumn("service_class_start_time", .timestamp) { $0.startTime }
    SystemColumn("queue_start_time", .timestamp) { $0.startTime }
    SystemColumn("queue_end_time", .timestamp) { $0.startTime }
    SystemColumn.constant("total_queue_time", .bigint, 0)
    SystemColumn("exec_start_time", .timestamp) { $0.startTime }
    SystemColumn("exec_end_time", .timestamp) { $0.endTime }
    SystemColumn("total_exec_time", .bigint) { $0.endTime - $0.startTime }
    SystemColumn("service_class_end_time", .timestamp) { $0.endTime }
    SystemColumn.constant("final_state", .char(16), "Completed")
    SystemColumn.unknown("est_peak_mem", .bigint)
    SystemColumn.constant("query_priority", .char(20), "Normal")
    SystemColumn.constant("service_class_name", .char(64), "Default queue")
  }

  private static let queryHistory = SystemRelation("sys_query_history", rows: \.statements) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("query_id", .bigint) { $0.id }
    SystemColumn("query_label", .char(320)) { $0.queryLabel }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn.database("database_name", .char(128))
    SystemColumn("query_type", .char(32)) { "\($0.type)" }
    SystemColumn("status", .char(10)) { $0.status }
    SystemColumn.constant("result_cache_hit", .boolean, false)
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("end_time", .timestamp) { $0.isRunning ? nil : $0.endTime }
    SystemColumn("elapsed_time", .bigint) { $0.endTime - $0.startTime }
    SystemColumn.constant("queue_time", .bigint, 0)
    SystemColumn("execution_time", .bigint) { $0.endTime - $0.startTime }
    SystemColumn("error_message", .char(512)) { $0.errorMessage }
    SystemColumn("returned_rows", .bigint) { $0.returnedRows }
    SystemColumn.unknown("returned_bytes", .bigint)
    SystemColumn("query_text", .char(4000)) { $0.text }
    SystemColumn.constant("redshift_version", .char(256), SessionInfo.redshiftVersion)
    usage
    hashes
  }

  /// What only a cluster has.
  @SystemColumnBuilder<StatementRecord>
  private static var usage: [SystemColumn<StatementRecord>] {
    SystemColumn.unknown("usage_limit", .char(150))
    SystemColumn.constant("compute_type", .varchar(32), "primary")
    SystemColumn.constant("compile_time", .bigint, 0)
    SystemColumn.unknown("planning_time", .bigint)
    SystemColumn.unknown("lock_wait_time", .bigint)
    SystemColumn.constant("service_class_id", .integer, 6)
    SystemColumn.constant("service_class_name", .char(64), "Default queue")
    SystemColumn.constant("query_priority", .char(20), "Normal")
    SystemColumn.constant("short_query_accelerated", .char(10), "false")
  }

  @SystemColumnBuilder<StatementRecord>
  private static var hashes: [SystemColumn<StatementRecord>] {
    SystemColumn("user_query_hash", .char(40)) { QueryHash.text(of: $0.text, hidesLiterals: false) }
    SystemColumn("generic_query_hash", .char(40)) { QueryHash.text(of: $0.text, hidesLiterals: true) }
    SystemColumn.constant("query_hash_version", .integer, QueryHash.version)
    SystemColumn.constant("result_cache_query_id", .integer, 0)
    SystemColumn("username", .char(128)) { $1.userName(Int($0.userID)) }
  }
}

extension SystemContext {
  var queries: [StatementRecord] { database.activity.statements.filter { $0.kind == .query } }

  /// All that have ended, and those that run.
  var statements: [StatementRecord] { database.activity.statements + runningStatements }

  var runningStatements: [StatementRecord] {
    database.sessions.all.compactMap { entry in
      guard let activity = entry.activity else { return nil }
      var record = StatementRecord(
        id: activity.statement, transaction: entry.transaction?.id ?? 0, session: entry.id, userID: entry.user.id,
        kind: activity.kind, type: activity.type, label: activity.label, text: activity.text,
        startTime: activity.startTime, endTime: WallClock.now, outcome: .succeeded, returnedRows: 0)
      record.isRunning = true
      return record
    }
  }
}

extension StatementRecord {
  var queryLabel: String { label.isEmpty ? "default" : label }

  fileprivate var status: String {
    if isRunning { return "running" }
    return switch outcome {
    case .succeeded: "success"
    case .failed: "failed"
    case .cancelled: "canceled"
    }
  }

  fileprivate var errorMessage: String {
    switch outcome {
    case .succeeded: ""
    case .failed(let message), .cancelled(let message): message
    }
  }
}
