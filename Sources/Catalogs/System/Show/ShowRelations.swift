import SQLTypes

/// What SHOW lists, with the columns that drivers know the lists by. `includes` says which names are wanted.
package enum ShowRelations {
  package typealias Filter = @Sendable (String) -> Bool

  package static func databases(_ includes: @escaping Filter) -> SystemRelation {
    SystemRelation(
      "show_databases", rows: { context in context.ownDatabases.filter { includes($0.name) } },
      columns: {
        SystemColumn("database_name", .identifier) { $0.name }
        SystemColumn("database_owner", .integer) { $0.owner }
        SystemColumn.constant("database_type", .varchar(32), "local")
        SystemColumn("database_acl", .identifier) { $1.accessList(of: $0) }
        SystemColumn.unknown("parameters", .identifier)
        SystemColumn("database_isolation_level", .identifier) { $1.isolationText(of: $0) }
      })
  }

  package static func schemas(_ includes: @escaping Filter) -> SystemRelation {
    SystemRelation(
      "show_schemas", rows: { context in context.objects.schemas.filter { includes($0.name) } },
      columns: {
        SchemaObject.listedColumns
        SystemColumn.unknown("source_database", .identifier)
        SystemColumn.unknown("schema_option", .identifier)
      })
  }

  package static func tables(in schema: String, _ includes: @escaping Filter) -> SystemRelation {
    SystemRelation(
      "show_tables",
      rows: { context in
        context.objects.allRelations.filter { $0.name.schema == schema && includes($0.name.name) }
          .sorted { $0.name.name < $1.name.name }
      },
      columns: {
        RelationObject.listedColumns
        SystemColumn("owner", .identifier) { $1.userName($1.owner(of: $0)) }
        SystemColumn.unknown("last_altered_time", .timestamp)
        SystemColumn.unknown("last_modified_time", .timestamp)
        SystemColumn("dist_style", .identifier) { $0.isExternal ? nil : $0.table?.definition.distributionText }
        SystemColumn("table_subtype", .identifier) { $0.subtype }
      })
  }

  package static func columns(of relation: TableName, _ includes: @escaping Filter) -> SystemRelation {
    SystemRelation(
      "show_columns",
      rows: { context in
        context.objects.allNamedColumns.filter { $0.relation.name == relation && includes($0.column.name) }
      },
      columns: {
        NamedColumn.listedNames
        NamedColumn.listedTypes
        SystemColumn("sort_key_type", .identifier) { $0.relation.isExternal ? nil : $0.definition?.sortKeyType }
        SystemColumn("sort_key", .integer) { $0.sortPosition }
        SystemColumn("dist_key", .integer) { $0.isDistributionKey ? 1 : 0 }
        SystemColumn("encoding", .identifier) { $0.relation.isExternal ? nil : $0.encoding }
        SystemColumn("collation", .identifier) { $0.collation }
      })
  }
}

extension RelationObject {
  fileprivate var subtype: String {
    switch relation {
    case .table where isExternal: "EXTERNAL TABLE"
    case .table: "REGULAR TABLE"
    case .view(let view): view.subtype
    case .system: kind == "v" ? "REGULAR VIEW" : "REGULAR TABLE"
    }
  }
}

extension ViewEntry {
  fileprivate var subtype: String {
    if materialization != nil { return "MATERIALIZED VIEW" }
    return isLateBinding ? "LATE BINDING VIEW" : "REGULAR VIEW"
  }
}

extension NamedColumn {
  /// Of character columns.
  fileprivate var collation: String? {
    guard column.type.characterLength != nil else { return nil }
    return column.isCaseInsensitive ? "case_insensitive" : "default"
  }
}

extension TableDefinition {
  fileprivate var sortKeyType: String? {
    switch sortKey {
    case .compound: "COMPOUND"
    case .interleaved: "INTERLEAVED"
    case .auto: "AUTO"
    case .none: nil
    }
  }
}
