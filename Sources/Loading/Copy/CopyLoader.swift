import Catalogs
import SQLSyntax
import SQLTypes
import Scheduling

/// Runs COPY: finds the objects, reads them in parallel, converts their records to columns.
package struct CopyLoader: Sendable {
  let pool: WorkerPool

  package init(pool: WorkerPool) { self.pool = pool }

  /// Positions of the columns a column list leaves out and that have a DEFAULT: the session evaluates it, once a COPY
  /// (copy.md 1.5).
  package static func omittedColumns(_ copy: Copy, _ table: TableDefinition) -> [Int] {
    guard !copy.columns.isEmpty else { return [] }
    let listed = Set(copy.columns.map(\.last))
    return table.columns.indices.filter {
      !listed.contains(table.columns[$0].name) && table.columns[$0].defaultText != nil
    }
  }

  /// Throws `SQLError` for the statement's own faults and `CopyFailure` for input that was read and refused.
  package func load(_ request: CopyRequest) throws -> CopyResult {
    throw SQLError.notSupported("COPY")
  }
}
