import SQLTypes

/// SHOW CONSTRAINTS: a row a column of a key.
extension ShowRelations {
  package static func primaryKeys(of table: Int) -> SystemRelation {
    SystemRelation(
      "show_primary_keys",
      rows: { context in
        context.objects.keyColumns.filter { $0.constraint.table.id == table && $0.constraint.kind == .primaryKey }
      },
      columns: {
        SystemColumn.database("database_name")
        SystemColumn("schema_name", .identifier) { $0.constraint.table.definition.name.schema }
        SystemColumn("table_name", .identifier) { $0.constraint.table.definition.name.name }
        SystemColumn("column_name", .identifier) { $0.constraint.columns[$0.index] }
        SystemColumn("key_seq", .smallint) { $0.index + 1 }
        SystemColumn("pk_name", .identifier) { $0.constraint.name }
      })
  }

  /// Of a table, or of others to it.
  package static func foreignKeys(of table: Int, isExported: Bool) -> SystemRelation {
    SystemRelation(
      "show_foreign_keys",
      rows: { context in
        context.objects.keyColumns.filter { key in
          guard key.constraint.kind == .foreignKey else { return false }
          return (isExported ? key.constraint.target(in: context)?.id : key.constraint.table.id) == table
        }
      }, columns: { foreignKeyColumns })
  }

  @SystemColumnBuilder<KeyColumn>
  private static var foreignKeyColumns: [SystemColumn<KeyColumn>] {
    SystemColumn.database("pk_database_name")
    SystemColumn("pk_schema_name", .identifier) { $0.constraint.referenced?.schema }
    SystemColumn("pk_table_name", .identifier) { $0.constraint.referenced?.name }
    SystemColumn("pk_column_name", .identifier) { $0.referencedColumn(in: $1) }
    SystemColumn.database("fk_database_name")
    SystemColumn("fk_schema_name", .identifier) { $0.constraint.table.definition.name.schema }
    SystemColumn("fk_table_name", .identifier) { $0.constraint.table.definition.name.name }
    SystemColumn("fk_column_name", .identifier) { $0.constraint.columns[$0.index] }
    SystemColumn("key_seq", .smallint) { $0.index + 1 }
    SystemColumn.constant("update_rule", .smallint, 3)
    SystemColumn.constant("delete_rule", .smallint, 3)
    SystemColumn("fk_name", .identifier) { $0.constraint.name }
    SystemColumn("pk_name", .identifier) { $0.constraint.referencedKey(in: $1)?.name }
    SystemColumn.constant("deferrability", .smallint, 7)
  }
}

extension KeyColumn {
  /// The column that this one of a foreign key refers to.
  fileprivate func referencedColumn(in context: SystemContext) -> String? {
    guard let target = constraint.target(in: context), let numbers = constraint.targetNumbers(in: context),
      numbers.indices.contains(index)
    else { return nil }
    return target.definition.columns[numbers[index] - 1].name
  }
}
