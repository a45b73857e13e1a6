import SQLTypes

/// External schemas, their databases, tables and partitions.
extension SystemRelation {
  static let externalRelations = [
    externalSchemas, externalSchemaCatalog, externalDatabases, externalTables, externalColumns, externalPartitions,
  ]

  private static let externalSchemas = SystemRelation("svv_external_schemas", rows: \.externalSchemas) {
    SystemColumn("esoid", .objectID) { $1.objects.schema($0.name) }
    SystemColumn.constant("eskind", .smallint, ExternalSchema.kind)
    SystemColumn("schemaname", .objectName) { $0.name }
    SystemColumn("esowner", .integer) { $1.catalog.access.owner(of: .schema($0.name)) }
    SystemColumn("databasename", .longText) { $0.schema.database }
    SystemColumn("esoptions", .longText) { $0.schema.options }
  }

  private static let externalSchemaCatalog = SystemRelation("pg_external_schema", rows: \.externalSchemas) {
    SystemColumn("esoid", .objectID) { $1.objects.schema($0.name) }
    SystemColumn.constant("eskind", .integer, ExternalSchema.kind)
    SystemColumn("esdbname", .text) { $0.schema.database }
    SystemColumn("esoptions", .longText) { $0.schema.options }
  }

  private static let externalDatabases = SystemRelation("svv_external_databases", rows: \.externalDatabases) {
    SystemColumn.constant("eskind", .integer, ExternalSchema.kind)
    SystemColumn("esoptions", .longText) { $0.options }
    SystemColumn("databasename", .longText) { $0.database }
    SystemColumn.unknown("location", .longText)
    SystemColumn.unknown("parameters", .longText)
  }

  private static let externalTables = SystemRelation("svv_external_tables", rows: \.externalTables) {
    SystemColumn.database("redshift_database_name", .longText)
    SystemColumn("schemaname", .longText) { $0.name.schema }
    SystemColumn("tablename", .longText) { $0.name.name }
    SystemColumn.constant("tabletype", .longText, "TABLE")
    SystemColumn("location", .longText) { $0.table.location }
    ListedExternalTable.formatColumns { $0 }
    SystemColumn("parameters", .longText) { $0.table.properties.json }
  }

  private static let externalColumns = SystemRelation("svv_external_columns", rows: \.externalColumns) {
    SystemColumn.database("redshift_database_name", .longText)
    SystemColumn("schemaname", .longText) { $0.table.name.schema }
    SystemColumn("tablename", .longText) { $0.table.name.name }
    SystemColumn("columnname", .longText) { $0.column.name }
    SystemColumn("external_type", .longText) { $0.column.type.hiveName }
    SystemColumn("columnnum", .integer) { $0.number }
    SystemColumn("part_key", .integer) { $0.partitionKey }
    SystemColumn.constant("is_nullable", .longText, "true")
  }

  private static let externalPartitions = SystemRelation("svv_external_partitions", rows: \.externalPartitions) {
    SystemColumn("schemaname", .longText) { $0.table.name.schema }
    SystemColumn("tablename", .longText) { $0.table.name.name }
    SystemColumn("values", .longText) { $0.partition.listedValues }
    SystemColumn("location", .longText) { $0.partition.location }
    ListedExternalTable.formatColumns { $0.table }
    SystemColumn("parameters", .longText) { $0.table.table.properties.json }
  }
}

/// A schema with its name.
private struct ListedExternalSchema {
  let name: String
  let schema: ExternalSchema
}

/// A table with the name that a schema gives it.
private struct ListedExternalTable {
  let name: TableName
  let table: ExternalTable

  /// How its files are read; `table` finds it in a row.
  @SystemColumnBuilder<Row>
  static func formatColumns<Row>(_ table: @escaping @Sendable (Row) -> ListedExternalTable) -> [SystemColumn<Row>] {
    SystemColumn("input_format", .longText) { table($0).table.format.inputFormat }
    SystemColumn("output_format", .longText) { table($0).table.format.outputFormat }
    SystemColumn("serialization_lib", .longText) { table($0).table.format.serializationLibrary }
    SystemColumn("serde_parameters", .longText) { table($0).table.format.serdeProperties.json }
    SystemColumn.constant("compressed", .integer, 0)
  }
}

private struct ListedExternalColumn {
  let table: ListedExternalTable
  /// From 1.
  let number: Int
  let column: ColumnDefinition

  /// From 1 among the partition columns; 0 for one of the files.
  var partitionKey: Int { max(0, number - table.table.columns.count) }
}

private struct ListedPartition {
  let table: ListedExternalTable
  let partition: ExternalTable.Partition
}

extension SystemContext {
  fileprivate var externalSchemas: [ListedExternalSchema] {
    catalog.external.schemas.sorted { $0.key < $1.key }.map { ListedExternalSchema(name: $0.key, schema: $0.value) }
  }

  /// One of the schemas that show each.
  fileprivate var externalDatabases: [ExternalSchema] {
    var seen: Set<String> = []
    return externalSchemas.map(\.schema).filter { seen.insert($0.database).inserted }
  }

  fileprivate var externalTables: [ListedExternalTable] {
    catalog.external.allTables.compactMap { entry in
      entry.definition.external.map { ListedExternalTable(name: entry.definition.name, table: $0) }
    }
  }

  fileprivate var externalColumns: [ListedExternalColumn] {
    externalTables.flatMap { table in
      table.table.namedColumns.enumerated().map { ListedExternalColumn(table: table, number: $0 + 1, column: $1) }
    }
  }

  fileprivate var externalPartitions: [ListedPartition] {
    externalTables.flatMap { table in table.table.partitions.map { ListedPartition(table: table, partition: $0) } }
  }
}

extension ExternalSchema {
  /// The data catalog.
  fileprivate static let kind = 1

  fileprivate var options: String {
    let facts = [("REGION", region), ("IAM_ROLE", role)]
    return facts.compactMap { name, value in value.map { ExternalFormat.Property(name: name, value: $0) } }.json
  }
}

extension ExternalTable.Partition {
  /// `["2008-01-01","1"]`
  fileprivate var listedValues: String { "[" + values.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
}

extension DataType {
  /// As Hive names it.
  fileprivate var hiveName: String {
    switch self {
    case .integer: "int"
    case .real: "float"
    case .double: "double"
    case .varbyte: "binary"
    case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
    case .char(let length), .charIgnoringCase(let length): "char(\(length))"
    case .varchar(let length), .varcharIgnoringCase(let length): "varchar(\(length))"
    case .timestamp: "timestamp"
    default: familyName
    }
  }
}
