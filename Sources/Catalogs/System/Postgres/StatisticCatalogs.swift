import SQLTypes

/// PG_STAT_ALL_TABLES, PG_STATIO_ALL_TABLES and those of users' and the system's tables alone. They count what the
/// leader node reads of its own disk, where no user's rows are, so that tools only ask them for names and ids.
extension SystemRelation {
  static let statisticCatalogs =
    statistics("all") { $0.userTables + $0.systemTables } + statistics("user", \.userTables)
    + statistics("sys", \.systemTables)

  private static func statistics(
    _ tables: String, _ choose: @escaping @Sendable (ObjectDirectory) -> [RelationObject]
  ) -> [SystemRelation] {
    let rows = { @Sendable (context: SystemContext) in choose(context.objects) }
    let accesses = SystemRelation("pg_stat_\(tables)_tables", rows: rows) {
      tableNames
      accessCounts
    }
    let blocks = SystemRelation("pg_statio_\(tables)_tables", rows: rows) {
      tableNames
      blockCounts
    }
    return [accesses, blocks]
  }

  @SystemColumnBuilder<RelationObject>
  private static var accessCounts: [SystemColumn<RelationObject>] {
    SystemColumn.constant("seq_scan", .bigint, 0)
    SystemColumn.constant("seq_tup_read", .bigint, 0)
    SystemColumn.unknown("idx_scan", .bigint)
    SystemColumn.unknown("idx_tup_fetch", .bigint)
    SystemColumn.constant("n_tup_ins", .bigint, 0)
    SystemColumn.constant("n_tup_upd", .bigint, 0)
    SystemColumn.constant("n_tup_del", .bigint, 0)
  }

  @SystemColumnBuilder<RelationObject>
  private static var blockCounts: [SystemColumn<RelationObject>] {
    SystemColumn.constant("heap_blks_read", .bigint, 0)
    SystemColumn.constant("heap_blks_hit", .bigint, 0)
    SystemColumn.unknown("idx_blks_read", .bigint)
    SystemColumn.unknown("idx_blks_hit", .bigint)
    SystemColumn.unknown("toast_blks_read", .bigint)
    SystemColumn.unknown("toast_blks_hit", .bigint)
    SystemColumn.unknown("tidx_blks_read", .bigint)
    SystemColumn.unknown("tidx_blks_hit", .bigint)
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
