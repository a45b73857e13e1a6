import SQLTypes

extension ShowRelations {
  /// SHOW GRANTS: those that `includes` wants (AWS documentation, SHOW GRANTS).
  package static func grants(_ includes: @escaping @Sendable (GrantedPrivilege) -> Bool) -> SystemRelation {
    SystemRelation(
      "show_grants", rows: { context in context.grantedPrivileges.filter(includes) },
      columns: {
        SystemColumn.database("database_name")
        SystemColumn("schema_name", .identifier) { $0.schema }
        SystemColumn("object_name", .identifier) { $0.column ?? $0.name }
        SystemColumn("object_type", .identifier) { $0.kind.rawValue }
        GrantedPrivilege.columns
        SystemColumn("privilege_scope", .identifier) { $0.scopeName }
        SystemColumn("grantor_name", .identifier) { $1.userName($0.grantor) }
      })
  }

  /// SHOW COLUMN GRANTS of one table (AWS documentation, SHOW COLUMN GRANTS).
  package static func columnGrants(_ includes: @escaping @Sendable (GrantedPrivilege) -> Bool) -> SystemRelation {
    SystemRelation(
      "show_column_grants", rows: { context in context.columnPrivileges.filter(includes) },
      columns: {
        SystemColumn.database("database_name")
        SystemColumn("schema_name", .identifier) { $0.schema }
        SystemColumn("table_name", .identifier) { $0.name }
        SystemColumn("column_name", .identifier) { $0.column }
        SystemColumn.constant("object_type", .identifier, "TABLE")
        GrantedPrivilege.columns
        SystemColumn.constant("privilege_scope", .identifier, "COLUMN")
        SystemColumn("grantor_name", .identifier) { $1.userName($0.grantor) }
      })
  }
}
