import SQLTypes

/// INFORMATION_SCHEMA: tables, columns and schemata, in the standard's words.
extension SystemRelation {
  static let informationSchemaRelations = [tables, columns, schemata]

  private static let tables = SystemRelation(
    "tables", schema: "information_schema", rows: \.catalog.namedRelations
  ) { NamedRelation.columns }

  private static let columns = SystemRelation(
    "columns", schema: "information_schema", rows: \.catalog.namedColumns
  ) { NamedColumn.columns }

  private static let schemata = SystemRelation(
    "schemata", schema: "information_schema", rows: \.schemas
  ) {
    SystemColumn.database("catalog_name")
    SystemColumn("schema_name", .identifier) { (schema: String) in schema }
    SystemColumn.owner("schema_owner")
  }
}

extension SystemContext {
  fileprivate var schemas: [String] { catalog.schemas.sorted() }
}

/// A table or view, as INFORMATION_SCHEMA and SVV_TABLES list it.
struct NamedRelation {
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

/// A column of a table or view, as INFORMATION_SCHEMA and SVV_COLUMNS list it.
struct NamedColumn {
  let relation: TableName
  /// From 1.
  let position: Int
  let column: ColumnDefinition

  @SystemColumnBuilder<NamedColumn>
  static var columns: [SystemColumn<NamedColumn>] {
    SystemColumn.database("table_catalog")
    SystemColumn("table_schema", .identifier) { $0.relation.schema }
    SystemColumn("table_name", .identifier) { $0.relation.name }
    SystemColumn("column_name", .identifier) { $0.column.name }
    SystemColumn("ordinal_position", .integer) { $0.position }
    SystemColumn("column_default", .varchar(4000)) { $0.column.defaultText }
    SystemColumn("is_nullable", .varchar(3)) { $0.column.isNullable ? "YES" : "NO" }
    SystemColumn("data_type", .identifier) { $0.column.type.familyName }
    SystemColumn("character_maximum_length", .integer) { $0.column.type.characterLength }
    SystemColumn("numeric_precision", .integer) { $0.column.type.numericPrecision }
    SystemColumn("numeric_scale", .integer) { $0.column.type.numericScale }
  }
}

extension Catalog {
  var namedRelations: [NamedRelation] {
    allTables.map { NamedRelation(name: $0.definition.name, type: "BASE TABLE") }
      + allViews.map { NamedRelation(name: $0.name, type: "VIEW") }
  }

  var namedColumns: [NamedColumn] {
    let tables = allTables.map { ($0.definition.name, $0.definition.columns) }
    let views = allViews.map { ($0.name, $0.columns) }
    return (tables + views).flatMap { name, columns in
      columns.enumerated().map { NamedColumn(relation: name, position: $0 + 1, column: $1) }
    }
  }
}

extension DataType {
  fileprivate var numericPrecision: Int? {
    switch self {
    case .smallint: 16
    case .integer: 32
    case .bigint: 64
    case .decimal(let precision, _): precision
    default: nil
    }
  }

  fileprivate var numericScale: Int? {
    switch self {
    case .smallint, .integer, .bigint: 0
    case .decimal(_, let scale): scale
    default: nil
    }
  }
}
