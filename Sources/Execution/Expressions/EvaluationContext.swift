import Columnar
import Planning
import SQLTypes

/// What expressions need to know beside the rows: the time, the session, the row outside, sub-queries.
package struct EvaluationContext: Sendable {
  /// Microseconds since 1970-01-01 00:00 UTC: GETDATE.
  package var statementTime: Int64
  /// The same at the start of the transaction: SYSDATE, CURRENT_DATE.
  package var transactionTime: Int64
  package var session: SessionFacts
  /// RANDOM's numbers.
  package let random: RandomStream
  /// The row outside, while a correlated sub-query runs.
  package var parameters: [Value]
  /// Runs a sub-query for these outer values, or gives the result kept from the last time.
  package var runSubquery: @Sendable (BoundSubquery, [Value]) throws -> SubqueryResult

  package init(
    statementTime: Int64 = 0, transactionTime: Int64 = 0, session: SessionFacts = SessionFacts(),
    randomSeed: UInt64 = 0, parameters: [Value] = [],
    runSubquery: @escaping @Sendable (BoundSubquery, [Value]) throws -> SubqueryResult = { _, _ in
      throw SQLError.notSupported("A sub-query here")
    }
  ) {
    self.statementTime = statementTime
    self.transactionTime = transactionTime
    self.session = session
    random = RandomStream(seed: randomSeed)
    self.parameters = parameters
    self.runSubquery = runSubquery
  }
}

/// What the system information functions tell (sql.md 2.11).
package struct SessionFacts: Sendable {
  package var database = "dev"
  package var searchPath = ["public"]
  package var user = "awsuser"
  package var userID: Int64 = 100
  package var backendPID: Int64 = 1
  package var lastQueryID: Int64 = -1
  package var lastCopyID: Int64 = -1
  package var lastCopyCount: Int64 = 0
  package var lastUnloadID: Int64 = -1
  package var lastUnloadCount: Int64 = 0
  package var timeZone = "UTC"
  package var version =
    "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), "
    + "Redshift 1.0.48805"
  package var settings: [String: String] = [:]

  package init() {}
}
