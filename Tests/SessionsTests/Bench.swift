import Catalogs
import Columnar
import ObjectStore
import SQLTypes
import Scheduling
import Sessions
import Testing

/// A database with as many sessions as a test wants.
struct Bench: Sendable {
  let database = Database()
  let pool: WorkerPool
  let storage: ObjectStorage

  init(threads: Int = 2, storage: ObjectStorage = ObjectStorage()) {
    pool = WorkerPool(threads: threads)
    self.storage = storage
  }

  func session() -> Session { Session(database: database, pool: pool, storage: storage) }
}

extension Session {
  /// The rows of a query as text; nil for NULL.
  func rows(_ text: String) throws -> [[String?]] { try execute(text).rows }

  /// A query's only value, which is a number.
  func number(_ text: String) throws -> Int {
    let value = try rows(text).first?.first ?? nil
    return try #require(value.flatMap { Int($0) })
  }

  /// Runs a statement, or says which SQLSTATE it ended with.
  func state(_ text: String) -> String? {
    do {
      _ = try executeAll(text)
      return nil
    } catch { return StatementFailure(of: error).error.code }
  }
}

extension StatementResult {
  var rows: [[String?]] {
    batches.flatMap { batch in
      (0..<batch.count).map { row in
        zip(batch.columns, columns ?? []).map { ValueText.text(of: $0.value(row), type: $1.type) }
      }
    }
  }
}

extension SQLError {
  /// `42P01`; for a conflict of transactions `1023`.
  var code: String { message == "1023" ? message : state.code }
}
