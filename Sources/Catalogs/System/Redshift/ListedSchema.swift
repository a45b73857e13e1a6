import SQLTypes

/// A schema, as SVV_ALL_SCHEMAS, SVV_REDSHIFT_SCHEMAS and SHOW SCHEMAS list it.
extension SchemaObject {
  @SystemColumnBuilder<SchemaObject>
  static var listedColumns: [SystemColumn<SchemaObject>] {
    SystemColumn.database("database_name")
    SystemColumn("schema_name", .identifier) { $0.name }
    SystemColumn("schema_owner", .integer) { $1.owner(of: $0) }
    SystemColumn("schema_type", .identifier) { $1.catalog.external.schemas[$0.name] == nil ? "local" : "external" }
    SystemColumn("schema_acl", .identifier) { $1.accessList(of: $0) }
  }
}
