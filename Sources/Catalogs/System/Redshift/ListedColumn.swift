import SQLTypes

/// A column, as SVV_ALL_COLUMNS, SVV_REDSHIFT_COLUMNS and SHOW COLUMNS list it.
extension NamedColumn {
  var definition: TableDefinition? { relation.table?.definition }
  var encoding: String? { definition?.encoding(of: column) }
  var sortPosition: Int { definition?.sortPosition(of: column.name) ?? 0 }
  var isDistributionKey: Bool { definition?.distribution == .key(column.name) }

  func remarks(in context: SystemContext) -> String? {
    context.catalog.comments[.column(relation: relation.oid, name: column.name)]
  }

  @SystemColumnBuilder<NamedColumn>
  static var listedNames: [SystemColumn<NamedColumn>] {
    SystemColumn.database("database_name")
    SystemColumn("schema_name", .identifier) { $0.relation.name.schema }
    SystemColumn("table_name", .identifier) { $0.relation.name.name }
    SystemColumn("column_name", .identifier) { $0.column.name }
    SystemColumn("ordinal_position", .integer) { $0.position }
  }

  @SystemColumnBuilder<NamedColumn>
  static var listedTypes: [SystemColumn<NamedColumn>] {
    SystemColumn("column_default", .varchar(4000)) { $0.defaultText }
    SystemColumn("is_nullable", .varchar(3)) { $0.column.isNullable ? "YES" : "NO" }
    SystemColumn("data_type", .identifier) { $0.column.type.familyName }
    SystemColumn("character_maximum_length", .integer) { $0.column.type.characterLength }
    SystemColumn("numeric_precision", .integer) { $0.column.type.numericPrecision }
    SystemColumn("numeric_scale", .integer) { $0.column.type.numericScale }
    SystemColumn("remarks", .varchar(256)) { $0.remarks(in: $1) }
  }
}
