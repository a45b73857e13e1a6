import SQLTypes

/// Redshift's views of the catalog: PG_TABLE_DEF, SVV_TABLES, SVV_COLUMNS (sql.md part 3).
extension SystemRelation {
  static let catalogRelations = [tableDefinitions, svvTables, svvColumns]

  private static let tableDefinitions = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "pg_table_def"),
    columns: [
      ColumnDefinition("schemaname", .varchar(128)), ColumnDefinition("tablename", .varchar(128)),
      ColumnDefinition("column", .varchar(128)), ColumnDefinition("type", .varchar(256)),
      ColumnDefinition("encoding", .varchar(128)), ColumnDefinition("distkey", .boolean),
      ColumnDefinition("sortkey", .integer), ColumnDefinition("notnull", .boolean),
    ],
    rows: { context in
      context.catalog.allTables.filter { context.searchPath.contains($0.definition.name.schema) }
        .flatMap { entry in entry.definition.columns.map { definitionRow(entry.definition, $0) } }
    })

  private static func definitionRow(_ table: TableDefinition, _ column: ColumnDefinition) -> [Value] {
    [
      .string(table.name.schema), .string(table.name.name), .string(column.name), .string(column.type.description),
      .string(encoding(column, table)), .bool(table.distribution == .key(column.name)),
      .int(Int64(sortPosition(column.name, table))), .bool(!column.isNullable),
    ]
  }

  /// The declared encoding, or what Redshift chooses for the type (copy.md part 10); raw shows as `none`.
  private static func encoding(_ column: ColumnDefinition, _ table: TableDefinition) -> String {
    if let declared = column.encoding { return declared == "raw" ? "none" : declared }
    if table.isTemporary || sortPosition(column.name, table) != 0 { return "none" }
    return switch column.type {
    case .boolean, .real, .double: "none"
    case .char, .varchar, .varbyte: "lzo"
    case .super: "zstd"
    default: "az64"
    }
  }

  /// 1… in a compound key, alternating sign in an interleaved one, 0 outside.
  private static func sortPosition(_ column: String, _ table: TableDefinition) -> Int {
    switch table.sortKey {
    case .compound(let columns): (columns.firstIndex(of: column) ?? -1) + 1
    case .interleaved(let columns):
      columns.firstIndex(of: column).map { $0.isMultiple(of: 2) ? $0 + 1 : -($0 + 1) } ?? 0
    case .auto, .none: 0
    }
  }

  private static let svvTables = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "svv_tables"),
    columns: [
      ColumnDefinition("table_catalog", .varchar(128)), ColumnDefinition("table_schema", .varchar(128)),
      ColumnDefinition("table_name", .varchar(128)), ColumnDefinition("table_type", .varchar(128)),
      ColumnDefinition("remarks", .varchar(256)),
    ],
    rows: { context in context.relationRows.map { $0 + [.null] } })

  private static let svvColumns = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "svv_columns"), columns: columnsOfColumns,
    rows: { $0.columnRows })
}
