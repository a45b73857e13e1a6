import SQLTypes

/// What administrators' queries ask of tables: SVV_TABLE_INFO, STV_TBL_PERM, PG_TABLES (sql.md part 3).
extension SystemRelation {
  static let tableInfoRelations = [tableInfo, permanentTables, pgTables]

  private static let tableInfo = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "svv_table_info"),
    columns: [
      ColumnDefinition("database", .varchar(128)), ColumnDefinition("schema", .varchar(128)),
      ColumnDefinition("table_id", .integer), ColumnDefinition("table", .varchar(128)),
      ColumnDefinition("encoded", .varchar(32)), ColumnDefinition("diststyle", .varchar(256)),
      ColumnDefinition("sortkey1", .varchar(256)), ColumnDefinition("max_varchar", .integer),
      ColumnDefinition("sortkey1_enc", .char(32)), ColumnDefinition("sortkey_num", .integer),
      ColumnDefinition("size", .bigint), ColumnDefinition("pct_used", .decimal(precision: 10, scale: 4)),
      ColumnDefinition("empty", .bigint), ColumnDefinition("unsorted", .decimal(precision: 5, scale: 2)),
      ColumnDefinition("stats_off", .decimal(precision: 5, scale: 2)),
      ColumnDefinition("tbl_rows", .decimal(precision: 38, scale: 0)),
      ColumnDefinition("skew_sortkey1", .decimal(precision: 19, scale: 2)),
      ColumnDefinition("skew_rows", .decimal(precision: 19, scale: 2)),
      ColumnDefinition("estimated_visible_rows", .decimal(precision: 38, scale: 0)),
      ColumnDefinition("risk_event", .varchar(256)),
      ColumnDefinition("vacuum_sort_benefit", .decimal(precision: 12, scale: 2)),
      ColumnDefinition("create_time", .timestamp),
    ],
    rows: { context in
      context.catalog.allTables.filter { $0.version.rowCount > 0 && !$0.definition.isTemporary }.map(infoRow)
    })

  /// Empty tables are absent; what only a cluster can know is NULL. The size is what a small table takes there: a block of
  /// 1 MB a column, the three hidden ones included.
  private static func infoRow(_ entry: TableEntry) -> [Value] {
    let table = entry.definition
    let isEncoded = table.columns.contains { $0.encoding != nil }
    let widest = table.columns.map(\.type.varcharLength).max() ?? 0
    return [
      .string("dev"), .string(table.name.schema), .int(Int64(entry.id)), .string(table.name.name),
      .string(isEncoded ? "Y" : "Y, AUTO(ENCODE)"), .string(distribution(table.distribution)),
      sortKey(table.sortKey), .int(Int64(widest)), firstEncoding(table), .int(Int64(sortColumns(table).count)),
      .int(Int64(table.columns.count + 3)), .null, .int(0), .null, .null, .wide(Int128(entry.version.rowCount)),
      .null, .null, .wide(Int128(entry.version.rowCount)), .null, .null, .null,
    ]
  }

  private static func distribution(_ style: TableDefinition.DistributionStyle) -> String {
    switch style {
    case .auto: "AUTO(ALL)"
    case .even: "EVEN"
    case .all: "ALL"
    case .key(let column): "KEY(\(column))"
    }
  }

  private static func sortColumns(_ table: TableDefinition) -> [String] {
    switch table.sortKey {
    case .compound(let columns), .interleaved(let columns): columns
    case .auto, .none: []
    }
  }

  private static func sortKey(_ key: TableDefinition.SortKey) -> Value {
    switch key {
    case .auto: .string("AUTO(SORTKEY)")
    case .none: .null
    case .compound(let columns), .interleaved(let columns): columns.first.map(Value.string) ?? .null
    }
  }

  private static func firstEncoding(_ table: TableDefinition) -> Value {
    guard let first = sortColumns(table).first, let index = table.index(of: first) else { return .null }
    let declared = table.columns[index].encoding ?? "raw"
    return .string(declared == "raw" ? "none" : declared)
  }

  private static let permanentTables = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stv_tbl_perm"),
    columns: [
      ColumnDefinition("slice", .integer), ColumnDefinition("id", .integer), ColumnDefinition("name", .char(72)),
      ColumnDefinition("rows", .bigint), ColumnDefinition("sorted_rows", .bigint), ColumnDefinition("temp", .integer),
      ColumnDefinition("db_id", .integer), ColumnDefinition("insert_pristine", .integer),
      ColumnDefinition("delete_pristine", .integer), ColumnDefinition("backup", .integer),
    ],
    rows: { context in
      context.catalog.allTables.map { entry in
        let rows = Value.int(Int64(entry.version.rowCount))
        return [
          .int(0), .int(Int64(entry.id)), .string(entry.definition.name.name), rows, rows,
          .int(entry.definition.isTemporary ? 1 : 0), .int(100_000), .int(0), .int(0), .int(1),
        ]
      }
    })

  private static let pgTables = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "pg_tables"),
    columns: [
      ColumnDefinition("schemaname", .varchar(128)), ColumnDefinition("tablename", .varchar(128)),
      ColumnDefinition("tableowner", .varchar(128)), ColumnDefinition("tablespace", .varchar(128)),
      ColumnDefinition("hasindexes", .boolean), ColumnDefinition("hasrules", .boolean),
      ColumnDefinition("hastriggers", .boolean),
    ],
    rows: { context in
      context.catalog.allTables.map { entry in
        [
          .string(entry.definition.name.schema), .string(entry.definition.name.name), .string("awsuser"), .null,
          .bool(false), .bool(false), .bool(false),
        ]
      }
    })
}

extension DataType {
  fileprivate var varcharLength: Int {
    if case .varchar(let length) = self { return length }
    return 0
  }
}
