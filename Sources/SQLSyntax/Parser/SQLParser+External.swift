import SQLTypes

/// CREATE EXTERNAL SCHEMA and TABLE.
extension SQLParser {
  /// From EXTERNAL on.
  mutating func parseCreateExternal() throws(Refusal) -> Statement {
    switch next.keyword {
    case .schema:
      try advance()
      return try parseCreateExternalSchema()
    case .table:
      try advance()
      return try parseCreateExternalTable()
    default: return try skipUnsupported("CREATE EXTERNAL \(word(next))")
    }
  }

  // MARK: Schemas

  private mutating func parseCreateExternalSchema() throws(Refusal) -> Statement {
    try advance()
    let ifNotExists = try acceptIfNotExists()
    var schema = CreateExternalSchema(name: try parseName(), ifNotExists: ifNotExists)
    try expect(.from)
    if try acceptWord("DATA") {
      guard try acceptWord("CATALOG") else { throw unexpected() }
    } else if token.keyword != .database {
      return try skipUnsupported("CREATE EXTERNAL SCHEMA … FROM \(text.uppercased())")
    }
    while token.kind != .end, token.kind != .semicolon { try parseOption(of: &schema) }
    guard !schema.database.isEmpty else { throw unexpected() }
    return .external(.createSchema(schema))
  }

  private mutating func parseOption(of schema: inout CreateExternalSchema) throws(Refusal) {
    if try accept(.database) {
      schema.database = try parseString().lowercased()
    } else if try acceptWord("REGION") {
      schema.region = try parseString()
    } else if try acceptWord("IAM_ROLE") {
      schema.role = try parseRole()
    } else if try acceptWord("CATALOG_ROLE") {
      _ = try parseRole()
    } else if try accept(.create) {
      try expect(.external, .database, .if, .not, .exists)
    } else {
      throw unexpected()
    }
  }

  private mutating func parseRole() throws(Refusal) -> String {
    token.isString ? try parseString() : try parseLabel()
  }

  // MARK: Tables

  private mutating func parseCreateExternalTable() throws(Refusal) -> Statement {
    try advance()
    var table = CreateExternalTable(name: try parseQualifiedName())
    guard token.kind == .leftParenthesis else { return try skipUnsupported("CREATE EXTERNAL TABLE AS") }
    table.columns = try parseExternalColumns()
    if try acceptWord("PARTITIONED") {
      try expect(.by)
      table.partitionColumns = try parseExternalColumns()
    }
    if token.keyword == .row { table.rowFormat = try parseRowFormat() }
    if try acceptWord("STORED") {
      try expect(.as)
      table.fileFormat = try parseFileFormat()
    }
    try expect(.location)
    table.location = try parseString()
    if try accept(.table) { table.properties = try parseProperties("PROPERTIES") }
    if token.keyword == .as { return try skipUnsupported("CREATE EXTERNAL TABLE AS") }
    return .external(.createTable(table))
  }

  private mutating func parseExternalColumns() throws(Refusal) -> [ColumnClause] {
    try parseParenthesizedList { p throws(Refusal) in
      let position = p.here
      let name = try p.parseName()
      if ["STRUCT", "ARRAY", "MAP"].contains(p.word(p.token)) {
        throw p.notSupported("A nested column of an external table")
      }
      return ColumnClause(name: name, type: try p.parseTypeName(), attributes: [], position: position)
    }
  }

  /// `ROW FORMAT DELIMITED [FIELDS TERMINATED BY '…'] [LINES TERMINATED BY '…']`, `ROW FORMAT SERDE '…' [WITH
  /// SERDEPROPERTIES (…)]`
  private mutating func parseRowFormat() throws(Refusal) -> CreateExternalTable.RowFormat {
    try advance()
    guard try acceptWord("FORMAT") else { throw unexpected() }
    if try acceptWord("SERDE") {
      let name = try parseString()
      return .serde(name, try accept(.with) ? try parseProperties("SERDEPROPERTIES") : [])
    }
    guard try acceptWord("DELIMITED") else { throw unexpected() }
    var (fields, lines): (String?, String?)
    while fields == nil || lines == nil {
      if fields == nil, try acceptWord("FIELDS") {
        fields = try parseTerminator()
      } else if lines == nil, try acceptWord("LINES") {
        lines = try parseTerminator()
      } else {
        break
      }
    }
    return .delimited(fields: fields, lines: lines)
  }

  private mutating func parseTerminator() throws(Refusal) -> String {
    guard try acceptWord("TERMINATED") else { throw unexpected() }
    try expect(.by)
    return try parseOptionString()
  }

  private mutating func parseFileFormat() throws(Refusal) -> CreateExternalTable.FileFormat {
    guard try acceptWord("INPUTFORMAT") else {
      guard token.isLabel else { throw unexpected() }
      return .named(try parseLabel().uppercased())
    }
    let input = try parseString()
    guard try acceptWord("OUTPUTFORMAT") else { throw unexpected() }
    return .classes(input: input, output: try parseString())
  }

  /// `PROPERTIES ('name'='value', …)`, the word included.
  private mutating func parseProperties(_ name: String) throws(Refusal) -> [CreateExternalTable.Property] {
    guard try acceptWord(name) else { throw unexpected() }
    return try parseParenthesizedList { p throws(Refusal) in
      let name = try p.parseString()
      try p.expect(symbol: .equal)
      return CreateExternalTable.Property(name: name, value: try p.parseOptionString())
    }
  }

  // MARK: ALTER TABLE

  /// What only external tables have: `ADD [IF NOT EXISTS] PARTITION`, `DROP PARTITION`, `PARTITION (…) SET LOCATION`,
  /// `SET LOCATION`, `SET TABLE PROPERTIES`. Nil where another action stands.
  mutating func parseAlterExternal(_ name: QualifiedName) throws(Refusal) -> Statement? {
    guard let action = try parseExternalAction() else { return nil }
    return .external(.alterTable(AlterExternalTable(name: name, action: action)))
  }

  private mutating func parseExternalAction() throws(Refusal) -> AlterExternalTable.Action? {
    switch (token.keyword, next.keyword) {
    case (.partition, _):
      let values = try parsePartitionValues()
      try expect(.set)
      return .setPartitionLocation(AlterExternalTable.Partition(values: values, location: try parseLocation()))
    case (.add, .if), (.add, .partition):
      try advance()
      let ifNotExists = try acceptIfNotExists()
      return .addPartitions(try parsePartitions(), ifNotExists: ifNotExists)
    case (.drop, .partition):
      try advance()
      return .dropPartition(try parsePartitionValues())
    case (.set, .location):
      try advance()
      return .setLocation(try parseLocation())
    case (.set, .table):
      try expect(.set, .table)
      return .setProperties(try parseProperties("PROPERTIES"))
    default: return nil
    }
  }

  private mutating func parsePartitions() throws(Refusal) -> [AlterExternalTable.Partition] {
    var partitions: [AlterExternalTable.Partition] = []
    repeat {
      let values = try parsePartitionValues()
      partitions.append(AlterExternalTable.Partition(values: values, location: try parseLocation()))
    } while token.keyword == .partition
    return partitions
  }

  private mutating func parseLocation() throws(Refusal) -> String {
    try expect(.location)
    return try parseString()
  }

  /// `PARTITION (column = value, …)`
  private mutating func parsePartitionValues() throws(Refusal) -> [AlterExternalTable.PartitionValue] {
    try expect(.partition)
    return try parseParenthesizedList { p throws(Refusal) in
      let column = try p.parseName()
      try p.expect(symbol: .equal)
      let value = p.token.isString ? try p.parseString() : String(try p.parseInteger())
      return AlterExternalTable.PartitionValue(column: column, value: value)
    }
  }
}
