import Catalogs
import Columnar
import Planning
import SQLSyntax
import SQLTypes

/// INSERT, UPDATE, DELETE and TRUNCATE: each makes a table's next version.
extension Session {
  func runInsert(_ insert: Insert, _ context: StatementContext) throws -> StatementResult {
    let bound = try bindLocked(context, isWrite: true) { try $0.bind(insert) }
    let batches = try rowsToAppend(bound, context)
    let count = batches.reduce(0) { $0 + $1.count }
    try context.transaction.append(batches, to: bound.table.id)
    context.measurement.noteInsert(count, into: bound.table)
    return written("INSERT", bound.table, count)
  }

  /// The rows of an INSERT, with the numbers of its IDENTITY columns. Throws 8007 for a NULL where none may be.
  func rowsToAppend(_ bound: BoundInsert, _ context: StatementContext) throws -> [Batch] {
    try executeToStore(bound.plan, context).map { batch in
      try context.cancellation.check()
      let numbered = batch.numbered(bound.identityColumns, of: bound.table)
      try NotNullCheck.check(numbered, bound.table.definition)
      return numbered
    }
  }

  func written(_ tag: String, _ table: TableEntry, _ rows: Int) -> StatementResult {
    var result = StatementResult(tag: tag)
    result.rowCount = rows
    result.table = table.definition.name
    return result
  }

  func runDelete(_ delete: Delete, _ context: StatementContext) throws -> StatementResult {
    let bound = try bindLocked(context, isWrite: true) { try $0.bind(delete) }
    let rows = try ModifiedRows(collect(bound.plan, context), context.pool)
    if rows.count > 0 { try context.transaction.delete(rows, from: bound.table.id, context.pool) }
    context.measurement.noteDelete(rows.count, from: bound.table)
    return written("DELETE", bound.table, rows.count)
  }

  func runUpdate(_ update: Update, _ context: StatementContext) throws -> StatementResult {
    let bound = try bindLocked(context, isWrite: true) { try $0.bind(update) }
    let rows = try ModifiedRows(collect(bound.plan, context), context.pool)
    guard rows.count > 0 else { return written("UPDATE", bound.table, 0) }
    if rows.hasDuplicates && settings["error_on_nondeterministic_update"] == "on" {
      throw SQLError(.internalError, "Found multiple matches to update the same tuple.")
    }
    try rows.checkNulls(bound.columns, bound.table.definition)
    try context.transaction.update(rows, columns: bound.columns, of: bound.table.id, context.pool)
    context.measurement.noteDelete(rows.count, from: bound.table)
    context.measurement.noteInsert(rows.count, into: bound.table)
    return written("UPDATE", bound.table, rows.count)
  }

  /// TRUNCATE commits itself and all that was open before it (sql.md 1.2).
  func runTruncate(_ name: QualifiedName, _ context: StatementContext) throws -> StatementResult {
    try requireTruncation(of: name, context)
    var table = try lockExclusively(name, context)
    guard !table.definition.isMaterialized else { throw Binder.refusalOfChange(to: name) }
    table.version = table.version.emptied
    context.transaction.put(table)
    try commitAll(context)
    return StatementResult(tag: "TRUNCATE TABLE")
  }
}

extension Session {
  private func requireTruncation(of name: QualifiedName, _ context: StatementContext) throws {
    do { try requireOwnership(of: name, or: .truncate, permission: "TRUNCATE TABLE", context) } catch let error
      as SQLError
    {
      guard error.message.hasPrefix("must be owner") else { throw error }
      throw denied("relation", name.last)
    }
  }
}

/// NOT NULL is the one constraint Redshift enforces.
enum NotNullCheck {
  static func check(_ batch: Batch, _ table: TableDefinition) throws(SQLError) {
    for (column, values) in zip(table.columns, batch.columns) { try check(values, column, table) }
  }

  static func check(_ values: Column, _ column: ColumnDefinition, _ table: TableDefinition) throws(SQLError) {
    guard !column.isNullable && values.nullCount > 0 else { return }
    throw .compute(
      "Cannot insert a NULL value into column \(column.name)", code: 8007, context: "Table: \(table.name.name)")
  }
}

extension ModifiedRows {
  /// Of the new values of an UPDATE.
  func checkNulls(_ columns: [Int], _ table: TableDefinition) throws(SQLError) {
    for (position, column) in columns.enumerated() {
      try NotNullCheck.check(newValues(of: position), table.columns[column], table)
    }
  }
}

extension Batch {
  /// With the next values of the IDENTITY columns in the rows that have none; all of them count together.
  fileprivate func numbered(_ identities: [Int], of table: TableEntry) -> Batch {
    guard !identities.isEmpty else { return self }
    var columns = columns
    let first = table.identity.take(identities.map { columns[$0].nullCount }.max() ?? 0)
    for index in identities {
      columns[index] = IdentityColumn.filled(
        columns[index], count: count, from: first, of: table.definition.columns[index])
    }
    return Batch(columns, count: count)
  }
}
