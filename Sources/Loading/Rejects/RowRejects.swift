import Formats

/// Which rows of the batch being converted are refused, and why: the first column at fault of each. And in which
/// ACCEPTINVCHARS replaced bytes.
final class RowRejects {
  struct Entry {
    var row: Int
    /// In the table.
    var column: Int32
    var fault: FieldFault
  }

  struct Repair {
    var row: Int
    /// In the table: the first in which the row has bytes that were replaced.
    var column: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var repairs: [Repair] = []
  /// In the table: the column being converted.
  var column = 0
  private let rejected = RowFlags()
  private let repaired = RowFlags()

  var count: Int { entries.count }

  /// In the order of the input: they come column by column, and each column's in order.
  var entriesByRow: [Entry] {
    guard let first = entries.first, entries.contains(where: { $0.column != first.column }) else { return entries }
    return entries.sorted { $0.row < $1.row }
  }

  func contains(_ row: Int) -> Bool { rejected[row] }

  /// Columns are converted in order, so the first that rejects a row names it.
  func reject(_ row: Int, column: Int, _ fault: FieldFault) {
    guard !rejected[row] else { return }
    rejected[row] = true
    entries.append(Entry(row: row, column: Int32(column), fault: fault))
  }

  func noteRepair(_ row: Int) {
    guard !repaired[row] else { return }
    repaired[row] = true
    repairs.append(Repair(row: row, column: column))
  }

  func removeAll() {
    for entry in entries { rejected[entry.row] = false }
    entries.removeAll(keepingCapacity: true)
    for repair in repairs { repaired[repair.row] = false }
    repairs.removeAll(keepingCapacity: true)
  }
}

/// A flag for each row of a batch: memory of its own, so that no row asks for exclusive access to it.
private struct RowFlags: ~Copyable {
  private let flags = UnsafeMutablePointer<Bool>.allocate(capacity: RecordBatch.capacity)

  init() { flags.initialize(repeating: false, count: RecordBatch.capacity) }

  deinit { flags.deallocate() }

  subscript(row: Int) -> Bool {
    get {
      precondition(0..<RecordBatch.capacity ~= row, "no such row in a batch")
      return flags[row]
    }
    nonmutating set {
      precondition(0..<RecordBatch.capacity ~= row, "no such row in a batch")
      flags[row] = newValue
    }
  }
}
