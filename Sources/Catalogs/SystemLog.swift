import Synchronization

/// What the system remembers of loads and queries, outside every transaction: a failed COPY leaves its errors here.
package final class SystemLog: Sendable {
  private let errors = Mutex<[LoadError]>([])
  private let commits = Mutex<[LoadCommit]>([])

  package init() {}

  package var loadErrors: [LoadError] { errors.withLock { $0 } }
  package var loadCommits: [LoadCommit] { commits.withLock { $0 } }

  package func record(_ more: [LoadError]) { errors.withLock { $0 += more } }
  package func record(_ more: [LoadCommit]) { commits.withLock { $0 += more } }
}

/// One row of `stl_load_errors` (copy.md 8.2), before padding.
package struct LoadError: Hashable, Sendable {
  package var query = 0
  package var table = 0
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

  package init(fileName: String, lineNumber: Int, code: Int, reason: String) {
    self.fileName = fileName
    self.lineNumber = lineNumber
    self.code = code
    self.reason = reason
  }
}

/// One row of `stl_load_commits`: a file that was read.
package struct LoadCommit: Hashable, Sendable {
  package var query: Int
  package var fileName: String
  package var linesScanned: Int
  package var errors: Int
  /// Microseconds since 1970-01-01 UTC.
  package var time: Int64
  package var format: String

  package init(query: Int, fileName: String, linesScanned: Int, errors: Int, time: Int64, format: String) {
    self.query = query
    self.fileName = fileName
    self.linesScanned = linesScanned
    self.errors = errors
    self.time = time
    self.format = format
  }
}
