import SQLTypes

/// Users and the roles they have: SVV_USER_INFO, SVV_ROLES, SVV_ROLE_GRANTS, SVV_USER_GRANTS, SVV_SYSTEM_PRIVILEGES
/// (AWS documentation of each).
extension SystemRelation {
  static let roleRelations = [svvUserInfo, roles, roleGrants, userGrants, systemPrivileges]

  private static let svvUserInfo = SystemRelation("svv_user_info", rows: \.principals.allUsers) {
    SystemColumn("user_name", .identifier) { $0.name }
    SystemColumn("user_id", .integer) { $0.id }
    SystemColumn("createdb", .boolean) { $0.canCreateDatabases }
    SystemColumn("superuser", .boolean) { $0.isSuperuser }
    SystemColumn("catalog_update", .boolean) { $0.isSuperuser }
    SystemColumn("connection_limit", .varchar(256)) { $0.connectionLimitText }
    SystemColumn("syslog_access", .varchar(256)) { $0.syslogText }
    SystemColumn.unknown("last_ddl_timestamp", .timestamp)
    SystemColumn("session_timeout", .integer) { $0.sessionTimeout ?? 0 }
    SystemColumn("external_user_id", .varchar(256)) { $0.externalID }
  }

  private static let roles = SystemRelation("svv_roles", rows: \.principals.allRoles) {
    SystemColumn("role_id", .integer) { $0.id }
    SystemColumn("role_name", .identifier) { $0.name }
    SystemColumn("role_owner", .identifier) { $1.userName($0.owner) }
    SystemColumn("external_id", .identifier) { $0.externalID }
  }

  private static let roleGrants = SystemRelation("svv_role_grants", rows: \.roleMemberships) {
    SystemColumn("role_id", .integer) { $0.member.id }
    SystemColumn("role_name", .identifier) { $0.member.name }
    SystemColumn("granted_role_id", .integer) { $0.role.id }
    SystemColumn("granted_role_name", .identifier) { $0.role.name }
  }

  private static let userGrants = SystemRelation("svv_user_grants", rows: \.userMemberships) {
    SystemColumn("user_id", .integer) { $0.member.id }
    SystemColumn("user_name", .identifier) { $0.member.name }
    SystemColumn("role_id", .integer) { $0.role.id }
    SystemColumn("role_name", .identifier) { $0.role.name }
    SystemColumn("admin_option", .boolean) { $0.isAdmin }
  }

  private static let systemPrivileges = SystemRelation("svv_system_privileges", rows: \.rolePermissions) {
    SystemColumn("system_privilege", .identifier) { $0.permission }
    SystemColumn("identity_id", .integer) { $0.role.id }
    SystemColumn("identity_name", .identifier) { $0.role.name }
    SystemColumn.constant("identity_type", .identifier, "role")
  }
}

/// A role that somebody was given.
private struct RoleMembership {
  let role: Role
  let member: (type: String, id: Int, name: String)
  let isAdmin: Bool
}

private struct RolePermission {
  let role: Role
  let permission: String
}

extension SystemContext {
  fileprivate var roleMemberships: [RoleMembership] { memberships.filter { $0.member.type == "role" } }
  fileprivate var userMemberships: [RoleMembership] { memberships.filter { $0.member.type != "role" } }

  private var memberships: [RoleMembership] {
    principals.allRoles.flatMap { role in
      role.memberships.map { membership in
        RoleMembership(role: role, member: principals.identity(of: membership.grantee), isAdmin: membership.isAdmin)
      }
    }
  }

  fileprivate var rolePermissions: [RolePermission] {
    principals.allRoles.flatMap { role in
      role.permissions.sorted().map { RolePermission(role: role, permission: $0) }
    }
  }
}
