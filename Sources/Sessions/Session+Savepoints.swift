import Catalogs
import SQLTypes

/// SAVEPOINT, RELEASE and ROLLBACK TO: Redshift refuses them, and SQLAlchemy's dialects for PostgreSQL send them to it
/// all the same, so here they work.
extension Session {
  func setSavepoint(_ name: String) throws -> StatementResult {
    try openTransaction("SAVEPOINT").setSavepoint(name)
    return StatementResult(tag: "SAVEPOINT")
  }

  func release(_ name: String) throws -> StatementResult {
    guard try openTransaction("RELEASE SAVEPOINT").release(name) else { throw missing(name) }
    return StatementResult(tag: "RELEASE")
  }

  /// Takes back what came after a savepoint, and the failure of a statement.
  func rollback(to name: String) throws -> StatementResult {
    let transaction: Transaction
    if case .suspended(let suspended) = block {
      transaction = suspended
    } else if case .failed = block {
      throw missing(name)
    } else {
      transaction = try openTransaction("ROLLBACK TO SAVEPOINT")
    }
    guard transaction.rollback(to: name) else { throw missing(name) }
    closeCursor()
    block = .open(transaction)
    return StatementResult(tag: "ROLLBACK")
  }

  private func openTransaction(_ command: String) throws(SQLError) -> Transaction {
    guard case .open(let transaction) = block else {
      throw SQLError(.noActiveTransaction, "\(command) may only be used in transaction blocks")
    }
    return transaction
  }

  private func missing(_ name: String) -> SQLError { SQLError(.invalidSavepoint, "no such savepoint") }
}
