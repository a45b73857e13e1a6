import Columnar
import SQLTypes

/// Where a statement's rows go, batch by batch: a connection, a table on the screen, memory.
///
/// A statement calls it from its own thread and works on no more than a few batches ahead, so a sink that takes its
/// time holds the statement back, and no worker of the pool.
package protocol ResultSink: AnyObject {
  /// Before the first batch of a statement that gives rows. What it throws ends the statement.
  func begin(_ columns: [OutputColumn]) throws

  /// Rows in order; no batch is empty. What it throws ends the statement.
  func receive(_ batch: Batch) throws
}

/// Keeps all rows in memory.
package final class CollectingSink: ResultSink {
  package private(set) var columns: [OutputColumn]?
  package private(set) var batches: [Batch] = []

  package init() {}

  package func begin(_ columns: [OutputColumn]) { self.columns = columns }
  package func receive(_ batch: Batch) { batches.append(batch) }
}
