/// One row of `stl_load_commits`: a file that was read.
package struct LoadCommit: Hashable, Sendable {
  package var query: Int
  package var userID = Int64(Principals.administratorID)
  package var fileName: String
  package var linesScanned: Int
  package var errors: Int
  /// Microseconds since 1970-01-01 UTC.
  package var time: Int64
  package var format: String
  /// Of the file, as it is stored.
  package var bytes = 0

  package init(query: Int, fileName: String, linesScanned: Int, errors: Int, time: Int64, format: String) {
    self.query = query
    self.fileName = fileName
    self.linesScanned = linesScanned
    self.errors = errors
    self.time = time
    self.format = format
  }
}
