/// A REFRESH of a materialized view: a row of SVL_MV_REFRESH_STATUS.
package struct RefreshRecord: Sendable {
  package enum Outcome: Hashable, Sendable {
    case updated, recomputed, unchanged
    /// Because of what became of its base tables.
    case refused(Materialization.State)

    /// https://docs.aws.amazon.com/redshift/latest/dg/r_SVL_MV_REFRESH_STATUS.html
    package var status: String {
      switch self {
      case .updated: "Refresh successfully updated MV incrementally"
      case .recomputed: "Refresh successfully recomputed MV from scratch"
      case .unchanged: "MV was already updated"
      case .refused(let state): "Refresh failed. \(state.reason)"
      }
    }
  }

  package let userID: Int64
  package let session: Int
  package let transaction: Int
  package let view: Int
  package let name: TableName
  /// Microseconds since 1970-01-01 UTC.
  package let startTime: Int64
  package let endTime: Int64
  package let outcome: Outcome

  package init(
    userID: Int64, session: Int, transaction: Int, view: Int, name: TableName, startTime: Int64, endTime: Int64,
    outcome: Outcome
  ) {
    self.userID = userID
    self.session = session
    self.transaction = transaction
    self.view = view
    self.name = name
    self.startTime = startTime
    self.endTime = endTime
    self.outcome = outcome
  }
}

extension Materialization.State {
  /// Why it cannot be refreshed; empty where it can.
  package var reason: String {
    switch self {
    case .recomputed, .incremental: ""
    case .columnDropped: "A base table column was dropped"
    case .columnTypeChanged: "A base table column type was changed"
    case .tableRenamed: "A base table was renamed"
    case .columnRenamed: "A base table column was renamed"
    case .schemaRenamed: "Schema of MV was renamed"
    }
  }
}
