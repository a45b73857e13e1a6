import SQLTypes

/// What procedures did and said: SVL_STORED_PROC_CALL, SVL_STORED_PROC_MESSAGES.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVL_STORED_PROC_CALL.html
extension SystemRelation {
  static let procedureRelations = [procedureCalls, procedureMessages]

  private static let procedureCalls = SystemRelation("svl_stored_proc_call", rows: \.database.activity.procedureCalls) {
    SystemColumn("userid", .integer) { $0.statement.userID }
    SystemColumn("session_userid", .integer) { $0.statement.userID }
    SystemColumn("query", .integer) { $0.statement.id }
    SystemColumn("label", .char(320)) { $0.statement.queryLabel }
    SystemColumn("xid", .bigint) { $0.statement.transaction }
    SystemColumn("pid", .integer) { $0.statement.session }
    SystemColumn.database("database", .char(32))
    SystemColumn("querytxt", .char(4000)) { $0.statement.text }
    SystemColumn("starttime", .timestamp) { $0.statement.startTime }
    SystemColumn("endtime", .timestamp) { $0.statement.endTime }
    SystemColumn("aborted", .integer) { $0.statement.outcome == .succeeded ? 0 : 1 }
    SystemColumn("from_sp_call", .integer) { $0.caller }
  }

  private static let procedureMessages = SystemRelation(
    "svl_stored_proc_messages", rows: \.database.activity.procedureMessages
  ) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("session_userid", .integer) { $0.userID }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn("recordtime", .timestamp) { $0.time }
    SystemColumn("loglevel", .integer) { $0.level.rawValue }
    SystemColumn("loglevel_text", .char(10)) { $0.level.name }
    SystemColumn("message", .char(1024)) { $0.message }
    SystemColumn("linenum", .integer) { $0.line }
    SystemColumn("querytext", .char(500)) { $0.text }
    SystemColumn("label", .char(320)) { $0.label }
    SystemColumn("aborted", .integer) { $0.isAborted ? 1 : 0 }
    SystemColumn("message_xid", .bigint) { $0.messageTransaction }
  }
}
