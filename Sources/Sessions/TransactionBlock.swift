import Catalogs

/// Where a session stands between the statements of a transaction.
enum TransactionBlock {
  /// Every statement commits on its own.
  case none
  /// Statements that were sent together, without BEGIN.
  case batch(Transaction)
  /// After BEGIN.
  case open(Transaction)
  /// A statement after BEGIN failed: only ROLLBACK and COMMIT are heard.
  case failed
  /// The same where there are savepoints: ROLLBACK TO is heard, too.
  case suspended(Transaction)

  var transaction: Transaction? {
    switch self {
    case .batch(let transaction), .open(let transaction): transaction
    case .none, .failed, .suspended: nil
    }
  }

  /// Between BEGIN and COMMIT.
  var isExplicit: Bool {
    switch self {
    case .open, .failed, .suspended: true
    case .none, .batch: false
    }
  }

  /// Whether its transaction goes on, with its locks, even if it hears nothing but ROLLBACK TO.
  var isOpen: Bool {
    switch self {
    case .batch, .open, .suspended: true
    case .none, .failed: false
    }
  }
}
