import SQLTypes

/// Rows as a table keeps them: a batch, and which of its rows are left.
///
/// Rows that go are not taken out of the columns: the batch keeps those, shared with older versions, and beside them its
/// deletion vector, the runs of rows between those that went. Whoever reads gets the live rows, copied run by run where
/// some went, and as they stand where none did. Rows are counted and numbered among the live ones alone, so that nobody
/// sees where the others lie, nor that a batch was written again without them: as it is when so many have gone that the
/// runs would be short, by VACUUM, and by whatever makes new rows of it.
///
/// ```
/// held   a b c d e f       live 0..<2, 4..<6       rows a 0, b 1, e 2, f 3
/// deleting row 2           live 0..<2, 5..<6       rows a 0, b 1, f 2
/// ```
package struct StoredBatch: Sendable {
  /// With the rows that went: what is held, and the limits of what there may be.
  package let held: Batch
  /// Nil for all.
  private let live: RowRuns?

  package init(_ batch: Batch) { self.init(batch, live: nil) }

  private init(_ held: Batch, live: RowRuns?) { (self.held, self.live) = (held, live) }

  /// Live rows.
  package var count: Int { live?.count ?? held.count }

  package var deletedCount: Int { held.count - count }

  package var rows: Batch { live.map(held.keeping) ?? held }

  package func column(_ index: Int) -> Column {
    let column = held.columns[index]
    return live.map(column.keeping) ?? column
  }

  /// Without the rows under these numbers, ascending, each once.
  package func deleting(_ numbers: [UInt32]) -> StoredBatch {
    guard RowRuns.areLong(without: deletedCount + numbers.count, of: held.count) else {
      return StoredBatch(rows.removing(numbers))
    }
    let live = live ?? RowRuns(all: held.count)
    return StoredBatch(held, live: live.removing(live.rows(at: numbers)))
  }

  /// With others of the rows under these numbers, ascending, each once, in some columns.
  package func replacing(_ numbers: [UInt32], _ replacements: [(column: Int, values: Column)]) -> StoredBatch {
    let rows = live?.rows(at: numbers) ?? numbers
    var columns = held.columns
    for (index, values) in replacements { columns[index] = columns[index].replacing(rows, with: values) }
    return StoredBatch(Batch(columns, count: held.count), live: live)
  }

  /// The same rows of other columns, as many held as before.
  package func map(_ transform: (Batch) throws -> Batch) rethrows -> StoredBatch {
    let transformed = try transform(held)
    precondition(transformed.count == held.count, "the rows stay the same")
    return StoredBatch(transformed, live: live)
  }

  /// The same rows, and no others held.
  package var compacted: StoredBatch { live == nil ? self : StoredBatch(rows) }
}
