import SQLTypes

/// INFORMATION_SCHEMA: what was granted on relations, as PostgreSQL 8.0 tells it: to who asks and to everybody, and what
/// who asks has granted.
extension SystemRelation {
  static let informationSchemaPrivileges = [tablePrivileges, roleTableGrants]

  private static let tablePrivileges = SystemRelation(
    "table_privileges", schema: "information_schema", rows: \.ownTablePrivileges
  ) { GrantedPrivilege.tableColumns }

  /// Those that groups have: they are what a role was to PostgreSQL 8.0.
  private static let roleTableGrants = SystemRelation(
    "role_table_grants", schema: "information_schema", rows: \.groupTablePrivileges
  ) { GrantedPrivilege.tableColumns }
}

extension GrantedPrivilege {
  @SystemColumnBuilder<GrantedPrivilege>
  fileprivate static var tableColumns: [SystemColumn<GrantedPrivilege>] {
    SystemColumn("grantor", .identifier) { $1.userName($0.grantor) }
    SystemColumn("grantee", .identifier) {
      $0.grantee == .everyone ? "PUBLIC" : $1.principals.identity(of: $0.grantee).name
    }
    SystemColumn.database("table_catalog")
    SystemColumn("table_schema", .identifier) { $0.schema }
    SystemColumn("table_name", .identifier) { $0.name }
    SystemColumn("privilege_type", .identifier) { $0.privilege }
    SystemColumn("is_grantable", .varchar(3)) { $0.isGrantable ? "YES" : "NO" }
    SystemColumn.constant("with_hierarchy", .varchar(3), "NO")
  }
}

extension SystemContext {
  /// PostgreSQL 8.0 knows neither roles nor the privileges that Redshift has added.
  private var standardTablePrivileges: [GrantedPrivilege] {
    let names: Set = ["SELECT", "DELETE", "INSERT", "UPDATE", "REFERENCES", "RULE", "TRIGGER"]
    return relationPrivileges.filter { grant in
      if case .role = grant.grantee { return false }
      return names.contains(grant.privilege)
    }
  }

  fileprivate var ownTablePrivileges: [GrantedPrivilege] {
    let user = Int(session.userID)
    return standardTablePrivileges.filter { $0.grantor == user || $0.grantee == .user(user) || $0.grantee == .everyone }
  }

  fileprivate var groupTablePrivileges: [GrantedPrivilege] {
    let groups = principals.subject(Int(session.userID)).identities
    return standardTablePrivileges.filter { grant in
      if case .group = grant.grantee { groups.contains(grant.grantee) } else { false }
    }
  }
}
