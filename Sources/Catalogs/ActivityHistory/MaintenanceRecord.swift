/// A VACUUM or an ANALYZE of one table: rows of STL_VACUUM and STL_ANALYZE.
package struct MaintenanceRecord: Sendable {
  package enum Kind: Hashable, Sendable {
    /// `FULL`, `SORT ONLY`, `DELETE ONLY`, `REINDEX`, `RECLUSTER`.
    case vacuum(String)
    case analyze
  }

  package var kind: Kind
  package var query: Int
  package var transaction: Int
  package var userID: Int64
  package var table: Int
  package var tableName: TableName
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64
  package var endTime: Int64
  /// Of VACUUM, with deleted ones, before.
  package var rows: Int
  /// Rows in the order of the sort key, and blocks, before and after.
  package var sortedRows = 0...0
  package var blocks: Int
  /// Deleted rows that were held before, and how many of them and what blocks VACUUM gave back.
  package private(set) var reclaimableRows: Int
  package private(set) var reclaimed = (rows: 0, blocks: 0)
  /// That it left the table as it was: VACUUM since so many percent of the rows are in order, ANALYZE since fewer have
  /// changed.
  package var isSkipped = false
  package var threshold = 0
  /// Of ANALYZE: rows that came or went since the last time, and when that was.
  package var modifiedRows = 0
  package var previousTime: Int64?

  package init(
    _ kind: Kind, query: Int, transaction: Int, userID: Int64, table: TableEntry, startTime: Int64, endTime: Int64
  ) {
    self.kind = kind
    self.query = query
    self.transaction = transaction
    self.userID = userID
    self.table = table.id
    tableName = table.definition.name
    self.startTime = startTime
    self.endTime = endTime
    rows = kind == .analyze ? table.version.rowCount : table.version.heldCount
    blocks = table.blockCount
    reclaimableRows = table.version.deletedCount
  }

  package mutating func noteReclaimed(from old: TableEntry, to new: TableEntry) {
    reclaimed = (old.version.deletedCount - new.version.deletedCount, old.blockCount - new.blockCount)
  }
}
