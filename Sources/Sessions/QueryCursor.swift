import Catalogs
import Columnar
import Execution
import Planning
import SQLSyntax
import SQLTypes

/// A query whose rows are taken when somebody wants them: what a portal with a row limit and FETCH run on.
///
/// It sees the snapshot under which it was opened, whatever its transaction changes afterwards. Other statements of the
/// session may run between two `next()`; when its transaction ends, its owner closes it.
package final class QueryCursor {
  package let columns: [OutputColumn]
  private let rows: BatchCursor
  private let session: Session
  private let context: StatementContext
  /// nil for one that is part of another statement.
  private let text: String?
  private var givenRows = 0
  private var isRemembered = false

  init(_ bound: BoundQuery, _ rows: BatchCursor, _ session: Session, _ context: StatementContext, _ text: String?) {
    columns = bound.columns
    self.rows = rows
    self.session = session
    self.context = context
    self.text = text
  }

  /// The next rows, never none; nil where that was all. Throws `StatementFailure`; the transaction is spoiled then.
  package func next() throws -> Batch? {
    do {
      let batch = try session.observed(text ?? "", context) { try rows.next() }
      givenRows += batch?.count ?? 0
      if batch == nil { remember(.succeeded) }
      return batch
    } catch {
      remember(StatementRecord.Outcome(of: error))
      throw error
    }
  }

  /// The same as part of another statement, which has its own time and is cancelled for itself.
  func next(for statement: StatementContext) throws -> Batch? { try rows.next(until: statement.cancellation) }

  /// No more rows are wanted. Where no transaction was open, its own ends here.
  package func close() {
    context.cancellation.cancel()
    rows.close()
    remember(.succeeded)
    if text != nil && context.transaction.isImplicit { context.transaction.rollback() }
  }

  private func remember(_ outcome: StatementRecord.Outcome) {
    guard text != nil && !isRemembered else { return }
    isRemembered = true
    session.remember(context, outcome, rows: givenRows)
  }
}

extension Session {
  /// Opens a query without taking rows yet; other statements have no cursor (42601). Throws `StatementFailure`.
  package func open(_ prepared: PreparedStatement, arguments: [ParameterValue] = []) throws -> QueryCursor {
    let context = makeContext(prepared.statement, prepared.text, CollectingSink(), arguments)
    do {
      return try observed(prepared.text, context) { try open(prepared, context) }
    } catch {
      remember(context, StatementRecord.Outcome(of: error))
      throw error
    }
  }

  private func open(_ prepared: PreparedStatement, _ context: StatementContext) throws -> QueryCursor {
    try refuseInFailedTransaction(prepared.statement)
    var statement = prepared.statement
    if case .prepared(.execute(let name, let values)) = statement { statement = try take(name, values, context) }
    guard case .query(let query) = statement, prepared.columns != nil else {
      throw SQLError(.syntaxError, "a cursor is for a query")
    }
    return try open(query, context, prepared.text)
  }

  /// Opens a query as part of a statement. Throws as that does.
  func open(_ query: Query, _ context: StatementContext, _ text: String? = nil) throws -> QueryCursor {
    let (bound, stream) = try stream(query, context)
    return QueryCursor(bound, try BatchCursor(stream), self, context, text)
  }

  /// Runs a part of a statement while others see that it runs, and can cancel it. What it throws spoils its
  /// transaction.
  func observed<Result>(_ text: String, _ context: StatementContext, _ body: () throws -> Result) throws -> Result {
    entry.begin(context.activity, in: context.transaction)
    defer { entry.end(isInTransaction: block.isOpen) }
    do { return try body() } catch {
      context.transaction.isImplicit ? context.transaction.rollback() : failTransaction()
      var failure = StatementFailure(of: described(error, context), in: text)
      failure.notices = context.notices
      throw failure
    }
  }
}
