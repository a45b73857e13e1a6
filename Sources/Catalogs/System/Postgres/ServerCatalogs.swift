import SQLTypes

/// Who and what there is beyond a database: PG_DATABASE, PG_USER, PG_SHADOW, PG_GROUP, PG_SETTINGS.
extension SystemRelation {
  static let serverCatalogs = [databases, databaseInfo, users, shadows, userInfo, groups]

  private static let databases = SystemRelation("pg_database", rows: \.databaseObjects) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("datname", .objectName) { $0.name }
    SystemColumn("datdba", .integer) { $0.owner }
    SystemColumn.constant("encoding", .integer, 6)
    SystemColumn("datistemplate", .boolean) { $0.isTemplate }
    SystemColumn("datallowconn", .boolean) { $0.allowsConnections }
    SystemColumn.constant("datlastsysoid", .objectID, ObjectID.firstOfUsers - 1)
    SystemColumn.constant("datvacuumxid", .transactionID, 0)
    SystemColumn.constant("datfrozenxid", .transactionID, 0)
    SystemColumn.constant("dattablespace", .objectID, 1663)
    SystemColumn.unknown("datconfig", .textList)
    SystemColumn("datacl", .accessList) { $1.accessList(of: $0) }
    SystemColumn.constant("datcollate", .objectName, "C").hidden()
    SystemColumn.constant("datctype", .objectName, "C").hidden()
  }

  private static let databaseInfo = SystemRelation("pg_database_info", rows: \.databaseObjects) {
    SystemColumn("datid", .objectID) { $0.oid }
    SystemColumn("datname", .objectName) { $0.name }
    SystemColumn("datdba", .integer) { $0.owner }
    SystemColumn.constant("encoding", .integer, 6)
    SystemColumn("datistemplate", .boolean) { $0.isTemplate }
    SystemColumn("datallowconn", .boolean) { $0.allowsConnections }
    SystemColumn("datacl", .accessList) { $1.accessList(of: $0) }
    SystemColumn("datconnlimit", .text) { $0.connectionLimit.map(String.init) ?? "UNLIMITED" }
  }

  private static let users = SystemRelation("pg_user", rows: \.principals.allUsers) { userColumns }
  private static let shadows = SystemRelation("pg_shadow", rows: \.principals.allUsers) { userColumns }

  private static let userInfo = SystemRelation("pg_user_info", rows: \.principals.allUsers) {
    userColumns
    SystemColumn("useconnlimit", .varchar(256)) { $0.connectionLimitText }
    SystemColumn("syslogaccess", .varchar(256)) { $0.syslogText }
    SystemColumn.unknown("last_ddl_ts", .timestamp)
    SystemColumn("sessiontimeout", .integer) { $0.sessionTimeout ?? 0 }
  }

  @SystemColumnBuilder<User>
  private static var userColumns: [SystemColumn<User>] {
    SystemColumn("usename", .objectName) { $0.name }
    SystemColumn("usesysid", .integer) { $0.id }
    SystemColumn("usecreatedb", .boolean) { $0.canCreateDatabases }
    SystemColumn("usesuper", .boolean) { $0.isSuperuser }
    SystemColumn("usecatupd", .boolean) { $0.isSuperuser }
    SystemColumn.constant("passwd", .varchar(256), "********")
    SystemColumn("valuntil", .timestamp) { $0.validUntil }
    SystemColumn("useconfig", .textList) { $0.settingsText }
  }

  private static let groups = SystemRelation("pg_group", rows: \.principals.allGroups) {
    SystemColumn("groname", .objectName) { $0.name }
    SystemColumn("grosysid", .integer) { $0.id }
    SystemColumn("grolist", .userList) { NumberList.text($0.members) }
  }
}

/// A database, as the catalogs list it.
struct DatabaseObject: Sendable {
  let oid: Int
  let name: String
  let owner: Int
  var isTemplate = false
  var allowsConnections = true
  var access: AccessControlList?
  /// nil for none.
  var connectionLimit: Int?
}

extension SystemContext {
  /// The cluster's, and those that every cluster has.
  var databaseObjects: [DatabaseObject] {
    let own = principals.allDatabases.map { entry in
      DatabaseObject(
        oid: entry.name == database.name ? ObjectID.firstOfUsers : entry.id, name: entry.name, owner: entry.owner,
        access: entry.access, connectionLimit: entry.connectionLimit)
    }
    return own + [
      DatabaseObject(oid: 1, name: "template1", owner: ObjectID.bootstrapUser, isTemplate: true),
      DatabaseObject(
        oid: 16_383, name: "template0", owner: ObjectID.bootstrapUser, isTemplate: true, allowsConnections: false),
      DatabaseObject(oid: 16_382, name: "padb_harvest", owner: ObjectID.bootstrapUser),
    ]
  }
}

extension User {
  var connectionLimitText: String { connectionLimit.map(String.init) ?? "UNLIMITED" }
  var syslogText: String { isSuperuser || seesAll ? "UNRESTRICTED" : "RESTRICTED" }

  /// `{"search_path=a, b",datestyle=ISO}`; nil where it has none.
  fileprivate var settingsText: String? {
    guard !settings.isEmpty else { return nil }
    let items = settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.joined(separator: ", "))" }
    return ArrayText.text(of: items, .array(.text))
  }
}
