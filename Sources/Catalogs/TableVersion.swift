import Columnar
import Scheduling

/// A table's rows at one moment: a list of immutable batches. A reader keeps its version; a writer makes a new one.
package struct TableVersion: Sendable {
  package let batches: [StoredBatch]
  package let rowCount: Int
  /// Since the table was made or emptied.
  package let written: WrittenRows

  /// How many rows came and went; a changed row does both.
  package struct WrittenRows: Hashable, Sendable {
    package var inserted: Int
    package var deleted: Int

    package init(inserted: Int = 0, deleted: Int = 0) { (self.inserted, self.deleted) = (inserted, deleted) }

    package var total: Int { inserted + deleted }

    package func adding(inserted: Int = 0, deleted: Int = 0) -> WrittenRows {
      WrittenRows(inserted: self.inserted + inserted, deleted: self.deleted + deleted)
    }
  }

  /// The table without its rows.
  package var emptied: TableVersion { TableVersion(batches: [], written: written.adding(deleted: rowCount)) }

  package static let empty = TableVersion(batches: [])

  package init(rows: [Batch], written: WrittenRows = WrittenRows()) {
    self.init(batches: rows.map { StoredBatch($0) }, written: written)
  }

  package init(batches: [StoredBatch], written: WrittenRows = WrittenRows()) {
    self.batches = batches.filter { $0.count > 0 }
    rowCount = self.batches.reduce(0) { $0 + $1.count }
    self.written = written
  }

  /// Copied where rows were deleted.
  package var rows: [Batch] { batches.map(\.rows) }

  /// Rows that are held and were deleted: what VACUUM gives back.
  package var deletedCount: Int { batches.reduce(0) { $0 + $1.deletedCount } }

  /// The same rows in other batches, or of other columns.
  package func with(_ batches: [StoredBatch]) -> TableVersion { TableVersion(batches: batches, written: written) }

  /// Without what deleted rows take. Throws `CancellationError`.
  func compacted(_ pool: WorkerPool) throws -> TableVersion {
    with(try pool.map(count: batches.count) { batches[$0].compacted })
  }

  /// Rows behind these. Small batches grow together, so that a thousand INSERTs do not leave a thousand batches.
  package func appending(_ more: [Batch]) -> TableVersion {
    var all = batches
    for batch in more where batch.count > 0 {
      if let last = all.last, last.count + batch.count <= Self.smallBatch {
        all[all.count - 1] = StoredBatch(Batch.concatenate([last.rows, batch], types: []))
      } else {
        all.append(StoredBatch(batch))
      }
    }
    return TableVersion(batches: all, written: written.adding(inserted: more.reduce(0) { $0 + $1.count }))
  }

  private static let smallBatch = 1024
}
