import Catalogs
import Columnar
import SQLSyntax
import SQLTypes

/// DECLARE, FETCH, MOVE, CLOSE, as Redshift has them: one cursor a session, forward, within a transaction.
/// https://docs.aws.amazon.com/redshift/latest/dg/declare.html
extension Session {
  func runCursor(_ command: CursorCommand, _ context: StatementContext) throws -> StatementResult {
    switch command {
    case .declare(let name, let query): return try declare(name, query, context)
    case .fetch(let movement):
      let cursor = try openCursor(named: movement.cursor)
      var result = StatementResult(tag: "FETCH")
      result.columns = cursor.columns
      try context.sink.begin(cursor.columns)
      result.rowCount = try move(cursor, movement.distance, context) { try context.sink.receive($0) }
      return result
    case .move(let movement):
      var result = StatementResult(tag: "MOVE")
      let cursor = try openCursor(named: movement.cursor)
      result.rowCount = try move(cursor, movement.distance, context) { _ in }
      return result
    case .close(let name):
      _ = try openCursor(named: name)
      closeCursor()
      return StatementResult(tag: "CLOSE CURSOR")
    }
  }

  /// 34000 where no cursor of that name is open.
  func openCursor(named name: String) throws(SQLError) -> SQLCursor {
    guard let cursor, cursor.name == name else {
      throw SQLError(.invalidCursorName, "cursor \"\(name)\" does not exist")
    }
    return cursor
  }

  /// Of the cursor that DECLARE has opened under this name; nil where there is none.
  package func columns(ofCursor name: String) -> [OutputColumn]? { cursor?.name == name ? cursor?.columns : nil }

  /// With its transaction, every cursor ends.
  func closeCursor() {
    cursor?.close()
    cursor = nil
    entry.setCursor(nil)
  }

  private func declare(_ name: String, _ query: Query, _ context: StatementContext) throws -> StatementResult {
    guard isInTransaction else {
      throw SQLError(.noActiveTransaction, "DECLARE CURSOR may only be used in transaction blocks")
    }
    try openCursor(name, query, context)
    return StatementResult(tag: "DECLARE CURSOR")
  }

  /// Throws 42P03, 24000 where one is open already.
  func openCursor(_ name: String, _ query: Query, _ context: StatementContext) throws {
    if let cursor {
      guard cursor.name != name else { throw SQLError(.duplicateCursor, "cursor \"\(name)\" already exists") }
      throw SQLError(
        .invalidCursorStatus, "opening multiple cursors from within the same client connection is not allowed.")
    }
    cursor = SQLCursor(name, try open(query, context))
    // Each FETCH has a time of its own.
    context.cancellation.dropDeadline()
    entry.setCursor(
      SessionEntry.CursorState(name: name, transaction: context.transaction.id, startTime: context.time))
  }

  func move(
    _ cursor: SQLCursor, _ distance: CursorMovement.Distance, _ context: StatementContext,
    _ consume: (Batch) throws -> Void
  ) throws -> Int {
    let count: Int
    switch distance {
    case .rows(let rows): count = rows
    case .all: count = .max
    case .backward:
      throw SQLError(.notInPrerequisite, "cursor can only scan forward")
    }
    defer { entry.noteFetchedRows(cursor.fetchedRows) }
    return try cursor.fetch(count, context, consume)
  }
}
