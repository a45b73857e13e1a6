import SQLTypes

/// What VACUUM and ANALYZE did: STL_VACUUM, SVV_VACUUM_SUMMARY, SYS_VACUUM_HISTORY, STL_ANALYZE and their like. Estimates
/// are made of the rows that are there, so that ANALYZE changes only what is told of statistics.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STL_VACUUM.html
extension SystemRelation {
  static let maintenanceRelations = [
    vacuums, vacuumSummary, vacuumProgress, vacuumHistory, vacuumPercentage, interleavedColumns, analyses,
    analysisHistory, encodings, encodingHistory,
  ]

  private static let encodings = SystemRelation("stl_analyze_compression", rows: \.database.activity.encodings) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("start_time", .timestamp) { $0.time }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("tbl", .integer) { $0.table }
    SystemColumn("tablename", .char(128)) { $0.tableName }
    SystemColumn("col", .integer) { $0.column }
    SystemColumn("old_encoding", .char(15)) { $0.advice.current }
    SystemColumn("new_encoding", .char(15)) { $0.advice.encoding }
    SystemColumn.constant("mode", .char(14), "ANALYZE ONLY")
    SystemColumn("best_compression_encoding", .char(15)) { $0.advice.encoding }
    SystemColumn.unknown("recommended_bytes", .char(15))
    SystemColumn.unknown("best_compression_bytes", .char(15))
    SystemColumn.unknown("ndv", .bigint)
  }

  private static let encodingHistory = SystemRelation(
    "sys_analyze_compression_history", rows: \.database.activity.encodings
  ) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("start_time", .timestamp) { $0.time }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("table_id", .integer) { $0.table }
    SystemColumn("table_name", .char(128)) { $0.tableName }
    SystemColumn("column_position", .integer) { $0.column }
    SystemColumn("old_encoding", .char(15)) { $0.advice.current }
    SystemColumn("new_encoding", .char(15)) { $0.advice.encoding }
    SystemColumn.constant("mode", .char(14), "ANALYZE ONLY")
  }

  private static let vacuums = SystemRelation("stl_vacuum", rows: \.vacuumEvents) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("xid", .bigint) { $0.vacuum.transaction }
    SystemColumn("table_id", .integer) { $0.vacuum.table }
    SystemColumn("status", .char(30)) { $0.status }
    SystemColumn("rows", .bigint) { $0.vacuum.rows - $0.reclaimed.rows }
    SystemColumn("sortedrows", .integer) { $0.sortedRows }
    SystemColumn("blocks", .integer) { $0.vacuum.blocks - $0.reclaimed.blocks }
    SystemColumn.constant("max_merge_partitions", .integer, 1)
    SystemColumn("eventtime", .timestamp) { $0.isEnd ? $0.vacuum.endTime : $0.vacuum.startTime }
    SystemColumn("reclaimable_rows", .bigint) { $0.vacuum.reclaimableRows - $0.reclaimed.rows }
    SystemColumn.constant("reclaimable_space_mb", .bigint, 0)
    SystemColumn.unknown("cutoff_xid", .bigint)
    SystemColumn("is_recluster", .integer) { $0.vacuum.kind == .vacuum("RECLUSTER") ? 1 : 0 }
  }

  private static let vacuumSummary = SystemRelation("svv_vacuum_summary", rows: \.vacuums) {
    SystemColumn("table_name", .text) { $0.tableName.name }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("sort_partitions", .bigint) { $0.isSkipped ? 0 : 1 }
    SystemColumn.constant("merge_increments", .bigint, 0)
    SystemColumn("elapsed_time", .bigint) { $0.endTime - $0.startTime }
    SystemColumn("row_delta", .bigint) { -$0.reclaimed.rows }
    SystemColumn("sortedrow_delta", .bigint) { $0.sortedRows.count - 1 }
    SystemColumn("block_delta", .integer) { -$0.reclaimed.blocks }
    SystemColumn.constant("max_merge_partitions", .integer, 1)
  }

  private static let vacuumProgress = SystemRelation("svv_vacuum_progress", rows: \.lastVacuum) {
    SystemColumn("table_name", .text) { $0.tableName.name }
    SystemColumn.constant("status", .text, "Complete")
    SystemColumn.unknown("time_remaining_estimate", .text)
  }

  private static let vacuumPercentage = SystemRelation("svl_vacuum_percentage", rows: \.vacuums) {
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("table_id", .integer) { $0.table }
    SystemColumn("percentage", .bigint) { ($0.blocks - $0.reclaimed.blocks) * 100 / max(1, $0.blocks) }
  }

  /// How evenly the key's values lie is not kept: NULL.
  private static let interleavedColumns = SystemRelation("svv_interleaved_columns", rows: \.interleavedColumns) {
    SystemColumn("tbl", .integer) { $0.table.id }
    SystemColumn("col", .integer) { $0.index }
    SystemColumn.unknown("interleaved_skew", .decimal(precision: 19, scale: 2))
    SystemColumn("last_reindex", .timestamp) { $1.lastReindex(of: $0.table.id) }
  }

  private static let vacuumHistory = SystemRelation("sys_vacuum_history", rows: \.vacuums) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("query_id", .bigint) { $0.query }
    SystemColumn.database("database_name", .text)
    SystemColumn("schema_name", .text) { $0.tableName.schema }
    SystemColumn("table_name", .text) { $0.tableName.name }
    SystemColumn("table_id", .integer) { $0.table }
    SystemColumn("vacuum_type", .text) { $0.typeWord }
    SystemColumn.constant("is_automatic", .boolean, false)
    SystemColumn("status", .text) { $0.isSkipped ? "Skipped" : "Complete" }
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("end_time", .timestamp) { $0.endTime }
    SystemColumn("record_time", .timestamp) { $0.endTime }
    SystemColumn("duration", .integer) { min($0.endTime - $0.startTime, Int64(Int32.max)) }
    SystemColumn("rows_before_vacuum", .bigint) { $0.rows }
    SystemColumn("size_before_vacuum", .integer) { $0.blocks }
    SystemColumn("reclaimable_rows", .bigint) { $0.reclaimableRows }
    SystemColumn("reclaimed_rows", .bigint) { $0.reclaimed.rows }
    SystemColumn("reclaimed_blocks", .bigint) { $0.reclaimed.blocks }
    SystemColumn("sortedrows_before_vacuum", .integer) { $0.sortedRows.lowerBound }
    SystemColumn("sortedrows_after_vacuum", .integer) { $0.sortedRows.count - 1 }
  }

  private static let analyses = SystemRelation("stl_analyze", rows: \.analyses) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn.database("database", .char(30))
    SystemColumn("table_id", .integer) { $0.table }
    SystemColumn("status", .char(15)) { $0.analysisStatus }
    SystemColumn("rows", .double) { Double($0.rows) }
    SystemColumn("modified_rows", .double) { Double($0.modifiedRows) }
    SystemColumn("threshold_percent", .integer) { $0.threshold }
    SystemColumn.constant("is_auto", .char(1), "f")
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("endtime", .timestamp) { $0.endTime }
    SystemColumn("prevtime", .timestamp) { $0.previousTime }
    SystemColumn.unknown("num_predicate_cols", .integer)
    SystemColumn.unknown("num_new_predicate_cols", .integer)
    SystemColumn.constant("is_background", .char(1), "f")
    SystemColumn.unknown("auto_analyze_phase", .char(100))
    SystemColumn("schema_name", .char(128)) { $0.tableName.schema }
    SystemColumn("table_name", .char(136)) { $0.tableName.name }
  }

  private static let analysisHistory = SystemRelation("sys_analyze_history", rows: \.analyses) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn.database("database_name", .char(30))
    SystemColumn("schema_name", .char(128)) { $0.tableName.schema }
    SystemColumn("table_name", .char(136)) { $0.tableName.name }
    SystemColumn("table_id", .integer) { $0.table }
    SystemColumn.constant("is_automatic", .char(1), "f")
    SystemColumn("status", .char(15)) { $0.analysisStatus }
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("end_time", .timestamp) { $0.endTime }
    SystemColumn("rows", .double) { Double($0.rows) }
    SystemColumn("modified_rows", .double) { Double($0.modifiedRows) }
    SystemColumn("analyze_threshold_percent", .integer) { $0.threshold }
    SystemColumn("last_analyze_time", .timestamp) { $0.previousTime }
  }
}

/// The beginning or the end of a VACUUM.
private struct VacuumEvent: OwnedRow {
  let vacuum: MaintenanceRecord
  let isEnd: Bool

  var userID: Int64 { vacuum.userID }
  /// Until then.
  var reclaimed: (rows: Int, blocks: Int) { isEnd ? vacuum.reclaimed : (0, 0) }
  var sortedRows: Int { isEnd ? vacuum.sortedRows.upperBound : vacuum.sortedRows.lowerBound }

  /// AWS documents `Started`, `Started Delete Only`, `Skipped(sorted>=95%)`, `Finished` and others.
  var status: String {
    if vacuum.isSkipped { return "Skipped(sorted>=\(vacuum.threshold)%)" }
    if isEnd { return "Finished" }
    switch vacuum.vacuumType {
    case "DELETE ONLY": return "Started Delete Only"
    case "SORT ONLY": return "Started Sort Only"
    default: return "Started"
    }
  }
}

extension EncodingRecord: OwnedRow {}

extension MaintenanceRecord: OwnedRow {
  fileprivate var analysisStatus: String { isSkipped ? "Skipped" : "Full" }

  fileprivate var vacuumType: String { if case .vacuum(let type) = kind { type } else { "" } }

  /// As SYS_VACUUM_HISTORY calls it.
  fileprivate var typeWord: String {
    switch vacuumType {
    case "DELETE ONLY": "Delete"
    case "SORT ONLY": "Sort"
    case "REINDEX": "Reindex"
    case "RECLUSTER": "Recluster"
    default: "Full"
    }
  }
}

extension SystemContext {
  fileprivate var vacuums: [MaintenanceRecord] { database.activity.maintenance.filter { $0.kind != .analyze } }
  fileprivate var lastVacuum: [MaintenanceRecord] { vacuums.suffix(1) }
  fileprivate var analyses: [MaintenanceRecord] { database.activity.maintenance.filter { $0.kind == .analyze } }

  fileprivate var vacuumEvents: [VacuumEvent] {
    vacuums.flatMap { vacuum in
      (vacuum.isSkipped ? [false] : [false, true]).map { VacuumEvent(vacuum: vacuum, isEnd: $0) }
    }
  }

  /// Columns of interleaved sort keys.
  fileprivate var interleavedColumns: [StoredColumn] {
    catalog.allTables.flatMap { table in
      guard case .interleaved = table.definition.sortKey else { return [StoredColumn]() }
      return table.definition.sortIndices.map { StoredColumn(table: table, index: $0) }
    }
  }

  fileprivate func lastReindex(of table: Int) -> Int64? {
    vacuums.last { $0.table == table && $0.kind == .vacuum("REINDEX") }?.endTime
  }
}
