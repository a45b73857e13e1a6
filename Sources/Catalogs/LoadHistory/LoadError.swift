/// One row of `stl_load_errors` (copy.md 8.2), before padding.
package struct LoadError: Hashable, Sendable {
  /// A column of the record up to the one at fault: a row of `stl_loaderror_detail`.
  package struct Field: Hashable, Sendable {
    package var name: String
    package var type: String
    package var length: String
    /// nil for NULL.
    package var value: String?

    package init(name: String, type: String, length: String, value: String?) {
      self.name = name
      self.type = type
      self.length = length
      self.value = value
    }
  }

  package var query = 0
  package var userID = Int64(Principals.administratorID)
  package var table = 0
  /// The transaction it ran in.
  package var transaction = 0
  /// The backend's process id, as `pg_backend_pid()` gives it.
  package var session = 1
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64 = 0
  package var fileName: String
  /// 1-based; of a JSON object the last line.
  package var lineNumber: Int
  package var columnName = ""
  /// `DataType.internalName`, and the length as `col_length` shows it (`256`, `0`, `18, 0`).
  package var columnType = ""
  package var columnLength = ""
  /// 0-based byte offset of the field in the line; 0 for JSON.
  package var position = 0
  package var rawLine = ""
  package var rawField = ""
  package var code: Int
  package var reason: String
  /// Up to and including the column at fault; of a load's first errors only (copy.md 8.3).
  package var fields: [Field] = []
  /// What one may do about it, as a sentence; of a load's first errors only. No system table shows it.
  package var advice: String?

  package init(fileName: String, lineNumber: Int, code: Int, reason: String) {
    self.fileName = fileName
    self.lineNumber = lineNumber
    self.code = code
    self.reason = reason
  }
}
