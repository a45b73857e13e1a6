import SQLTypes
import System

/// Sessions, what they run, and how they came: STV_SESSIONS, STV_RECENTS, STV_INFLIGHT, STL_SESSIONS,
/// STL_CONNECTION_LOG.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STV_RECENTS.html
extension SystemRelation {
  static let sessionRelations = [sessions, recents, inflight, sessionLog, connectionLog, sysConnectionLog, activity]

  private static let sessions = SystemRelation("stv_sessions", rows: \.database.sessions.all) {
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("process", .integer) { $0.id }
    SystemColumn("user_name", .char(50)) { $0.user.name }
    SystemColumn.database("db_name", .char(50))
    SystemColumn("timeout_sec", .integer) { $0.user.timeout }
  }

  private static let recents = SystemRelation("stv_recents", rows: \.recentStatements) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("status", .char(20)) { $0.isRunning ? "Running" : "Done" }
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("duration", .integer) { min($0.endTime - $0.startTime, Int64(Int32.max)) }
    SystemColumn("user_name", .char(50)) { $0.userName(in: $1) }
    SystemColumn.database("db_name", .char(50))
    SystemColumn("query", .char(600)) { $0.text }
    SystemColumn("pid", .integer) { $0.isRunning ? $0.session : -1 }
  }

  private static let inflight = SystemRelation("stv_inflight", rows: \.runningQueries) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn.slice()
    SystemColumn("query", .integer) { $0.id }
    SystemColumn("label", .char(320)) { $0.queryLabel }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("text", .char(100)) { $0.text }
    SystemColumn.constant("suspended", .integer, 0)
    SystemColumn.constant("insert_pristine", .integer, 0)
    SystemColumn.constant("concurrency_scaling_status", .integer, 0)
  }

  /// As PostgreSQL 8.0 shows them.
  private static let activity = SystemRelation("pg_stat_activity", rows: \.database.sessions.all) {
    SystemColumn.constant("datid", .objectID, ObjectID.firstOfUsers)
    SystemColumn.database("datname", .objectName)
    SystemColumn("procpid", .integer) { $0.id }
    SystemColumn("usesysid", .integer) { $0.user.id }
    SystemColumn("usename", .objectName) { $0.user.name }
    SystemColumn("current_query", .longText) { $0.activity?.text ?? "<IDLE>" }
    SystemColumn("query_start", .timestamptz) { $0.activity?.startTime }
  }

  private static let sessionLog = SystemRelation("stl_sessions", rows: \.database.activity.sessions) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("endtime", .timestamp) { $0.endTime }
    SystemColumn("process", .integer) { $0.session }
    SystemColumn("user_name", .char(50)) { $0.user }
    SystemColumn.database("db_name", .char(50))
    SystemColumn("timeout_sec", .integer) { $0.timeout }
    SystemColumn("timed_out", .integer) { $0.isTimedOut ? 1 : 0 }
  }

  private static let connectionLog = SystemRelation("stl_connection_log", rows: \.database.activity.connectionEvents) {
    SystemColumn("event", .char(50)) { $0.event.rawValue }
    SystemColumn("recordtime", .timestamp) { $0.time }
    SystemColumn("remotehost", .char(45)) { $0.client.host }
    SystemColumn("remoteport", .char(32)) { $0.client.port }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn.database("dbname", .char(50))
    SystemColumn("username", .char(50)) { $0.user }
    SystemColumn("authmethod", .char(32)) { $0.client.authentication }
    SystemColumn("duration", .integer) { min($0.duration, Int64(Int32.max)) }
    SystemColumn("sslversion", .char(50)) { $0.client.tlsVersion }
    SystemColumn.constant("sslcipher", .char(128), "")
    SystemColumn.constant("mtu", .integer, 0)
    SystemColumn.constant("sslcompression", .char(64), "")
    SystemColumn.constant("sslexpansion", .char(64), "")
    SystemColumn.constant("iamauthguid", .char(36), "")
    SystemColumn("application_name", .char(250)) { $0.client.application }
    SystemColumn("os_version", .char(64)) { $0.client.system }
    SystemColumn("driver_version", .char(64)) { $0.client.driver }
    SystemColumn("plugin_name", .char(32)) { $0.client.plugin }
    SystemColumn("protocol_version", .integer) { $0.client.protocolVersion }
    SystemColumn.constant("sessionid", .char(36), "")
    SystemColumn.constant("compression", .char(16), "")
  }

  private static let sysConnectionLog = SystemRelation("sys_connection_log", rows: \.database.activity.connectionEvents)
  {
    SystemColumn("event", .char(50)) { $0.event.rawValue }
    SystemColumn("record_time", .timestamp) { $0.time }
    SystemColumn("remote_host", .char(45)) { $0.client.host }
    SystemColumn("remote_port", .char(32)) { $0.client.port }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn.database("database_name", .char(50))
    SystemColumn("user_name", .char(50)) { $0.user }
    SystemColumn("auth_method", .char(32)) { $0.client.authentication }
    SystemColumn("duration", .integer) { min($0.duration, Int64(Int32.max)) }
    SystemColumn("ssl_version", .char(50)) { $0.client.tlsVersion }
    SystemColumn.constant("ssl_cipher", .char(128), "")
    SystemColumn.constant("mtu", .integer, 0)
    SystemColumn.constant("ssl_compression", .char(64), "")
    SystemColumn.constant("ssl_expansion", .char(64), "")
    SystemColumn.constant("iam_auth_guid", .char(36), "")
    SystemColumn("application_name", .char(250)) { $0.client.application }
    SystemColumn("driver_version", .char(64)) { $0.client.driver }
    SystemColumn("os_version", .char(64)) { $0.client.system }
    SystemColumn("plugin_name", .char(32)) { $0.client.plugin }
    SystemColumn("protocol_version", .integer) { $0.client.protocolVersion }
    SystemColumn.constant("global_session_id", .char(36), "")
  }
}

extension SystemContext {
  /// Those that run, and the last hundred that have ended.
  fileprivate var recentStatements: [StatementRecord] { runningStatements + database.activity.lastStatements(100) }

  var runningQueries: [StatementRecord] { runningStatements.filter { $0.kind == .query } }
}

extension StatementRecord {
  fileprivate func userName(in context: SystemContext) -> String? {
    if userID == context.session.userID { return context.session.user }
    return context.database.sessions[session]?.user.name
  }
}
