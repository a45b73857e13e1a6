import Catalogs
import Columnar
import SQLTypes

/// What a COPY that succeeded brings: rows for the table, and rows for the system's log.
package struct CopyResult: Sendable {
  /// Columns in the table's order; none under NOLOAD.
  package var batches: [Batch] = []
  /// For the table's next version.
  package var identityCount: Int64 = 0
  package var loadedRows = 0
  /// In the order of the input.
  package var errors: LoadErrors = []
  package var commits: [LoadCommit] = []
  /// Rows in which ACCEPTINVCHARS replaced bytes.
  package var replacements = 0
  /// The first of them.
  package var replacementRows: [LoadReplacement] = []
  package var run = LoadRun()
  /// For the client, as INFO (copy.md 8.4).
  package var notices: [String] = []
  /// What Redshift would not say: keys that match nothing, files that are no data.
  package var advice: [String] = []

  package init() {}
}

/// A COPY that read its input and failed because of it: nothing is loaded, but the log gets what was found.
package struct CopyFailure: Error, Sendable {
  package var error: SQLError
  package var errors: LoadErrors
  package var commits: [LoadCommit]
  package var run: LoadRun
  package var advice: [String] = []

  package init(error: SQLError, errors: LoadErrors, commits: [LoadCommit], run: LoadRun) {
    self.error = error
    self.errors = errors
    self.commits = commits
    self.run = run
  }
}
