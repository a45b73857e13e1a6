import SQLTypes

/// A table or view, as INFORMATION_SCHEMA and SVV_TABLES list it.
struct NamedRelation {
  let oid: Int
  let name: TableName
  let type: String

  @SystemColumnBuilder<NamedRelation>
  static var columns: [SystemColumn<NamedRelation>] {
    SystemColumn.database("table_catalog")
    SystemColumn("table_schema", .identifier) { $0.name.schema }
    SystemColumn("table_name", .identifier) { $0.name.name }
    SystemColumn("table_type", .identifier) { $0.type }
  }
}

extension ObjectDirectory {
  var namedRelations: [NamedRelation] { relations.map(named) }
  /// With external tables.
  var allNamedRelations: [NamedRelation] { allRelations.map(named) }

  private func named(_ relation: RelationObject) -> NamedRelation {
    NamedRelation(oid: relation.oid, name: relation.name, type: type(of: relation))
  }

  private func type(of relation: RelationObject) -> String {
    if relation.kind == "v" { return "VIEW" }
    if relation.isExternal { return "EXTERNAL TABLE" }
    return relation.table?.definition.isTemporary == true ? "LOCAL TEMPORARY" : "BASE TABLE"
  }
}
