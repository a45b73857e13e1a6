import Catalogs
import Columnar
import Planning
import SQLSyntax
import SQLTypes

/// INSERT, UPDATE, DELETE and TRUNCATE: each makes a table's next version.
extension Session {
  func runInsert(_ insert: Insert) throws -> StatementResult {
    let bound = try makeBinder().bind(insert)
    var count = bound.table.version.identityCount
    var batches: [Batch] = []
    for batch in try executeToStore(bound.plan) {
      let numbered = IdentityColumn.fill(batch, bound.identityColumn, of: bound.table.definition, from: &count)
      try NotNullCheck.check(numbered, bound.table.definition)
      batches.append(numbered)
    }
    try append(batches, to: bound.table, identityCount: count)
    return written("INSERT", bound.table, batches.reduce(0) { $0 + $1.count })
  }

  /// Publishes rows behind those the table has.
  func append(_ batches: [Batch], to table: TableEntry, identityCount: Int64) throws {
    try change { catalog in
      guard var entry = catalog.table(table.definition.name), entry.id == table.id else {
        throw SQLError(.internalError, "could not open relation with OID \(table.id)")
      }
      entry.version = entry.version.appending(batches, identityCount: identityCount)
      catalog.put(entry)
    }
  }

  func written(_ tag: String, _ table: TableEntry, _ rows: Int) -> StatementResult {
    var result = StatementResult(tag: tag)
    result.rowCount = rows
    result.table = table.definition.name
    return result
  }

  func runDelete(_ delete: Delete) throws -> StatementResult {
    let bound = try makeBinder().bind(delete)
    let doomed = RowNumbers(try execute(bound.plan))
    try replace(bound.table, with: doomed.removed(from: bound.table.version))
    return written("DELETE", bound.table, doomed.count)
  }

  func runUpdate(_ update: Update) throws -> StatementResult {
    let bound = try makeBinder().bind(update)
    let changes = RowNumbers(try execute(bound.plan))
    if changes.hasDuplicates && settings["error_on_nondeterministic_update"] == "on" {
      throw SQLError(.internalError, "Found multiple matches to update the same tuple.")
    }
    let version = changes.updating(bound.table.version, columns: bound.columns)
    for batch in version.batches { try NotNullCheck.check(batch, bound.table.definition) }
    try replace(bound.table, with: version)
    return written("UPDATE", bound.table, changes.count)
  }

  private func replace(_ table: TableEntry, with version: TableVersion) throws {
    try change { catalog in
      var entry = table
      entry.version = version
      catalog.put(entry)
    }
  }

  /// TRUNCATE commits itself and all that was open before it (sql.md 1.2).
  func runTruncate(_ name: QualifiedName) throws -> StatementResult {
    let table = try makeBinder().table(name)
    try replace(table, with: TableVersion(batches: [], identityCount: table.version.identityCount))
    try commitOpenTransaction()
    return StatementResult(tag: "TRUNCATE TABLE")
  }
}

/// NOT NULL is the one constraint Redshift enforces.
enum NotNullCheck {
  static func check(_ batch: Batch, _ table: TableDefinition) throws(SQLError) {
    for (column, values) in zip(table.columns, batch.columns) where !column.isNullable && values.nullCount > 0 {
      throw .compute(
        "Cannot insert a NULL value into column \(column.name)", code: 8007, context: "Table: \(table.name.name)")
    }
  }
}

/// Gives the next values of an identity column to the rows that have none.
enum IdentityColumn {
  static func fill(_ batch: Batch, _ column: Int?, of table: TableDefinition, from count: inout Int64) -> Batch {
    guard let column, let identity = table.columns[column].identity else { return batch }
    var columns = batch.columns
    if columns[column].nullCount == batch.count {
      let first = count
      count += Int64(batch.count)
      let values = (first..<count).map { identity.seed &+ identity.step &* $0 }
      columns[column] = Column(table.columns[column].type, ints: values).packed
      return Batch(columns, count: batch.count)
    }
    let values = (0..<batch.count).map { row in
      let given = columns[column].value(row)
      guard given == .null else { return given }
      count += 1
      return .int(identity.seed &+ identity.step &* (count - 1))
    }
    columns[column] = Column(table.columns[column].type, values: values).packed
    return Batch(columns, count: batch.count)
  }
}
