import Catalogs
import SQLSyntax
import SQLTypes

/// Where a session stands between BEGIN and COMMIT.
enum Transaction {
  /// Every statement commits on its own.
  case none
  /// `work` is `base` with the transaction's changes so far.
  case open(base: Catalog, work: Catalog, startTime: Int64)
  /// A statement failed: only ROLLBACK and COMMIT are heard.
  case failed
}

extension Session {
  /// Between BEGIN and COMMIT or ROLLBACK.
  package var isInTransaction: Bool { if case .none = transaction { false } else { true } }

  /// The catalog a statement reads.
  var catalog: Catalog {
    if case .open(_, let work, _) = transaction { return work }
    return database.catalog
  }

  /// Microseconds: what SYSDATE tells.
  var transactionTime: Int64 {
    if case .open(_, _, let start) = transaction { return start }
    return statementTime
  }

  /// Changes the catalog: within the open transaction, or committed at once.
  func change<Result>(_ body: (inout Catalog) throws -> Result) throws -> Result {
    if case .open(let base, var work, let start) = transaction {
      transaction = .failed
      let result = try body(&work)
      transaction = .open(base: base, work: work, startTime: start)
      return result
    }
    let base = database.catalog
    var work = base
    work.beginTransaction()
    let result = try body(&work)
    try database.commit(work, base: base)
    return result
  }

  func runTransaction(_ command: TransactionCommand) throws -> StatementResult {
    switch command {
    case .begin: begin()
    case .commit: try commit()
    case .rollback: rollback()
    }
  }

  private func begin() -> StatementResult {
    if case .open = transaction {
      notices.append(Notice("there is already a transaction in progress", severity: .warning))
    } else {
      var work = database.catalog
      work.beginTransaction()
      transaction = .open(base: database.catalog, work: work, startTime: statementTime)
      settingsAtBegin = settings
      localSettings = []
    }
    return StatementResult(tag: "BEGIN")
  }

  private func commit() throws -> StatementResult {
    switch transaction {
    case .none:
      notices.append(Notice("there is no transaction in progress", severity: .warning))
    case .failed: return rollback()
    case .open(let base, let work, _):
      transaction = .none
      settings.restore(localSettings, from: settingsAtBegin)
      localSettings = []
      try database.commit(work, base: base)
    }
    return StatementResult(tag: "COMMIT")
  }

  private func rollback() -> StatementResult {
    if case .none = transaction {
      notices.append(Notice("there is no transaction in progress", severity: .warning))
    } else {
      settings = settingsAtBegin
      localSettings = []
    }
    transaction = .none
    return StatementResult(tag: "ROLLBACK")
  }

  /// Publishes what an open transaction has done and ends it: TRUNCATE does so (sql.md 1.2 "Transactions").
  func commitOpenTransaction() throws {
    if case .open = transaction { _ = try commit() }
  }

  /// A failed statement spoils the transaction it stands in.
  func failTransaction() {
    if case .open = transaction { transaction = .failed }
  }

  func refuseInFailedTransaction(_ statement: Statement) throws(SQLError) {
    guard case .failed = transaction else { return }
    if case .transaction(let command) = statement, command != .begin { return }
    throw SQLError(
      .failedTransaction, "current transaction is aborted, commands ignored until end of transaction block")
  }
}
