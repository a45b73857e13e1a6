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
  var namedRelations: [NamedRelation] {
    relations.map { relation in
      let isTemporary = relation.table?.definition.isTemporary ?? false
      let type = relation.kind == "v" ? "VIEW" : isTemporary ? "LOCAL TEMPORARY" : "BASE TABLE"
      return NamedRelation(oid: relation.oid, name: relation.name, type: type)
    }
  }
}
