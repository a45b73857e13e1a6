import SQLTypes

/// INFORMATION_SCHEMA: tables, columns and schemata, in the standard's words.
extension SystemRelation {
  static let informationSchemaRelations = [tables, columns, schemata]

  private static let tables = SystemRelation(
    name: TableName(schema: "information_schema", name: "tables"),
    columns: [
      ColumnDefinition("table_catalog", .varchar(128)), ColumnDefinition("table_schema", .varchar(128)),
      ColumnDefinition("table_name", .varchar(128)), ColumnDefinition("table_type", .varchar(128)),
    ],
    rows: { $0.relationRows })

  static let columnsOfColumns = [
    ColumnDefinition("table_catalog", .varchar(128)), ColumnDefinition("table_schema", .varchar(128)),
    ColumnDefinition("table_name", .varchar(128)), ColumnDefinition("column_name", .varchar(128)),
    ColumnDefinition("ordinal_position", .integer), ColumnDefinition("column_default", .varchar(4000)),
    ColumnDefinition("is_nullable", .varchar(3)), ColumnDefinition("data_type", .varchar(128)),
    ColumnDefinition("character_maximum_length", .integer), ColumnDefinition("numeric_precision", .integer),
    ColumnDefinition("numeric_scale", .integer),
  ]

  private static let columns = SystemRelation(
    name: TableName(schema: "information_schema", name: "columns"), columns: columnsOfColumns,
    rows: { $0.columnRows })

  private static let schemata = SystemRelation(
    name: TableName(schema: "information_schema", name: "schemata"),
    columns: [
      ColumnDefinition("catalog_name", .varchar(128)), ColumnDefinition("schema_name", .varchar(128)),
      ColumnDefinition("schema_owner", .varchar(128)),
    ],
    rows: { context in
      context.catalog.schemas.sorted().map { [.string("dev"), .string($0), .string("awsuser")] }
    })
}

extension SystemContext {
  /// Catalog, schema, name and type of every table and view.
  var relationRows: [[Value]] {
    let tables = catalog.allTables.map { ($0.definition.name, "BASE TABLE") }
    let views = catalog.allViews.map { ($0.name, "VIEW") }
    return (tables + views).map { name, type in
      [.string("dev"), .string(name.schema), .string(name.name), .string(type)]
    }
  }

  var columnRows: [[Value]] {
    let tables = catalog.allTables.map { ($0.definition.name, $0.definition.columns) }
    let views = catalog.allViews.map { ($0.name, $0.columns) }
    return (tables + views).flatMap { name, columns in
      columns.enumerated().map { place, column in row(name, place + 1, column) }
    }
  }

  private func row(_ table: TableName, _ ordinal: Int, _ column: ColumnDefinition) -> [Value] {
    [
      .string("dev"), .string(table.schema), .string(table.name), .string(column.name), .int(Int64(ordinal)),
      column.defaultText.map(Value.string) ?? .null, .string(column.isNullable ? "YES" : "NO"),
      .string(column.type.familyName), column.type.characterLength.map { .int(Int64($0)) } ?? .null,
      column.type.numericPrecision.map { .int(Int64($0)) } ?? .null,
      column.type.numericScale.map { .int(Int64($0)) } ?? .null,
    ]
  }
}

extension DataType {
  fileprivate var characterLength: Int? {
    switch self {
    case .char(let length), .varchar(let length): length
    default: nil
    }
  }

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
