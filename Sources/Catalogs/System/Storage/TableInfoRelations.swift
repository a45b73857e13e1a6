import SQLTypes

/// What administrators' queries ask of tables: SVV_TABLE_INFO, STV_TBL_PERM, PG_TABLES (sql.md part 3).
extension SystemRelation {
  static let tableInfoRelations = [tableInfo, permanentTables, statisticIndicators, pgTables]

  /// Empty tables are absent; what only a cluster can know is NULL. There is one slice, so that rows are never skewed;
  /// a sort key is, where another column takes more space.
  private static let tableInfo = SystemRelation(
    "svv_table_info", rows: \.filledTables
  ) {
    SystemColumn.database("database", .text)
    SystemColumn("schema", .text) { $0.definition.name.schema }
    SystemColumn("table_id", .objectID) { $0.id }
    SystemColumn("table", .text) { $0.definition.knownName }
    SystemColumn("encoded", .text) { $0.definition.isEncodedAutomatically ? "Y, AUTO(ENCODE)" : "Y" }
    SystemColumn("diststyle", .text) { $0.definition.distributionText }
    SystemColumn("sortkey1", .text) { $0.definition.firstSortKey }
    SystemColumn("max_varchar", .integer) { $0.definition.longestVarchar }
    SystemColumn("sortkey1_enc", .char(32)) { $0.definition.firstSortKeyEncoding }
    SystemColumn("sortkey_num", .integer) { $0.definition.sortColumns.count }
    SystemColumn("size", .bigint) { $0.blockCount }
    SystemColumn("pct_used", .decimal(precision: 10, scale: 4)) { $0.blockCount * 1_000_000 / StoredColumn.capacity }
    SystemColumn.constant("empty", .bigint, 0)
    SystemColumn("unsorted", .decimal(precision: 5, scale: 2)) { $0.unsortedPercent }
    SystemColumn("stats_off", .decimal(precision: 5, scale: 2)) { $0.staleness }
    SystemColumn("tbl_rows", .decimal(precision: 38, scale: 0)) { Int128($0.version.heldCount) }
    SystemColumn("skew_sortkey1", .decimal(precision: 19, scale: 2)) { $0.sortKeySkew }
    SystemColumn("skew_rows", .decimal(precision: 19, scale: 2)) { $0.definition.isSpread ? 100 : nil }
    SystemColumn("estimated_visible_rows", .decimal(precision: 38, scale: 0)) { Int128($0.version.rowCount) }
    SystemColumn("risk_event", .text) { $0.riskEvent }
    SystemColumn.unknown("vacuum_sort_benefit", .decimal(precision: 12, scale: 2))
    SystemColumn("create_time", .timestamp) { $0.created }
  }

  private static let permanentTables = SystemRelation("stv_tbl_perm", rows: \.catalog.allTables) {
    SystemColumn.slice()
    SystemColumn("id", .integer) { $0.id }
    SystemColumn("name", .char(72)) { $0.definition.name.name }
    SystemColumn("rows", .bigint) { $0.version.heldCount }
    SystemColumn("sorted_rows", .bigint) { $0.sortedRows }
    SystemColumn("temp", .integer) { $0.definition.isTemporary ? 1 : 0 }
    SystemColumn("db_id", .integer) { $1.databaseID }
    SystemColumn.constant("insert_pristine", .integer, 0)
    SystemColumn.constant("delete_pristine", .integer, 0)
    SystemColumn("backup", .integer) { $0.definition.isBackedUp ? 1 : 0 }
    SystemColumn("dist_style", .integer) { $0.definition.distributionNumber }
    SystemColumn("block_count", .integer) { $0.blockCount }
  }

  private static let statisticIndicators = SystemRelation("pg_statistic_indicator", rows: \.catalog.allTables) {
    SystemColumn("stairelid", .objectID) { $0.id }
    SystemColumn("stairows", .double) { Double($0.version.rowCount) }
    SystemColumn("staiins", .double) { Double($0.modifications.inserted) }
    SystemColumn("staidels", .double) { Double($0.modifications.deleted) }
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

extension TableEntry {
  /// `1|1107|2019-06-22 07:16:11.292952`: a COPY with EXPLICIT_IDS, its transaction and time.
  fileprivate var riskEvent: String? {
    statistics.explicitIDs.map { "1|\($0.transaction)|\(DatetimeText.text(timestamp: $0.time))" }
  }

  fileprivate var sortedRows: Int { version.sortedPrefix(definition.sortIndices) }

  /// In hundredths of a percent: rows that came or went since the last ANALYZE, or all without one.
  fileprivate var staleness: Int {
    guard !statistics.isMissing else { return 10_000 }
    return min(10_000, modifications.total * 10_000 / max(version.rowCount, 1))
  }

  /// In hundredths of a percent; nil without a sort key.
  fileprivate var unsortedPercent: Int? {
    guard !definition.sortColumns.isEmpty else { return nil }
    return (version.rowCount - sortedRows) * 10_000 / version.rowCount
  }

  /// In hundredths: the blocks of the largest column outside the sort key, for each of the key's first column.
  fileprivate var sortKeySkew: Int? {
    guard let first = definition.sortIndices.first else { return nil }
    let columns = storedColumns.filter { !$0.isHidden }
    let others = columns.filter { !definition.sortIndices.contains($0.index) }
    return others.map(\.blockCount).max().map { $0 * 100 / columns[first].blockCount }
  }
}

extension TableDefinition {
  /// The table of a materialized view goes by the view's name.
  fileprivate var knownName: String { isMaterialized ? Materialization.viewName(ofTable: name.name) : name.name }

  fileprivate var isSpread: Bool { distribution != .all && distribution != .auto }

  fileprivate var longestVarchar: Int {
    columns.reduce(0) { longest, column in
      column.type.internalName == "varchar" ? max(longest, TypeRules.length(column.type)) : longest
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

  fileprivate var firstSortKey: String? { sortKey == .auto ? "AUTO(SORTKEY)" : sortColumns.first }

  fileprivate var firstSortKeyEncoding: String? {
    guard let first = sortColumns.first, let index = index(of: first) else { return nil }
    let declared = columns[index].encoding ?? "raw"
    return declared == "raw" ? "none" : declared
  }
}
