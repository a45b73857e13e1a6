import Synchronization

/// What the system remembers of loads and queries, outside every transaction: a failed COPY leaves its errors here.
package final class SystemLog: Sendable {
  private let errors = Mutex<[LoadError]>([])
  private let commits = Mutex<[LoadCommit]>([])
  private let repairs = Mutex<[LoadReplacement]>([])
  private let runs = Mutex<[LoadRun]>([])
  private let unloads = Mutex<[UnloadRun]>([])
  private let unloadedFiles = Mutex<[UnloadCommit]>([])

  package init() {}

  package var loadErrors: [LoadError] { errors.withLock { $0 } }
  package var loadCommits: [LoadCommit] { commits.withLock { $0 } }
  package var loadReplacements: [LoadReplacement] { repairs.withLock { $0 } }
  package var loadRuns: [LoadRun] { runs.withLock { $0 } }
  package var unloadRuns: [UnloadRun] { unloads.withLock { $0 } }
  package var unloadCommits: [UnloadCommit] { unloadedFiles.withLock { $0 } }

  package func record(_ more: [LoadError]) { errors.withLock { $0 += more } }
  package func record(_ more: [LoadCommit]) { commits.withLock { $0 += more } }
  package func record(_ more: [LoadReplacement]) { repairs.withLock { $0 += more } }
  package func record(_ run: LoadRun) { runs.withLock { $0.append(run) } }
  package func record(_ run: UnloadRun) { unloads.withLock { $0.append(run) } }
  package func record(_ more: [UnloadCommit]) { unloadedFiles.withLock { $0 += more } }
}

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
  package var table = 0
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

/// One row of `stl_load_commits`: a file that was read.
package struct LoadCommit: Hashable, Sendable {
  package var query: Int
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

/// One row of `stl_replacements`: a row in which ACCEPTINVCHARS replaced bytes.
package struct LoadReplacement: Hashable, Sendable {
  package var query: Int
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

/// One row of `sys_load_history`: a COPY that began to read its input.
package struct LoadRun: Hashable, Sendable {
  package var query = 0
  package var session = 1
  package var table = ""
  /// FROM as written.
  package var source = ""
  /// `txt`, `csv`, `json`.
  package var format = ""
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64 = 0
  package var endTime: Int64 = 0
  package var isCompleted = false
  package var rows = 0
  package var fileCount = 0
  package var fileBytes = 0
  package var isCompressed = false
  package var scannedFiles = 0
  package var scannedBytes = 0
  package var errors = 0

  package init() {}
}
