/// One row of `sys_unload_history`: an UNLOAD that was understood, whether or not it wrote anything.
package struct UnloadRun: Hashable, Sendable {
  package var query = 0
  package var userID = Int64(Principals.administratorID)
  package var session = 1
  /// The transaction it ran in.
  package var transaction = 0
  /// TO as written.
  package var location = ""
  /// `Text`, `CSV`, `JSON`.
  package var format = ""
  /// `GZIP`; empty without one.
  package var compression = ""
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64 = 0
  package var endTime: Int64 = 0
  package var isCompleted = false
  package var rows = 0
  package var fileCount = 0
  package var fileBytes = 0
  package var error = ""

  package init() {}
}
