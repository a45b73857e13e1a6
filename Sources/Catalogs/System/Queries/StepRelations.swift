import SQLTypes

/// The logs of steps, a relation a kind of step: STL_SCAN, STL_HASHJOIN, STL_AGGR, STL_SORT, STL_INSERT and their like.
/// https://docs.aws.amazon.com/redshift/latest/dg/c_intro_STL_tables.html
extension SystemRelation {
  static let stepRelations = [
    scans, hashes, hashJoins, nestedLoops, aggregations, sorts, distincts, limits, windows, projections, saves, results,
    insertions, deletions,
  ]

  private static let scans = SystemRelation("stl_scan", steps: .scan) {
    StepRow.columns
    StepRow.bytes
    SystemColumn.unknown("fetches", .bigint)
    SystemColumn("type", .integer) { $0.step.tableName == "Internal Worktable" ? 3 : 2 }
    StepRow.table
    SystemColumn.constant("is_rrscan", .char(1), "f")
    SystemColumn.constant("is_delayed_scan", .char(1), "f")
    SystemColumn("rows_pre_filter", .bigint) { $0.step.rowsBeforeFilter }
    SystemColumn("rows_pre_user_filter", .bigint) { $0.step.rowsBeforeFilter }
    SystemColumn("perm_table_name", .char(136)) { $0.step.tableName ?? "" }
    SystemColumn.constant("is_rlf_scan", .char(1), "f")
    SystemColumn.constant("is_rlf_scan_reason", .integer, 0)
    SystemColumn.constant("num_em_blocks", .integer, 0)
    StepRow.checksum
    SystemColumn.constant("runtime_filtering", .char(1), "f")
    SystemColumn.unknown("scan_region", .integer)
    SystemColumn.constant("num_sortkey_as_predicate", .integer, 0)
    SystemColumn.unknown("row_fetcher_state", .integer)
    SystemColumn.unknown("consumed_scan_ranges", .bigint)
    SystemColumn.unknown("work_stealing_reason", .bigint)
    SystemColumn.constant("is_vectorized_scan", .char(1), "t")
    SystemColumn.constant("is_vectorized_scan_reason", .integer, 0)
    SystemColumn.unknown("row_fetcher_reason", .bigint)
    SystemColumn.unknown("topology_signature", .bigint)
    SystemColumn.constant("use_tpm_partition", .char(1), "f")
    SystemColumn.constant("is_rrscan_expr", .char(1), "f")
    SystemColumn.constant("scanned_mega_value", .char(1), "f")
  }

  private static let hashes = SystemRelation("stl_hash", steps: .hash) {
    StepRow.columns
    StepRow.bytes
    StepRow.slots
    StepRow.table
    StepRow.memory
    SystemColumn.unknown("num_parts", .integer)
    SystemColumn.unknown("est_rows", .bigint)
    SystemColumn.constant("num_blocks_permitted", .integer, 0)
    SystemColumn.constant("resizes", .integer, 0)
    StepRow.checksum
    SystemColumn.constant("runtime_filter_size", .integer, 0)
    SystemColumn.unknown("max_runtime_filter_size", .integer)
  }

  private static let hashJoins = SystemRelation("stl_hashjoin", steps: .hashJoin) {
    StepRow.columns
    StepRow.table
    SystemColumn.unknown("num_parts", .integer)
    SystemColumn.unknown("join_type", .integer)
    SystemColumn.constant("hash_looped", .char(1), "f")
    SystemColumn.constant("switched_parts", .char(1), "f")
    SystemColumn.constant("used_prefetching", .char(1), "f")
    SystemColumn.unknown("hash_segment", .integer)
    SystemColumn.unknown("hash_step", .integer)
    StepRow.checksum
    SystemColumn.unknown("distribution", .integer)
  }

  private static let nestedLoops = SystemRelation("stl_nestloop", steps: .nestedLoop) {
    StepRow.columns
    StepRow.table
    StepRow.checksum
  }

  private static let aggregations = SystemRelation("stl_aggr", steps: .aggregate) {
    StepRow.columns
    StepRow.bytes
    StepRow.slots
    StepRow.table
    StepRow.memory
    SystemColumn.constant("type", .char(6), "HASHED")
    SystemColumn.constant("resizes", .integer, 0)
    SystemColumn.constant("flushable", .integer, 0)
  }

  private static let sorts = SystemRelation("stl_sort", steps: .sort) {
    StepRow.columns
    StepRow.bytes
    StepRow.table
    StepRow.memory
    StepRow.checksum
  }

  private static let distincts = SystemRelation("stl_unique", steps: .unique) {
    StepRow.columns
    SystemColumn.constant("type", .char(6), "HASHED")
    SystemColumn.constant("is_diskbased", .char(1), "f")
    SystemColumn.unknown("slots", .integer)
    SystemColumn("workmem", .bigint) { $0.step.memory }
    SystemColumn.unknown("max_buffers_used", .bigint)
    SystemColumn.constant("resizes", .integer, 0)
    SystemColumn("occupied", .integer) { $0.step.rows }
    SystemColumn.constant("flushable", .integer, 0)
    SystemColumn.constant("used_unique_prefetching", .char(1), "f")
    StepRow.bytes
  }

  private static let limits = SystemRelation("stl_limit", steps: .limit) {
    StepRow.columns
    StepRow.checksum
  }

  private static let windows = SystemRelation("stl_window", steps: .window) {
    StepRow.columns
    StepRow.memory
  }

  private static let projections = SystemRelation("stl_project", steps: .project) {
    StepRow.columns
    StepRow.checksum
  }

  private static let saves = SystemRelation("stl_save", steps: .save) {
    StepRow.columns
    StepRow.bytes
    StepRow.table
    StepRow.memory
  }

  private static let results = SystemRelation("stl_return", steps: .result) {
    StepRow.columns
    StepRow.bytes
    SystemColumn.unknown("packets", .integer)
    StepRow.checksum
  }

  private static let insertions = SystemRelation("stl_insert", steps: .insert) {
    StepRow.columns
    StepRow.table
    SystemColumn.constant("inserted_mega_value", .char(1), "f")
  }

  private static let deletions = SystemRelation("stl_delete", steps: .delete) {
    StepRow.columns
    StepRow.table
  }
}

extension SystemRelation {
  /// Of the steps of one kind.
  private init(
    _ name: String, steps kind: QueryStep.Kind, @SystemColumnBuilder<StepRow> columns: () -> [SystemColumn<StepRow>]
  ) {
    self.init(name, rows: { $0.steps(kind) }, columns: columns)
  }
}
