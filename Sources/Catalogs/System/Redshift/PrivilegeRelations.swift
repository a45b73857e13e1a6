import SQLTypes

/// Who was given what: SVV_RELATION_PRIVILEGES and its kin (AWS documentation of each).
extension SystemRelation {
  static let privilegeRelations = [
    relationPrivileges, schemaPrivileges, databasePrivileges, columnPrivileges, functionPrivileges, languagePrivileges,
    defaultPrivileges,
  ]

  private static let relationPrivileges = SystemRelation("svv_relation_privileges", rows: \.relationPrivileges) {
    SystemColumn("namespace_name", .identifier) { $0.schema }
    SystemColumn("relation_name", .identifier) { $0.name }
    GrantedPrivilege.columns
  }

  private static let schemaPrivileges = SystemRelation("svv_schema_privileges", rows: \.allSchemaPrivileges) {
    SystemColumn("namespace_name", .identifier) { $0.name }
    GrantedPrivilege.columns
    SystemColumn("privilege_scope", .identifier) { $0.scopeName }
  }

  private static let databasePrivileges = SystemRelation("svv_database_privileges", rows: \.allDatabasePrivileges) {
    SystemColumn("database_name", .identifier) { $0.name }
    GrantedPrivilege.columns
    SystemColumn("privilege_scope", .identifier) { $0.scopeName }
  }

  private static let columnPrivileges = SystemRelation("svv_column_privileges", rows: \.columnPrivileges) {
    SystemColumn("namespace_name", .identifier) { $0.schema }
    SystemColumn("relation_name", .identifier) { $0.name }
    SystemColumn("column_name", .identifier) { $0.column }
    GrantedPrivilege.grants
  }

  private static let functionPrivileges = SystemRelation("svv_function_privileges", rows: \.routinePrivileges) {
    SystemColumn("namespace_name", .identifier) { $0.schema }
    SystemColumn("function_name", .identifier) { $0.name }
    SystemColumn("argument_types", .longText) { $0.argumentTypes }
    GrantedPrivilege.columns
  }

  private static let languagePrivileges = SystemRelation("svv_language_privileges", rows: \.languagePrivileges) {
    SystemColumn("language_name", .identifier) { $0.name }
    GrantedPrivilege.columns
  }

  private static let defaultPrivileges = SystemRelation("svv_default_privileges", rows: \.defaultGrants) {
    SystemColumn("schema_name", .identifier) { $0.rule.schema }
    SystemColumn("object_type", .identifier) { $0.rule.kind.objectType }
    SystemColumn("owner_id", .integer) { $0.rule.creator }
    SystemColumn("owner_name", .identifier) { $1.userName($0.rule.creator) }
    SystemColumn.constant("owner_type", .identifier, "user")
    SystemColumn("privilege_type", .identifier) { $0.single.privilege }
    SystemColumn("grantee_id", .integer) { $1.principals.identity(of: $0.single.grantee).id }
    SystemColumn("grantee_name", .identifier) { $1.principals.identity(of: $0.single.grantee).name }
    SystemColumn("grantee_type", .identifier) { $1.principals.identity(of: $0.single.grantee).type }
    SystemColumn("admin_option", .boolean) { $0.single.isGrantable }
  }
}

extension GrantedPrivilege {
  /// What is given, and to whom.
  @SystemColumnBuilder<GrantedPrivilege>
  static var grants: [SystemColumn<GrantedPrivilege>] {
    SystemColumn("privilege_type", .identifier) { $0.privilege }
    SystemColumn("identity_id", .integer) { $1.principals.identity(of: $0.grantee).id }
    SystemColumn("identity_name", .identifier) { $1.principals.identity(of: $0.grantee).name }
    SystemColumn("identity_type", .identifier) { $1.principals.identity(of: $0.grantee).type }
  }

  /// Of what can be given on.
  @SystemColumnBuilder<GrantedPrivilege>
  static var columns: [SystemColumn<GrantedPrivilege>] {
    grants
    SystemColumn("admin_option", .boolean) { $0.isGrantable }
  }
}

/// What ALTER DEFAULT PRIVILEGES gives somebody.
private struct DefaultGrant {
  let rule: DefaultPrivileges
  let single: AccessControlList.Single
}

extension SystemContext {
  fileprivate var allSchemaPrivileges: [GrantedPrivilege] {
    schemaPrivileges + scopedPrivileges.filter { $0.kind == .schema }
  }

  fileprivate var allDatabasePrivileges: [GrantedPrivilege] {
    databasePrivileges + scopedPrivileges.filter { $0.kind == .database }
  }

  fileprivate var defaultGrants: [DefaultGrant] {
    catalog.access.defaults.flatMap { rule in rule.list.singles.map { DefaultGrant(rule: rule, single: $0) } }
  }
}

extension DefaultPrivileges.Kind {
  fileprivate var objectType: String {
    switch self {
    case .tables: "RELATION"
    case .functions: "FUNCTION"
    case .procedures: "STORED PROCEDURE"
    }
  }
}
