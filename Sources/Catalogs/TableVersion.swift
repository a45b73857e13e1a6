import Columnar

/// A table's rows at one moment: a list of immutable batches. A reader keeps its version; a writer makes a new one.
package struct TableVersion: Sendable {
  package let batches: [Batch]
  package let rowCount: Int

  package static let empty = TableVersion(batches: [])

  package init(batches: [Batch]) {
    self.batches = batches.filter { $0.count > 0 }
    rowCount = self.batches.reduce(0) { $0 + $1.count }
  }

  /// Rows behind these. Small batches grow together, so that a thousand INSERTs do not leave a thousand batches.
  package func appending(_ more: [Batch]) -> TableVersion {
    var all = batches
    for batch in more where batch.count > 0 {
      if let last = all.last, last.count + batch.count <= Self.smallBatch {
        all[all.count - 1] = Batch.concatenate([last, batch], types: [])
      } else {
        all.append(batch)
      }
    }
    return TableVersion(batches: all)
  }

  private static let smallBatch = 1024
}
