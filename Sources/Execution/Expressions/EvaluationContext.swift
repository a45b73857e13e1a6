import Catalogs
import Columnar
import Planning
import SQLTypes

/// What expressions need to know beside the rows: the time, the session, the row outside, sub-queries.
package struct EvaluationContext: Sendable {
  /// Microseconds since 1970-01-01 00:00 UTC: GETDATE.
  package var statementTime: Int64
  /// The same at the start of the transaction: SYSDATE, CURRENT_DATE.
  package var transactionTime: Int64
  package var session: SessionInfo
  /// The catalog's objects, where expressions may name them.
  package var system: SystemContext?
  /// RANDOM's numbers.
  package let random: RandomStream
  /// The row outside, while a correlated sub-query runs.
  package var parameters: [Value]
  /// Runs a sub-query for these outer values, or gives the result kept from the last time.
  package var runSubquery: @Sendable (BoundSubquery, [Value]) throws -> SubqueryResult

  package var commands = SessionCommands.none
  /// What somebody may do: HAS_TABLE_PRIVILEGE. Workers call it, several at a time.
  package var hasPrivilege: @Sendable (PrivilegeQuestion) throws -> Bool = { _ in true }

  /// What the plan's external tables hold: read before the plan runs.
  package var externalRows: [ExternalTable: TableVersion] = [:]

  /// What long kernels ask now and then: the error of a statement that is to stop.
  package var interruption: @Sendable () -> SQLError? = { nil }

  package init(
    statementTime: Int64 = 0, transactionTime: Int64 = 0, session: SessionInfo = SessionInfo(),
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
