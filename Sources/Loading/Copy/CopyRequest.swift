import Catalogs
import ObjectStore
import SQLSyntax
import SQLTypes

/// A COPY whose table is known and whose clauses are read: what a session asks the loader to do.
package struct CopyRequest: Sendable {
  /// FROM's argument.
  package var source: String
  package var options: CopyOptions
  /// What the clauses say about reaching S3.
  package var s3: S3Clauses
  let target: CopyTarget
  /// Values of the DEFAULTs of the columns that a column list leaves out, by position in the table: evaluated once a
  /// COPY (copy.md 1.5).
  let defaults: [Int: Value]
  package var tableID: Int
  /// Of the table's version: how many identity values have been handed out.
  package var identityCount: Int64
  package var queryID: Int
  /// The backend's process id.
  package var session = 1
  package var userID = Int64(Principals.administratorID)
  /// The transaction's number.
  package var transaction = 0
  /// Microseconds since 1970-01-01 UTC: the transaction's time.
  package var startTime: Int64
  /// What texts of datetimes lean on: the session's time zone and order of dates.
  package var datetimes: DatetimeContext
  /// The folder that relative paths in FROM and JSON start from; nil for the current one.
  package var folder: String?

  /// Told how far the load is, from the thread that runs it, each time a piece of the input is through.
  package var observe: (@Sendable (LoadRun) -> Void)?

  var table: TableDefinition { target.table }

  /// `evaluate` gives the value of a column's DEFAULT.
  ///
  /// Errors: those of `CopyOptions`, of `evaluate`, and for a column list that does not fit: 42703 and 42701, 0A000 and
  /// 42601 with EXPLICIT_IDS, 42601 for one that leaves out a column that must have a value.
  package init(
    _ copy: Copy, into table: TableDefinition, tableID: Int, identityCount: Int64 = 0, queryID: Int, startTime: Int64,
    evaluate: (ColumnDefinition) throws -> Value
  ) throws {
    source = copy.source
    options = try CopyOptions(copy.options)
    s3 = try S3Clauses(copy.options)
    target = try CopyTarget(copy.columns, of: table, explicitIDs: options.explicitIDs)
    var defaults: [Int: Value] = [:]
    for position in target.defaulted { defaults[position] = try evaluate(table.columns[position]) }
    try target.checkFilled(defaults)
    self.defaults = defaults
    self.tableID = tableID
    self.identityCount = identityCount
    self.queryID = queryID
    self.startTime = startTime
    datetimes = DatetimeContext(now: startTime)
  }
}
