import SQLTypes

/// What there is, across databases: SVV_ALL_* and SVV_REDSHIFT_*. Schemas and tables of the database that is asked.
extension SystemRelation {
  static let discoveryRelations = [
    allSchemas, allTables, allColumns, redshiftDatabases, redshiftSchemas, redshiftTables, redshiftColumns,
    redshiftFunctions,
  ]

  private static let allSchemas = SystemRelation("svv_all_schemas", rows: \.objects.schemas) {
    SchemaObject.listedColumns
    SystemColumn.unknown("source_database", .identifier)
    SystemColumn.unknown("schema_option", .varchar(256))
  }

  private static let redshiftSchemas = SystemRelation("svv_redshift_schemas", rows: \.localSchemas) {
    SchemaObject.listedColumns
    SystemColumn.unknown("schema_option", .identifier)
  }

  private static let allTables = SystemRelation("svv_all_tables", rows: \.objects.allRelations) {
    RelationObject.listedColumns
  }

  private static let redshiftTables = SystemRelation("svv_redshift_tables", rows: \.objects.relations) {
    RelationObject.listedColumns
    SystemColumn("table_owner", .identifier) { $1.userName($1.owner(of: $0)) }
  }

  private static let allColumns = SystemRelation("svv_all_columns", rows: \.objects.allNamedColumns) {
    NamedColumn.listedNames
    NamedColumn.listedTypes
  }

  private static let redshiftColumns = SystemRelation("svv_redshift_columns", rows: \.objects.namedColumns) {
    NamedColumn.listedNames
    SystemColumn("data_type", .varchar(32)) { $0.column.type.description }
    SystemColumn("column_default", .varchar(4000)) { $0.defaultText }
    SystemColumn("is_nullable", .varchar(3)) { $0.column.isNullable ? "YES" : "NO" }
    SystemColumn("encoding", .identifier) { $0.encoding }
    SystemColumn("distkey", .boolean) { $0.isDistributionKey }
    SystemColumn("sortkey", .integer) { $0.sortPosition }
    SystemColumn.unknown("column_acl", .identifier)
    SystemColumn("remarks", .varchar(256)) { $0.remarks(in: $1) }
  }

  private static let redshiftDatabases = SystemRelation("svv_redshift_databases", rows: \.ownDatabases) {
    SystemColumn("database_name", .identifier) { $0.name }
    SystemColumn("database_owner", .integer) { $0.owner }
    SystemColumn.constant("database_type", .varchar(32), "local")
    SystemColumn("database_acl", .identifier) { $1.accessList(of: $0) }
    SystemColumn.unknown("database_options", .identifier)
    SystemColumn("database_isolation_level", .identifier) { $1.isolationText(of: $0) }
  }

  private static let redshiftFunctions = SystemRelation("svv_redshift_functions", rows: \.catalog.allRoutines) {
    SystemColumn.database("database_name")
    SystemColumn("schema_name", .identifier) { $0.name.schema }
    SystemColumn("function_name", .identifier) { $0.name.name }
    SystemColumn("function_type", .identifier) { $0.kind == .procedure ? "STORED PROCEDURE" : "REGULAR FUNCTION" }
    SystemColumn("argument_type", .varchar(512)) { $0.inputs.map(\.typeName).joined(separator: ", ") }
    SystemColumn("result_type", .identifier) { $0.resultText }
  }
}

extension SystemContext {
  fileprivate var localSchemas: [SchemaObject] {
    objects.schemas.filter { catalog.external.schemas[$0.name] == nil }
  }

  var databaseID: Int { databaseObjects.first { $0.name == database.name }?.oid ?? 0 }

  /// Databases that users work in.
  var ownDatabases: [DatabaseObject] { databaseObjects.filter { $0.oid >= ObjectID.firstOfUsers } }

  func isolationText(of other: DatabaseObject) -> String? {
    guard other.name == database.name else { return nil }
    return database.isolation == .serializable ? "Serializable" : "Snapshot Isolation"
  }
}
