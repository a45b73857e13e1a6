import SQLTypes

/// Some rows of a relation, by column: what every operator takes and gives. Immutable.
///
/// A batch without columns still has rows (`SELECT count(*)` needs no more).
package struct Batch: Sendable {
  /// Rows in a table's batch, about: large enough to forget the cost of a batch, small enough for a cache.
  package static let targetCount = 1 << 16

  package let columns: [Column]
  package let count: Int

  package init(_ columns: [Column], count: Int) {
    precondition(columns.allSatisfy { $0.count == count }, "all columns of a batch have its rows")
    self.columns = columns
    self.count = count
  }

  package func gather(_ rows: [UInt32]) -> Batch {
    Batch(columns.map { $0.gather(rows) }, count: rows.count)
  }

  /// The batch without `rows`, which may come in any order.
  package func removing(_ rows: [UInt32]) -> Batch {
    guard !rows.isEmpty else { return self }
    if let runs = RowRuns(without: rows, of: count) { return keeping(runs) }
    var isKept = [Bool](repeating: true, count: count)
    for row in rows { isKept[Int(row)] = false }
    // Every row is written, and the next one over it unless it is kept.
    let kept = [UInt32](unsafeUninitializedCapacity: count + 1) { kept, written in
      for row in isKept.indices {
        kept.initializeElement(at: written, to: UInt32(truncatingIfNeeded: row))
        written &+= isKept[row] ? 1 : 0
      }
    }
    return gather(kept)
  }

  package func slice(_ range: Range<Int>) -> Batch {
    range == 0..<count ? self : Batch(columns.map { $0.slice(range) }, count: range.count)
  }

  /// The same rows with constants spelled out.
  package var expanded: Batch { Batch(columns.map(\.expanded), count: count) }

  /// Only these columns, in this order.
  package func picking(_ indices: [Int]) -> Batch { Batch(indices.map { columns[$0] }, count: count) }

  /// The batches behind each other; `types` gives the columns where there is no batch.
  package static func concatenate(_ batches: [Batch], types: [DataType]) -> Batch {
    if batches.count == 1 { return batches[0] }
    let count = batches.reduce(0) { $0 + $1.count }
    guard count > 0 else { return Batch(types.map { Column($0, values: []) }, count: 0) }
    let columns = batches[0].columns.indices.map { index in Column.concatenate(batches.map { $0.columns[index] }) }
    return Batch(columns, count: count)
  }
}
