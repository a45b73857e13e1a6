import SQLTypes

/// What administrators' queries ask of tables: SVV_TABLE_INFO, STV_TBL_PERM, PG_TABLES (sql.md part 3).
extension SystemRelation {
  static let tableInfoRelations = [tableInfo, permanentTables, pgTables]

  /// Empty tables are absent; what only a cluster can know is NULL. The size is what a small table takes there: a block
  /// of 1 MB a column, the three hidden ones included.
  private static let tableInfo = SystemRelation(
    "svv_table_info", rows: \.filledTables
  ) {
    SystemColumn.database("database")
    SystemColumn("schema", .identifier) { $0.definition.name.schema }
    SystemColumn("table_id", .integer) { $0.id }
    SystemColumn("table", .identifier) { $0.definition.knownName }
    SystemColumn("encoded", .varchar(32)) { $0.definition.isEncodedAutomatically ? "Y, AUTO(ENCODE)" : "Y" }
    SystemColumn("diststyle", .varchar(256)) { $0.definition.distributionText }
    SystemColumn("sortkey1", .varchar(256)) { $0.definition.firstSortKey }
    SystemColumn("max_varchar", .integer) { $0.definition.longestVarchar }
    SystemColumn("sortkey1_enc", .char(32)) { $0.definition.firstSortKeyEncoding }
    SystemColumn("sortkey_num", .integer) { $0.definition.sortColumns.count }
    SystemColumn("size", .bigint) { $0.definition.blockCount }
    SystemColumn.unknown("pct_used", .decimal(precision: 10, scale: 4))
    SystemColumn.constant("empty", .bigint, 0)
    SystemColumn.unknown("unsorted", .decimal(precision: 5, scale: 2))
    SystemColumn.unknown("stats_off", .decimal(precision: 5, scale: 2))
    SystemColumn("tbl_rows", .decimal(precision: 38, scale: 0)) { Int128($0.version.rowCount) }
    SystemColumn.unknown("skew_sortkey1", .decimal(precision: 19, scale: 2))
    SystemColumn.unknown("skew_rows", .decimal(precision: 19, scale: 2))
    SystemColumn("estimated_visible_rows", .decimal(precision: 38, scale: 0)) { Int128($0.version.rowCount) }
    SystemColumn.unknown("risk_event", .varchar(256))
    SystemColumn.unknown("vacuum_sort_benefit", .decimal(precision: 12, scale: 2))
    SystemColumn.unknown("create_time", .timestamp)
  }

  private static let permanentTables = SystemRelation("stv_tbl_perm", rows: \.catalog.allTables) {
    SystemColumn.slice()
    SystemColumn("id", .integer) { $0.id }
    SystemColumn("name", .char(72)) { $0.definition.name.name }
    SystemColumn("rows", .bigint) { $0.version.rowCount }
    SystemColumn("sorted_rows", .bigint) { $0.version.rowCount }
    SystemColumn("temp", .integer) { $0.definition.isTemporary ? 1 : 0 }
    SystemColumn.constant("db_id", .integer, 100_000)
    SystemColumn.constant("insert_pristine", .integer, 0)
    SystemColumn.constant("delete_pristine", .integer, 0)
    SystemColumn("backup", .integer) { $0.definition.isBackedUp ? 1 : 0 }
  }

  private static let pgTables = SystemRelation("pg_tables", rows: \.catalog.allTables) {
    SystemColumn("schemaname", .identifier) { $0.definition.name.schema }
    SystemColumn("tablename", .identifier) { $0.definition.name.name }
    SystemColumn("tableowner", .identifier) { $1.ownerName(ofRelation: $0.id) }
    SystemColumn.unknown("tablespace", .identifier)
    SystemColumn.constant("hasindexes", .boolean, false)
    SystemColumn.constant("hasrules", .boolean, false)
    SystemColumn.constant("hastriggers", .boolean, false)
  }
}

extension SystemContext {
  var filledTables: [TableEntry] {
    catalog.allTables.filter { $0.version.rowCount > 0 && !$0.definition.isTemporary }
  }
}

extension TableDefinition {
  /// The table of a materialized view goes by the view's name.
  fileprivate var knownName: String { isMaterialized ? Materialization.viewName(ofTable: name.name) : name.name }

  /// Of 1 MB, one a column, the three hidden ones included.
  var blockCount: Int { columns.count + 3 }

  fileprivate var longestVarchar: Int {
    columns.reduce(0) { longest, column in
      if case .varchar(let length) = column.type { max(longest, length) } else { longest }
    }
  }

  var distributionText: String {
    switch distribution {
    case .auto: "AUTO(ALL)"
    case .even: "EVEN"
    case .all: "ALL"
    case .key(let column): "KEY(\(column))"
    }
  }

  fileprivate var sortColumns: [String] {
    switch sortKey {
    case .compound(let columns), .interleaved(let columns): columns
    case .auto, .none: []
    }
  }

  fileprivate var firstSortKey: String? { sortKey == .auto ? "AUTO(SORTKEY)" : sortColumns.first }

  fileprivate var firstSortKeyEncoding: String? {
    guard let first = sortColumns.first, let index = index(of: first) else { return nil }
    let declared = columns[index].encoding ?? "raw"
    return declared == "raw" ? "none" : declared
  }
}
