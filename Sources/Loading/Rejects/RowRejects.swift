import Formats

/// Which rows of the batch being converted are refused, and why: the first column at fault of each.
final class RowRejects {
  struct Entry {
    var row: Int
    /// In the table.
    var column: Int
    var fault: FieldFault
  }

  private var isRejected = [Bool](repeating: false, count: RecordBatch.capacity)
  private(set) var entries: [Entry] = []
  /// Rows in which ACCEPTINVCHARS has replaced bytes.
  private(set) var repaired: Set<Int> = []

  var count: Int { entries.count }

  func contains(_ row: Int) -> Bool { isRejected[row] }

  /// Columns are converted in order, so the first that rejects a row names it.
  func reject(_ row: Int, column: Int, _ fault: FieldFault) {
    guard !isRejected[row] else { return }
    isRejected[row] = true
    entries.append(Entry(row: row, column: column, fault: fault))
  }

  func noteRepair(_ row: Int) { repaired.insert(row) }

  func removeAll() {
    for entry in entries { isRejected[entry.row] = false }
    entries.removeAll(keepingCapacity: true)
    if !repaired.isEmpty { repaired.removeAll() }
  }
}
