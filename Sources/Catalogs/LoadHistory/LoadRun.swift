/// One row of `sys_load_history`: a COPY that began to read its input.
package struct LoadRun: Hashable, Sendable {
  package var query = 0
  package var userID = Int64(Principals.administratorID)
  package var session = 1
  /// The transaction it ran in.
  package var transaction = 0
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
