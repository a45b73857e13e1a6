import SQLTypes

/// Who a session is and what it did last: what the system information functions (sql.md 2.11) and the system relations
/// tell.
package struct SessionInfo: Sendable {
  /// What a cluster calls its first database and user unless told otherwise; users' ids begin at 100.
  package static let defaultDatabase = "dev"
  package static let defaultUser = "awsuser"
  package static let redshiftVersion = "1.0.48805"

  package var database = SessionInfo.defaultDatabase
  /// Whether the database's strings do not mind the case where nothing else is said, as it was when the session began.
  package var ignoresCase = false
  /// Schemas that exist, in order.
  package var searchPath = ["public"]
  /// Where its temporary tables are.
  package var temporarySchema = ""
  package var user = SessionInfo.defaultUser
  package var userID: Int64 = 100
  /// Whose session it is while a procedure runs as its owner; nil where `user` is.
  package var caller: String?
  package var backendPID: Int64 = 1
  package var lastQueryID: Int64 = -1
  package var lastCopyID: Int64 = -1
  package var lastCopyCount: Int64 = 0
  package var lastUnloadID: Int64 = -1
  package var lastUnloadCount: Int64 = 0
  package var timeZone = "UTC"
  package var dateOrder = DateOrder.monthFirst
  package var version =
    "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), "
    + "Redshift \(redshiftVersion)"
  package var settings: [String: String] = [:]

  package init() {}
}
