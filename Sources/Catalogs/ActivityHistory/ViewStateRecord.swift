/// What became of a materialized view by a change of one of its base tables: a row of STL_MV_STATE.
package struct ViewStateRecord: Sendable {
  package enum Outcome: String, Sendable {
    case recompute = "Recompute"
    case unrefreshable = "Unrefreshable"
  }

  /// `TRUNCATE`, `Column was dropped`.
  package var event: String
  package var outcome: Outcome
  package var view: TableName
  package var table: TableName
  package var userID: Int64
  package var transaction: Int
  /// Microseconds since 1970-01-01 UTC.
  package var time: Int64

  package init(
    _ event: String, _ outcome: Outcome, view: TableName, table: TableName, userID: Int64, transaction: Int, time: Int64
  ) {
    self.event = event
    self.outcome = outcome
    self.view = view
    self.table = table
    self.userID = userID
    self.transaction = transaction
    self.time = time
  }
}
