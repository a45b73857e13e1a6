import SQLTypes

/// Who is connected, and what a cluster of one slice is made of: STV_SESSIONS, STV_SLICES, SVL_USER_INFO.
extension SystemRelation {
  static let sessionRelations = [sessions, slices, userInfoOfViews]

  private static let sessions = SystemRelation("stv_sessions", rows: \.database.sessions.all) {
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("process", .integer) { $0.id }
    SystemColumn("user_name", .char(50)) { $1.userName(of: $0) }
    SystemColumn("db_name", .char(50)) { $1.database.name }
    SystemColumn.constant("timeout_sec", .integer, 0)
  }

  private static let slices = SystemRelation("stv_slices", of: [0]) {
    SystemColumn("node", .integer) { (node: Int) in node }
    SystemColumn.slice()
    SystemColumn.constant("localslice", .integer, 0)
    SystemColumn.constant("type", .char(1), "D")
  }

  private static let userInfoOfViews = SystemRelation("svl_user_info", rows: \.userObjects) {
    SystemColumn("usename", .objectName) { $0.name }
    SystemColumn("usesysid", .integer) { $0.id }
    SystemColumn("usecreatedb", .boolean) { $0.createsDatabases }
    SystemColumn("usesuper", .boolean) { $0.isSuperuser }
    SystemColumn("usecatupd", .boolean) { $0.isSuperuser }
    SystemColumn.constant("useconnlimit", .text, "UNLIMITED")
    SystemColumn.unknown("syslogaccess", .text)
    SystemColumn.unknown("last_ddl_ts", .timestamp)
    SystemColumn.unknown("sessiontimeout", .integer)
    SystemColumn.unknown("external_user_id", .text)
  }
}
