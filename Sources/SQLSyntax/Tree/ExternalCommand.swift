/// What makes and changes external schemas and tables (AWS documentation, CREATE EXTERNAL SCHEMA and CREATE EXTERNAL
/// TABLE).
package enum ExternalCommand: Hashable, Sendable {
  case createSchema(CreateExternalSchema)
  case createTable(CreateExternalTable)
  case alterTable(AlterExternalTable)
}

/// `CREATE EXTERNAL SCHEMA [IF NOT EXISTS] s FROM DATA CATALOG DATABASE 'd' …`
package struct CreateExternalSchema: Hashable, Sendable {
  package var name: Identifier
  package var ifNotExists: Bool
  package var database = ""
  package var region: String?
  /// The ARN, or `default`.
  package var role: String?

  package init(name: Identifier, ifNotExists: Bool) {
    self.name = name
    self.ifNotExists = ifNotExists
  }
}

/// `CREATE EXTERNAL TABLE s.t (…) [PARTITIONED BY (…)] [ROW FORMAT …] [STORED AS …] LOCATION '…' [TABLE PROPERTIES (…)]`
package struct CreateExternalTable: Hashable, Sendable {
  package var name: QualifiedName
  package var columns: [ColumnClause] = []
  package var partitionColumns: [ColumnClause] = []
  package var rowFormat = RowFormat.unstated
  /// nil where nothing is said: text.
  package var fileFormat: FileFormat?
  package var location = ""
  package var properties: [Property] = []

  package enum RowFormat: Hashable, Sendable {
    case unstated
    /// Texts as written, nil where nothing is said.
    case delimited(fields: String?, lines: String?)
    case serde(String, [Property])
  }

  package enum FileFormat: Hashable, Sendable {
    /// `TEXTFILE`, in capitals.
    case named(String)
    case classes(input: String, output: String)
  }

  /// `'name'='value'`, the backslashes as written.
  package struct Property: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  package init(name: QualifiedName) { self.name = name }
}

/// `ALTER TABLE s.t` with what only external tables have.
package struct AlterExternalTable: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case addPartitions([Partition], ifNotExists: Bool)
    case dropPartition([PartitionValue])
    case setPartitionLocation(Partition)
    case setLocation(String)
    case setProperties([CreateExternalTable.Property])
  }

  package struct Partition: Hashable, Sendable {
    package var values: [PartitionValue]
    package var location: String
  }

  /// `column = 'value'`
  package struct PartitionValue: Hashable, Sendable {
    package var column: Identifier
    package var value: String
  }

  package var name: QualifiedName
  package var action: Action

  package init(name: QualifiedName, action: Action) {
    self.name = name
    self.action = action
  }
}
