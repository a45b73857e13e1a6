import SQLTypes

/// PG_STAT_ALL_TABLES, PG_STATIO_ALL_TABLES and those of users' and the system's tables alone. They count what the
/// leader node reads of its own disk, where no user's rows are, so that tools only ask them for names and ids.
extension SystemRelation {
  static let statisticCatalogs = [
    accessCounts("pg_stat_all_tables") { $0.userTables + $0.systemTables },
    accessCounts("pg_stat_user_tables") { $0.userTables },
    accessCounts("pg_stat_sys_tables") { $0.systemTables },
    blockCounts("pg_statio_all_tables") { $0.userTables + $0.systemTables },
    blockCounts("pg_statio_user_tables") { $0.userTables },
    blockCounts("pg_statio_sys_tables") { $0.systemTables },
  ]

  private typealias Tables = @Sendable (ObjectDirectory) -> [RelationObject]

  private static func accessCounts(_ name: String, _ tables: @escaping Tables) -> SystemRelation {
    let rows = { @Sendable (context: SystemContext) in tables(context.objects) }
    return SystemRelation(name, rows: rows) {
      tableNames
      SystemColumn.constant("seq_scan", .bigint, 0)
      SystemColumn.constant("seq_tup_read", .bigint, 0)
      SystemColumn.unknown("idx_scan", .bigint)
      SystemColumn.unknown("idx_tup_fetch", .bigint)
      SystemColumn.constant("n_tup_ins", .bigint, 0)
      SystemColumn.constant("n_tup_upd", .bigint, 0)
      SystemColumn.constant("n_tup_del", .bigint, 0)
    }
  }

  private static func blockCounts(_ name: String, _ tables: @escaping Tables) -> SystemRelation {
    let rows = { @Sendable (context: SystemContext) in tables(context.objects) }
    return SystemRelation(name, rows: rows) {
      tableNames
      SystemColumn.constant("heap_blks_read", .bigint, 0)
      SystemColumn.constant("heap_blks_hit", .bigint, 0)
      SystemColumn.unknown("idx_blks_read", .bigint)
      SystemColumn.unknown("idx_blks_hit", .bigint)
      SystemColumn.unknown("toast_blks_read", .bigint)
      SystemColumn.unknown("toast_blks_hit", .bigint)
      SystemColumn.unknown("tidx_blks_read", .bigint)
      SystemColumn.unknown("tidx_blks_hit", .bigint)
    }
  }

  @SystemColumnBuilder<RelationObject>
  private static var tableNames: [SystemColumn<RelationObject>] {
    SystemColumn("relid", .objectID) { $0.oid }
    SystemColumn("schemaname", .objectName) { $0.name.schema }
    SystemColumn("relname", .objectName) { $0.name.name }
  }
}

extension ObjectDirectory {
  fileprivate var userTables: [RelationObject] { userRelations.filter { $0.kind == "r" } }
  fileprivate var systemTables: [RelationObject] { systemRelations.filter { $0.kind == "r" } }
}
