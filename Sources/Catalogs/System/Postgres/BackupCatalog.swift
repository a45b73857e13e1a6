import SQLTypes

/// PG_CONF, of which scripts read which tables are made with BACKUP NO.
extension SystemRelation {
  static let backupCatalogs = [configuration]

  private static let configuration = SystemRelation("pg_conf", rows: \.tablesWithoutBackup) {
    SystemColumn("key", .text) { "pg_class_backup_\($1.databaseID)_\($0.id)" }
    SystemColumn.constant("value", .longText, "NO")
  }
}

extension SystemContext {
  fileprivate var tablesWithoutBackup: [TableEntry] { catalog.allTables.filter { !$0.definition.isBackedUp } }
}
