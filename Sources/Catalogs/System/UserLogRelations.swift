import SQLTypes

/// What became of users and of sessions that somebody stopped: STL_USERLOG, SYS_USERLOG, SVL_TERMINATE. Superusers
/// alone see them.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STL_USERLOG.html
extension SystemRelation {
  static let userLogRelations = [userLog, sysUserLog, terminations]

  private static let userLog = SystemRelation("stl_userlog", rows: \.database.activity.userChanges) {
    SystemColumn("userid", .integer) { $0.user.id }
    SystemColumn("username", .char(50)) { $0.user.name }
    SystemColumn("oldusername", .char(50)) { $0.oldName ?? "" }
    SystemColumn("action", .char(10)) { $0.action.rawValue }
    SystemColumn("usecreatedb", .integer) { $0.user.canCreateDatabases ? 1 : 0 }
    SystemColumn("usesuper", .integer) { $0.user.isSuperuser ? 1 : 0 }
    SystemColumn("usecatupd", .integer) { $0.user.isSuperuser ? 1 : 0 }
    SystemColumn("valuntil", .timestamp) { $0.user.validUntil }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("recordtime", .timestamp) { $0.time }
  }

  private static let sysUserLog = SystemRelation("sys_userlog", rows: \.database.activity.userChanges) {
    SystemColumn("user_id", .integer) { $0.user.id }
    SystemColumn("user_name", .char(50)) { $0.user.name }
    SystemColumn("original_user_name", .char(50)) { $0.oldName ?? "" }
    SystemColumn("action", .char(10)) { $0.action.rawValue }
    SystemColumn("has_create_db_privs", .integer) { $0.user.canCreateDatabases ? 1 : 0 }
    SystemColumn("is_superuser", .integer) { $0.user.isSuperuser ? 1 : 0 }
    SystemColumn("has_update_catalog_privs", .integer) { $0.user.isSuperuser ? 1 : 0 }
    SystemColumn("password_expiration", .timestamp) { $0.user.validUntil }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("record_time", .timestamp) { $0.time }
  }

  private static let terminations = SystemRelation("svl_terminate", rows: \.database.activity.terminations) {
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("eventtime", .timestamp) { $0.time }
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("type", .text) { $0.kind.rawValue }
  }
}

extension UserRecord: RestrictedRow {}
extension TerminationRecord: RestrictedRow {}
