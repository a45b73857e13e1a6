import Catalogs
import Planning
import SQLSyntax
import SQLTypes

extension Session {
  /// MERGE: what it reads, it reads before it changes anything.
  func runMerge(_ merge: Merge, _ context: StatementContext) throws -> StatementResult {
    let bound = try bindLocked(context, isWrite: true) { try $0.bind(merge) }
    context.externalRows = try externalRows(of: [bound.matched.plan, bound.inserted.plan], context)
    let matched = try ModifiedRows(collect(bound.matched.plan, context), context.pool)
    guard !matched.hasDuplicates else {
      throw SQLError(.internalError, "Found multiple matches to update the same tuple.")
    }
    let inserted = try rowsToAppend(bound.inserted, context)
    let table = bound.matched.table
    if matched.count > 0, bound.deletesMatched {
      try context.transaction.delete(matched, from: table.id, context.pool)
    } else if matched.count > 0 {
      try matched.checkNulls(bound.matched.columns, table.definition)
      try context.transaction.update(matched, columns: bound.matched.columns, of: table.id, context.pool)
    }
    try context.transaction.append(inserted, to: table.id)
    let insertedCount = inserted.reduce(0) { $0 + $1.count }
    if matched.count > 0 { context.measurement.noteDelete(matched.count, from: table) }
    context.measurement.noteInsert(insertedCount + (bound.deletesMatched ? 0 : matched.count), into: table)
    return written("MERGE", table, matched.count + insertedCount)
  }
}
