import Catalogs
import SQLSyntax
import SQLTypes

/// A COPY whose table is known: what a session asks the loader to do.
package struct CopyRequest: Sendable {
  package var copy: Copy
  package var table: TableDefinition
  package var tableID: Int
  /// Of the table's version: how many identity values have been handed out.
  package var identityCount: Int64
  /// Values of the DEFAULTs of `CopyLoader.omittedColumns`, by position in the table.
  package var defaults: [Int: Value]
  package var queryID: Int
  /// The backend's process id.
  package var session = 1
  /// Microseconds since 1970-01-01 UTC: the transaction's time.
  package var startTime: Int64
  /// The session's time zone: what TIMESTAMPTZ texts without one are in.
  package var zone = TimeZoneRules.utc
  /// The folder that relative paths in FROM and JSON start from; nil for the current one.
  package var folder: String?

  package init(
    copy: Copy, table: TableDefinition, tableID: Int, identityCount: Int64, defaults: [Int: Value], queryID: Int,
    startTime: Int64
  ) {
    self.copy = copy
    self.table = table
    self.tableID = tableID
    self.identityCount = identityCount
    self.defaults = defaults
    self.queryID = queryID
    self.startTime = startTime
  }
}
