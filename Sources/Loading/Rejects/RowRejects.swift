import Formats

/// Which rows of the batch being converted are refused, and why: the first column at fault of each.
final class RowRejects {
  struct Entry {
    var row: Int
    /// In the table.
    var column: Int32
    var fault: FieldFault
  }

  private var isRejected = [Bool](repeating: false, count: RecordBatch.capacity)
  private(set) var entries: [Entry] = []
  /// Rows in which ACCEPTINVCHARS has replaced bytes.
  private(set) var repaired: Set<Int> = []
  /// In the table: the first column in which each of them has such bytes.
  private(set) var repairedColumns: [Int: Int] = [:]
  /// In the table: the column being converted.
  var column = 0

  var count: Int { entries.count }

  /// In the order of the input: they come column by column, and each column's in order.
  var entriesByRow: [Entry] {
    guard let first = entries.first, entries.contains(where: { $0.column != first.column }) else { return entries }
    return entries.sorted { $0.row < $1.row }
  }

  func contains(_ row: Int) -> Bool { isRejected[row] }

  /// Columns are converted in order, so the first that rejects a row names it.
  func reject(_ row: Int, column: Int, _ fault: FieldFault) {
    guard !isRejected[row] else { return }
    isRejected[row] = true
    entries.append(Entry(row: row, column: Int32(column), fault: fault))
  }

  func noteRepair(_ row: Int) {
    if repaired.insert(row).inserted { repairedColumns[row] = column }
  }

  func removeAll() {
    for entry in entries { isRejected[entry.row] = false }
    entries.removeAll(keepingCapacity: true)
    guard !repaired.isEmpty else { return }
    repaired.removeAll()
    repairedColumns.removeAll()
  }
}
