import SQLTypes

/// What a cluster of one slice is made of, and its users as the SVL family has them: STV_SLICES, SVL_USER_INFO.
extension SystemRelation {
  static let clusterRelations = [slices, userInfoOfViews]

  private static let slices = SystemRelation("stv_slices", of: [0]) {
    SystemColumn("node", .integer) { (node: Int) in node }
    SystemColumn.slice()
    SystemColumn.constant("localslice", .integer, 0)
    SystemColumn.constant("type", .char(1), "D")
  }

  private static let userInfoOfViews = SystemRelation("svl_user_info", rows: \.principals.allUsers) {
    SystemColumn("usename", .objectName) { $0.name }
    SystemColumn("usesysid", .integer) { $0.id }
    SystemColumn("usecreatedb", .boolean) { $0.canCreateDatabases }
    SystemColumn("usesuper", .boolean) { $0.isSuperuser }
    SystemColumn("usecatupd", .boolean) { $0.isSuperuser }
    SystemColumn("useconnlimit", .text) { $0.connectionLimitText }
    SystemColumn("syslogaccess", .text) { $0.syslogText }
    SystemColumn.unknown("last_ddl_ts", .timestamp)
    SystemColumn("sessiontimeout", .integer) { $0.sessionTimeout ?? 0 }
    SystemColumn("external_id", .text) { $0.externalID }
  }
}
