import Columnar

/// A table's rows at one moment: a list of immutable batches. A reader keeps its version; a writer makes a new one.
package struct TableVersion: Sendable {
  package let batches: [Batch]
  package let rowCount: Int
  /// How many identity values have been handed out: the next is `seed + step * identityCount`.
  package let identityCount: Int64

  package static let empty = TableVersion(batches: [], identityCount: 0)

  package init(batches: [Batch], identityCount: Int64) {
    self.batches = batches.filter { $0.count > 0 }
    rowCount = self.batches.reduce(0) { $0 + $1.count }
    self.identityCount = identityCount
  }

  package func appending(_ more: [Batch], identityCount: Int64) -> TableVersion {
    TableVersion(batches: batches + more, identityCount: identityCount)
  }
}
