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
        SystemColumn("privilege_scope", .identifier) { $0.kind.rawValue }
        SystemColumn("grantor_name", .identifier) { $1.userName($0.grantor) }
      })
  }
}
