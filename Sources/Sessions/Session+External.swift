import Catalogs
import Execution
import Loading
import ObjectStore
import Planning
import SQLSyntax
import SQLTypes

/// External schemas and tables, which Redshift Spectrum reads (AWS documentation, CREATE EXTERNAL SCHEMA and CREATE
/// EXTERNAL TABLE).
extension Session {
  func runExternal(_ command: ExternalCommand, _ context: StatementContext) throws -> StatementResult {
    if let name = command.nameOutsideTransactions { try refuseInTransaction(name) }
    switch command {
    case .createSchema(let create): try createExternalSchema(create, context)
    case .createTable(let create): try createExternalTable(create, context)
    case .alterTable(let alter): try alterExternalTable(alter, context)
    }
    return StatementResult(tag: command.tag)
  }

  private func createExternalSchema(_ create: CreateExternalSchema, _ context: StatementContext) throws {
    guard hasDatabasePrivilege(.create, context) || may("CREATE SCHEMA", context) else {
      throw denied("database", database.name)
    }
    if let role = create.role, role != "default" { try cluster.roles.check(role, user: facts.user) }
    let name = create.name
    try context.lock(.schema(name), .accessExclusive)
    if context.catalog.schemas.contains(name) {
      guard create.ifNotExists else { throw SQLError(.duplicateSchema, "Schema \"\(name)\" already exists") }
      return context.notices.append(Notice("Schema \"\(name)\" already exists and will be skipped"))
    }
    context.transaction.setSchema(name, exists: true)
    context.transaction.register(.schema(name), owner: userID)
    let schema = ExternalSchema(database: create.database, region: create.region, role: create.role)
    context.transaction.changeExternal { $0.addSchema(name, schema) }
  }

  // MARK: Tables

  private func createExternalTable(_ create: CreateExternalTable, _ context: StatementContext) throws {
    let binder = makeBinder(context)
    let name = try externalName(create.name, binder)
    try requireSchemaOwnership(name.schema, context)
    try context.lock(.name(name), .accessExclusive)
    context.transaction.takeSnapshot()
    guard !context.catalog.contains(name) else {
      throw SQLError(.duplicateTable, "Relation \"\(name.name)\" already exists")
    }
    let table = ExternalTable(
      id: database.makeID(), columns: try columns(create.columns, name, binder),
      partitionColumns: try columns(create.partitionColumns, name, binder), format: try ExternalFormat(create),
      location: create.location, properties: create.properties.map(ExternalFormat.Property.init),
      role: context.catalog.external.schemas[name.schema]?.role)
    try checkNames(table)
    try table.check()
    context.transaction.changeExternal { $0.setTable(name, table) }
  }

  private func columns(_ clauses: [ColumnClause], _ name: TableName, _ binder: Binder) throws -> [ColumnDefinition] {
    try clauses.map { try binder.bindColumn($0, of: name) }
  }

  private func checkNames(_ table: ExternalTable) throws(SQLError) {
    var seen = Set(ExternalTable.pseudoColumns.map(\.name))
    for column in table.columns + table.partitionColumns where !seen.insert(column.name).inserted {
      throw SQLError(.duplicateColumn, "column \"\(column.name)\" specified more than once")
    }
  }

  /// `s.t` or `db.s.t` of an external schema. 3F000 where there is no such schema, 0A000 where it is none.
  private func externalName(_ written: QualifiedName, _ binder: Binder) throws(SQLError) -> TableName {
    guard let schema = written.qualifier, !binder.names.namesOtherDatabase(written.parts) else {
      throw SQLError(
        .invalidSchema, "external table \"\(written.last)\" needs an external schema", position: written.position)
    }
    guard binder.names.catalog.schemas.contains(schema) else {
      throw SQLError(.invalidSchema, "schema \"\(schema)\" does not exist", position: written.position)
    }
    guard binder.names.catalog.external.schemas[schema] != nil else {
      throw SQLError(
        .featureNotSupported, "External tables must be created in external schemas",
        hint: "\"\(schema)\" is none: make one with CREATE EXTERNAL SCHEMA.", position: written.position)
    }
    return TableName(schema: schema, name: written.last)
  }

  private func requireSchemaOwnership(_ schema: String, _ context: StatementContext) throws(SQLError) {
    guard isSuperuser(context) || ownsSchema(schema, context) else { throw notOwner("schema", schema) }
  }

  /// False where the name is not an external table's.
  func dropExternalTable(_ written: QualifiedName, _ context: StatementContext) throws -> Bool {
    guard let name = makeBinder(context).existing(written), context.catalog.external.contains(name) else {
      return false
    }
    try refuseInTransaction("DROP EXTERNAL TABLE")
    try requireSchemaOwnership(name.schema, context)
    try context.lock(.name(name), .accessExclusive)
    context.transaction.changeExternal { $0.setTable(name, nil) }
    return true
  }

  // MARK: ALTER TABLE

  private func alterExternalTable(_ alter: AlterExternalTable, _ context: StatementContext) throws {
    let name = try externalTable(alter.name, context)
    try requireSchemaOwnership(name.schema, context)
    try context.lock(.name(name), .accessExclusive)
    context.transaction.takeSnapshot()
    guard var table = context.catalog.external.table(name)?.definition.external else {
      throw SQLError(.undefinedTable, "relation \"\(name.name)\" does not exist", position: alter.name.position)
    }
    try table.apply(alter.action, at: context.time)
    try table.check()
    context.transaction.changeExternal { [table] in $0.setTable(name, table) }
  }

  /// 42P01 where there is no such table, 0A000 where it is none of the external ones.
  private func externalTable(_ written: QualifiedName, _ context: StatementContext) throws -> TableName {
    let relation = try makeBinder(context).relation(written, for: [])
    guard relation.isExternal else {
      throw SQLError(
        .featureNotSupported, "\"\(written.last)\" is not an external table", position: written.position)
    }
    return relation.name
  }

  // MARK: Reading

  /// What the external tables of plans that run together hold, each read once, and only the columns that they name.
  func externalRows(of plans: [LogicalPlan], _ context: StatementContext) throws -> [ExternalTable: TableVersion] {
    var scans: [ExternalTable: (TableDefinition, columns: Set<Int>)] = [:]
    for scan in plans.flatMap(\.scans) {
      guard let table = scan.table.definition.external else { continue }
      scans[table, default: (scan.table.definition, [])].columns.formUnion(scan.columns.compactMap(\.storedIndex))
    }
    var found = context.externalRows
    for (table, (definition, columns)) in scans.sorted(by: { $0.key.id < $1.key.id }) where found[table] == nil {
      found[table] = try rows(of: table, definition, columns, context)
    }
    return found
  }

  private func rows(
    of table: ExternalTable, _ definition: TableDefinition, _ columns: Set<Int>, _ context: StatementContext
  ) throws -> TableVersion {
    var clauses = S3Clauses()
    clauses.role = table.role
    try checkRole(clauses, table.location)
    let scan = try ExternalScan(
      definition, table, wanted: columns, store: context.storage.asking(clauses), pool: context.pool,
      time: context.time)
    let version = TableVersion(rows: try scan.rows())
    try noteRole(clauses, table.location, context)
    return version
  }
}

extension ExternalTable {
  /// Errors: 42703 and 42601 for values that are not those of its partition columns, 42710 and 42704 for a partition
  /// that is there or is not, 22007 and its like for a value that is none.
  fileprivate mutating func apply(_ action: AlterExternalTable.Action, at time: Int64) throws(SQLError) {
    switch action {
    case .addPartitions(let added, let ifNotExists):
      for partition in added {
        let values = try values(partition.values, at: time)
        if try index(of: values, at: time) == nil {
          partitions.append(Partition(values: values, location: partition.location))
        } else if !ifNotExists {
          throw SQLError(.duplicateObject, "Partition already exists.")
        }
      }
    case .dropPartition(let values): partitions.remove(at: try existing(values, at: time))
    case .setPartitionLocation(let partition):
      partitions[try existing(partition.values, at: time)].location = partition.location
    case .setLocation(let new): location = new
    case .setProperties(let properties):
      for property in properties { setProperty(ExternalFormat.Property(property)) }
    }
  }

  private func existing(_ written: [AlterExternalTable.PartitionValue], at time: Int64) throws(SQLError) -> Int {
    if let index = try index(of: values(written, at: time), at: time) { return index }
    throw SQLError(.undefinedObject, "Partition does not exist.")
  }

  /// In the order of the partition columns, each of them once.
  private func values(_ written: [AlterExternalTable.PartitionValue], at time: Int64) throws(SQLError) -> [String] {
    let names = partitionColumns.map(\.name)
    for value in written where !names.contains(value.column) {
      throw SQLError(.undefinedColumn, "\"\(value.column)\" is not a partition column")
    }
    guard written.count == names.count, Set(written.map(\.column)).count == names.count else {
      throw SQLError(.syntaxError, "A partition needs one value for each of: \(names.joined(separator: ", "))")
    }
    let texts = names.compactMap { name in written.first { $0.column == name }?.value }
    _ = try partitionValues(texts, at: time)
    return texts
  }

  /// Of the partition of these values, however they are written.
  private func index(of texts: [String], at time: Int64) throws(SQLError) -> Int? {
    let wanted = try partitionValues(texts, at: time)
    for (index, partition) in partitions.enumerated() {
      if try partitionValues(partition.values, at: time) == wanted { return index }
    }
    return nil
  }
}

extension ExternalCommand {
  fileprivate var tag: String {
    switch self {
    case .createSchema: "CREATE SCHEMA"
    case .createTable: "CREATE EXTERNAL TABLE"
    case .alterTable: "ALTER EXTERNAL TABLE"
    }
  }

  /// Of a statement that no transaction of several may have: what the catalog holds cannot be rolled back.
  var nameOutsideTransactions: String? {
    if case .createSchema = self { nil } else { tag }
  }
}

extension TableScan.Column {
  fileprivate var storedIndex: Int? { if case .stored(let index) = self { index } else { nil } }
}
