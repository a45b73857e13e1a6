import SQLTypes

/// Redshift's views of the catalog: PG_TABLE_DEF, SVV_TABLES, SVV_COLUMNS (sql.md part 3).
extension SystemRelation {
  static let catalogRelations = [tableDefinitions, svvTables, svvColumns]

  private static let tableDefinitions = SystemRelation(
    "pg_table_def", rows: \.definedColumns
  ) {
    SystemColumn("schemaname", .objectName) { $0.table.name.schema }
    SystemColumn("tablename", .objectName) { $0.table.name.name }
    SystemColumn("column", .objectName) { $0.column.name }
    SystemColumn("type", .varchar(256)) { $0.column.type.description }
    SystemColumn("encoding", .identifier) { $0.table.encoding(of: $0.column) }
    SystemColumn("distkey", .boolean) { $0.table.distribution == .key($0.column.name) }
    SystemColumn("sortkey", .integer) { $0.table.sortPosition(of: $0.column.name) }
    SystemColumn("notnull", .boolean) { !$0.column.isNullable }
  }

  private static let svvTables = SystemRelation("svv_tables", rows: \.objects.allNamedRelations) {
    NamedRelation.columns
    SystemColumn("remarks", .varchar(256)) { $1.catalog.comments[.relation($0.oid)] }
  }

  private static let svvColumns = SystemRelation("svv_columns", rows: \.objects.allNamedColumns) {
    NamedColumn.columns
    SystemColumn("remarks", .varchar(256)) { $0.remarks(in: $1) }
  }
}

/// A column of a table on the search path.
private struct DefinedColumn {
  let table: TableDefinition
  let column: ColumnDefinition
}

extension SystemContext {
  fileprivate var definedColumns: [DefinedColumn] {
    catalog.allTables.filter { session.searchPath.contains($0.definition.name.schema) }
      .flatMap { entry in entry.definition.columns.map { DefinedColumn(table: entry.definition, column: $0) } }
  }
}
