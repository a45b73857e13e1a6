import Synchronization

/// What is known of a table besides its rows: what ANALYZE found when it last ran, by which is told how stale that is,
/// and whether a COPY brought its own IDENTITY values.
///
/// It belongs to the table and to no version of it: estimates outlive a rollback, as on Redshift.
/// https://docs.aws.amazon.com/redshift/latest/dg/t_Analyzing_tables.html
package final class TableStatistics: Sendable {
  package struct Analysis: Sendable {
    /// Microseconds since 1970-01-01 UTC.
    package var time: Int64
    package var rows: Int
    var written: TableVersion.WrittenRows
  }

  /// A COPY with EXPLICIT_IDS: since then nobody minds whether the values of IDENTITY columns are unique.
  package struct ExplicitIDs: Sendable {
    package var transaction: Int
    package var time: Int64
  }

  private let last = Mutex<Analysis?>(nil)
  private let explicit = Mutex<ExplicitIDs?>(nil)

  package init() {}

  package var lastAnalysis: Analysis? { last.withLock { $0 } }

  /// Whether the table was never analyzed.
  package var isMissing: Bool { lastAnalysis == nil }

  package var explicitIDs: ExplicitIDs? { explicit.withLock { $0 } }

  package func noteExplicitIDs(_ transaction: Int, at time: Int64) {
    explicit.withLock { $0 = ExplicitIDs(transaction: transaction, time: time) }
  }

  package func note(_ version: TableVersion, at time: Int64) {
    last.withLock { $0 = Analysis(time: time, rows: version.rowCount, written: version.written) }
  }
}

extension TableEntry {
  /// Rows that came and went since the table was last analyzed, or was made.
  package var modifications: TableVersion.WrittenRows {
    let known = statistics.lastAnalysis?.written ?? TableVersion.WrittenRows()
    return TableVersion.WrittenRows(
      inserted: max(0, version.written.inserted - known.inserted),
      deleted: max(0, version.written.deleted - known.deleted))
  }
}
