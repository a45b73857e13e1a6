import SQLTypes

/// A table or view, as SVV_ALL_TABLES, SVV_REDSHIFT_TABLES and SHOW TABLES list it.
extension RelationObject {
  var listedType: String { kind == "v" ? "VIEW" : isExternal ? "EXTERNAL TABLE" : "TABLE" }

  @SystemColumnBuilder<RelationObject>
  static var listedColumns: [SystemColumn<RelationObject>] {
    SystemColumn.database("database_name")
    SystemColumn("schema_name", .identifier) { $0.name.schema }
    SystemColumn("table_name", .identifier) { $0.name.name }
    SystemColumn("table_type", .identifier) { $0.listedType }
    SystemColumn("table_acl", .identifier) { $1.accessList(of: $0) }
    SystemColumn("remarks", .varchar(256)) { $1.catalog.comments[.relation($0.oid)] }
  }
}
