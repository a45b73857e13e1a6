import SQLTypes

/// INFORMATION_SCHEMA: relations, columns and schemas, in the columns that PostgreSQL 8.0 gives them.
extension SystemRelation {
  static let informationSchemaRelations = [tables, columns, views, schemata, catalogName]

  private static let tables = SystemRelation(
    "tables", schema: "information_schema", rows: \.objects.namedRelations
  ) {
    NamedRelation.columns
    SystemColumn.unknown("self_referencing_column_name", .identifier)
    SystemColumn.unknown("reference_generation", .identifier)
    SystemColumn.unknown("user_defined_type_catalog", .identifier)
    SystemColumn.unknown("user_defined_type_schema", .identifier)
    SystemColumn.unknown("user_defined_type_name", .identifier)
  }

  private static let columns = SystemRelation(
    "columns", schema: "information_schema", rows: \.objects.namedColumns
  ) {
    NamedColumn.columns
    NamedColumn.typeColumns
  }

  private static let views = SystemRelation(
    "views", schema: "information_schema", rows: \.catalog.allViews
  ) {
    SystemColumn.database("table_catalog")
    SystemColumn("table_schema", .identifier) { $0.name.schema }
    SystemColumn("table_name", .identifier) { $0.name.name }
    SystemColumn("view_definition", .longText) { $0.definitionText }
    SystemColumn.constant("check_option", .identifier, "NONE")
    SystemColumn.constant("is_updatable", .varchar(3), "NO")
    SystemColumn.constant("is_insertable_into", .varchar(3), "NO")
  }

  private static let schemata = SystemRelation(
    "schemata", schema: "information_schema", rows: \.objects.schemas
  ) {
    SystemColumn.database("catalog_name")
    SystemColumn("schema_name", .identifier) { $0.name }
    SystemColumn("schema_owner", .identifier) { $1.userName($1.owner(of: $0)) }
    SystemColumn.unknown("default_character_set_catalog", .identifier)
    SystemColumn.unknown("default_character_set_schema", .identifier)
    SystemColumn.unknown("default_character_set_name", .identifier)
    SystemColumn.unknown("sql_path", .identifier)
  }

  private static let catalogName = SystemRelation(
    "information_schema_catalog_name", schema: "information_schema", rows: \.onlyDatabase
  ) { SystemColumn.database("catalog_name") }
}

extension SystemContext {
  /// The session's: a row a database, of which others are not looked into.
  var onlyDatabase: [Database] { [database] }
}

extension ViewEntry {
  /// As `pg_get_viewdef` and PG_VIEWS show it: the query, ended by a semicolon; of a late-binding or materialized view
  /// the whole statement.
  package var definitionText: String {
    if let materialization { return "CREATE MATERIALIZED VIEW \(materialization.definition);" }
    let query = text.hasSuffix(";") ? String(text.dropLast()) : text
    guard isLateBinding else { return "\(query);" }
    let columns = aliases.isEmpty ? "" : " (\(aliases.map(QuotedName.quoted).joined(separator: ", ")))"
    let name = "\(QuotedName.quoted(self.name.schema)).\(QuotedName.quoted(self.name.name))"
    return "create view \(name)\(columns) as \(query) with no schema binding;"
  }
}
