/// The roles that every cluster has (AWS documentation, Amazon Redshift system-defined roles).
enum SystemRoles {
  /// No other role may have a name that begins so.
  static let prefixes = ["sys:", "ds:"]

  /// Of the system user. `sys:dba` has what `sys:operator` has by being given that.
  static let all: [Role] = {
    let monitor = role(10, "sys:monitor", access)
    var `operator` = role(11, "sys:operator", access.union(["ANALYZE", "VACUUM", "CANCEL"]))
    let dba = role(
      12, "sys:dba",
      [
        "CREATE SCHEMA", "CREATE TABLE", "DROP SCHEMA", "DROP TABLE", "TRUNCATE TABLE", "CREATE OR REPLACE PROCEDURE",
        "DROP PROCEDURE", "CREATE OR REPLACE FUNCTION", "CREATE OR REPLACE EXTERNAL FUNCTION", "DROP FUNCTION",
        "CREATE OR REPLACE VIEW", "DROP VIEW",
      ])
    let superuser = role(13, "sys:superuser", SystemPermissions.all)
    let secadmin = role(
      14, "sys:secadmin",
      [
        "CREATE USER", "ALTER USER", "DROP USER", "CREATE ROLE", "DROP ROLE", "GRANT ROLE", "ATTACH RLS", "EXPLAIN RLS",
        "IGNORE RLS", "ATTACH MASKING", "EXPLAIN MASKING",
      ])
    `operator`.memberships = [Role.Membership(grantee: .role(dba.id), isAdmin: false)]
    return [monitor, `operator`, dba, superuser, secadmin]
  }()

  private static let access: Set<String> = ["ACCESS SYSTEM TABLE", "ACCESS CATALOG"]

  private static func role(_ id: Int, _ name: String, _ permissions: Set<String>) -> Role {
    var role = Role(id: id, name: name, owner: ObjectID.bootstrapUser)
    role.permissions = permissions
    return role
  }
}

extension Role {
  /// Whether it is the system's own, which nobody changes or drops.
  package var isSystem: Bool { SystemRoles.prefixes.contains { name.hasPrefix($0) } }
}
