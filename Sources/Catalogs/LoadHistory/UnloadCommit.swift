/// One row of `stl_unload_log`: a file that an UNLOAD wrote.
package struct UnloadCommit: Hashable, Sendable {
  package var query: Int
  package var userID = Int64(Principals.administratorID)
  package var session: Int
  package var slice: Int
  package var path: String
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64
  package var endTime: Int64
  package var rows: Int
  package var bytes: Int
  package var format: String
  /// The transaction it ran in.
  package var transaction = 0

  package init(
    query: Int, session: Int, slice: Int, path: String, startTime: Int64, endTime: Int64, rows: Int, bytes: Int,
    format: String
  ) {
    self.query = query
    self.session = session
    self.slice = slice
    self.path = path
    self.startTime = startTime
    self.endTime = endTime
    self.rows = rows
    self.bytes = bytes
    self.format = format
  }
}
