import Catalogs
import SQLSyntax
import SQLTypes
import Scheduling
import System

extension Session {
  /// Between BEGIN and COMMIT or ROLLBACK.
  package var isInTransaction: Bool { block.isExplicit }

  /// After a statement of it failed, until ROLLBACK.
  package var isTransactionFailed: Bool {
    switch block {
    case .failed, .suspended: true
    case .none, .batch, .open: false
    }
  }

  /// The statements up to `endBatch` are one transaction, unless BEGIN and COMMIT say otherwise. Within one nothing
  /// changes.
  package func beginBatch() {
    guard case .none = block else { return }
    beginBlock { .batch($0) }
  }

  /// Commits what was sent together. Throws `StatementFailure`.
  package func endBatch() throws {
    guard case .batch(let transaction) = block else { return }
    do { try end(transaction) } catch { throw StatementFailure(of: error) }
  }

  func runTransaction(_ command: TransactionCommand, _ context: StatementContext) throws -> StatementResult {
    switch command {
    case .begin(let isReadOnly): try begin(isReadOnly, context)
    case .commit: try commit(context)
    case .rollback: rollback(context)
    case .characteristics(let modes, let isForSession): try set(modes, isForSession: isForSession, context)
    case .savepoint(let name): try setSavepoint(name)
    case .release(let name): try release(name)
    case .rollbackTo(let name): try rollback(to: name)
    }
  }

  private func begin(_ isReadOnly: Bool?, _ context: StatementContext) throws -> StatementResult {
    switch block {
    case .none: beginBlock { .open($0) }
    case .batch(let transaction): block = .open(transaction)
    case .open, .failed, .suspended:
      context.notices.append(
        Notice("there is already a transaction in progress", severity: .warning, state: .activeTransaction))
    }
    if let isReadOnly { try setReadOnly(isReadOnly) }
    return StatementResult(tag: "BEGIN")
  }

  private func commit(_ context: StatementContext) throws -> StatementResult {
    switch block {
    case .none: noteMissingTransaction(context)
    case .batch(let transaction):
      noteMissingTransaction(context)
      try end(transaction)
    case .open(let transaction): try end(transaction)
    case .failed, .suspended: return rollback(context)
    }
    return StatementResult(tag: "COMMIT")
  }

  private func rollback(_ context: StatementContext) -> StatementResult {
    if !isInTransaction { noteMissingTransaction(context) }
    abandonTransaction()
    return StatementResult(tag: "ROLLBACK")
  }

  private func noteMissingTransaction(_ context: StatementContext) {
    context.notices.append(
      Notice("there is no transaction in progress", severity: .warning, state: .noActiveTransaction))
  }

  private func beginBlock(_ make: (Transaction) -> TransactionBlock) {
    block = make(Transaction(database, startTime: WallClock.now, isImplicit: false, session: entry.id))
    parameters.begin()
    if settings["default_transaction_read_only"] == "on" { try? setReadOnly(true) }
  }

  /// A transaction that has changed nothing goes on in another database. 0A000 for one that has.
  func moveBlock(to next: Database) throws(SQLError) {
    guard let old = block.transaction else { return }
    guard !old.hasChanges && !old.hasSavepoints else {
      throw .notSupported("USE in a transaction that has changed something")
    }
    closeCursor()
    old.rollback()
    let new = Transaction(next, startTime: old.startTime, isImplicit: false, session: entry.id)
    block = block.isExplicit ? .open(new) : .batch(new)
  }

  private func end(_ transaction: Transaction) throws(SQLError) {
    closeCursor()
    block = .none
    do {
      try transaction.commit()
      parameters.commit()
    } catch {
      parameters.rollback()
      throw error
    }
  }

  /// Forgets what an open transaction has done.
  func abandonTransaction() {
    if case .none = block { return }
    closeCursor()
    if case .suspended(let transaction) = block { transaction.rollback() }
    block.transaction?.rollback()
    parameters.rollback()
    block = .none
  }

  /// Publishes what the transaction has done and ends it: TRUNCATE does so (sql.md 1.2 "Transactions").
  func commitAll(_ context: StatementContext) throws(SQLError) {
    if context.transaction.isImplicit { return }
    try end(context.transaction)
  }

  /// A failed statement spoils the transaction it stands in.
  package func failTransaction() {
    switch block {
    case .none, .failed, .suspended: break
    case .batch: abandonTransaction()
    case .open(let transaction):
      closeCursor()
      if transaction.hasSavepoints {
        block = .suspended(transaction)
      } else {
        transaction.rollback()
        block = .failed
      }
    }
  }

  func refuseInFailedTransaction(_ statement: Statement?) throws(SQLError) {
    guard isTransactionFailed else { return }
    switch statement {
    case .transaction(.commit), .transaction(.rollback): return
    case .transaction(.rollbackTo): return
    default: break
    }
    throw SQLError(
      .failedTransaction, "current transaction is aborted, commands ignored until end of transaction block")
  }

  /// 25001 between BEGIN and COMMIT.
  func refuseInTransaction(_ what: String) throws(SQLError) {
    guard isInTransaction else { return }
    throw SQLError(.activeTransaction, "\(what) cannot run inside a transaction block")
  }
}
