import SQLTypes

/// Who and what there is beyond a database: PG_DATABASE, PG_USER, PG_SHADOW, PG_GROUP, PG_SETTINGS.
extension SystemRelation {
  static let serverCatalogs = [databases, users, shadows, userInfo, groups]

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
    SystemColumn.unknown("datacl", .accessList)
    SystemColumn.constant("datcollate", .objectName, "C").hidden()
    SystemColumn.constant("datctype", .objectName, "C").hidden()
  }

  private static let users = SystemRelation("pg_user", rows: \.userObjects) { userColumns }
  private static let shadows = SystemRelation("pg_shadow", rows: \.userObjects) { userColumns }

  private static let userInfo = SystemRelation("pg_user_info", rows: \.userObjects) {
    userColumns
    SystemColumn.constant("useconnlimit", .varchar(256), "UNLIMITED")
    SystemColumn.unknown("syslogaccess", .varchar(256))
    SystemColumn.unknown("last_ddl_ts", .timestamp)
    SystemColumn.unknown("sessiontimeout", .integer)
  }

  @SystemColumnBuilder<UserObject>
  private static var userColumns: [SystemColumn<UserObject>] {
    SystemColumn("usename", .objectName) { $0.name }
    SystemColumn("usesysid", .integer) { $0.id }
    SystemColumn("usecreatedb", .boolean) { $0.createsDatabases }
    SystemColumn("usesuper", .boolean) { $0.isSuperuser }
    SystemColumn("usecatupd", .boolean) { $0.isSuperuser }
    SystemColumn.constant("passwd", .varchar(256), "********")
    SystemColumn.unknown("valuntil", .timestamp)
    SystemColumn.unknown("useconfig", .textList)
  }

  private static let groups = SystemRelation(
    empty: "pg_group", ["groname": .objectName, "grosysid": .integer, "grolist": .userList])
}

/// A database, as the catalogs list it.
struct DatabaseObject: Sendable {
  let oid: Int
  let name: String
  let owner: Int
  var isTemplate = false
  var allowsConnections = true
}

/// A user, as the catalogs list it.
struct UserObject: Sendable {
  let id: Int
  let name: String
  var createsDatabases = true
  var isSuperuser = true
}

extension SystemContext {
  /// The session's, and those that every cluster has.
  var databaseObjects: [DatabaseObject] {
    [
      DatabaseObject(oid: ObjectID.firstOfUsers, name: database.name, owner: sessionUserID),
      DatabaseObject(oid: 1, name: "template1", owner: ObjectID.bootstrapUser, isTemplate: true),
      DatabaseObject(
        oid: 16_383, name: "template0", owner: ObjectID.bootstrapUser, isTemplate: true, allowsConnections: false),
      DatabaseObject(oid: 16_382, name: "padb_harvest", owner: ObjectID.bootstrapUser),
    ]
  }

  var userObjects: [UserObject] {
    [UserObject(id: ObjectID.bootstrapUser, name: "rdsdb"), UserObject(id: sessionUserID, name: session.user)]
  }
}
