/// A session of the Data API that is kept for further statements.
package struct DataSession: Sendable {
  package enum Status: String, Sendable {
    case available = "AVAILABLE"
    case busy = "BUSY"
    case closed = "CLOSED"
  }

  package var id: String
  package var status: Status
  /// Of the statement that it began with.
  package var request: DataStatement.Request
  /// Microseconds since 1970.
  package var created: Int64
  package var updated: Int64
  /// Of the statement that it runs.
  package var current: String?

  package init(
    id: String, status: Status, request: DataStatement.Request, created: Int64, updated: Int64, current: String?
  ) {
    self.id = id
    self.status = status
    self.request = request
    self.created = created
    self.updated = updated
    self.current = current
  }

  var shown: CloudValue {
    let kept = Int64(request.keepAlive ?? 0)
    return .members([
      "SessionId": .text(id), "Status": .text(status.rawValue), "CreatedAt": .time(created),
      "UpdatedAt": .time(updated), "Database": .text(request.database), "DbUser": request.user.map { .text($0) },
      "ClusterIdentifier": request.cluster.map { .text($0) }, "WorkgroupName": request.workgroup.map { .text($0) },
      "SessionAliveSeconds": .integer(kept),
      "SessionTtl": status == .closed ? nil : .time(updated + kept * 1_000_000),
      "CurrentStatementId": current.map { .text($0) },
    ])
  }
}
