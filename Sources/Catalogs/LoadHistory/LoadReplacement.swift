/// One row of `stl_replacements`: a row in which ACCEPTINVCHARS replaced bytes.
package struct LoadReplacement: Hashable, Sendable {
  package var query: Int
  package var userID = Int64(Principals.administratorID)
  package var table: Int
  package var session: Int
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64
  package var fileName: String
  package var lineNumber: Int
  /// The first column with such bytes.
  package var columnName: String
  package var rawLine: String

  package init(
    query: Int, table: Int, session: Int, startTime: Int64, fileName: String, lineNumber: Int, columnName: String,
    rawLine: String
  ) {
    self.query = query
    self.table = table
    self.session = session
    self.startTime = startTime
    self.fileName = fileName
    self.lineNumber = lineNumber
    self.columnName = columnName
    self.rawLine = rawLine
  }
}
