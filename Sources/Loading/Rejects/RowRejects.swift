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

  /// How many rows are refused.
  private(set) var count = 0
  private(set) var repairs: [Repair] = []
  /// In the table: the column being converted.
  var column = 0
  private let rejected = RowFlags()
  private let repaired = RowFlags()
  /// By row: of those that are refused.
  private let faults = UnsafeMutablePointer<(column: Int32, fault: FieldFault)>.allocate(
    capacity: RecordBatch.capacity)

  deinit { faults.deallocate() }

  func contains(_ row: Int) -> Bool { rejected[row] }

  /// Why a row is refused, which it is.
  subscript(row: Int) -> Entry {
    precondition(rejected[row], "a row that is not refused has no fault")
    return Entry(row: row, column: faults[row].column, fault: faults[row].fault)
  }

  /// In the order of the input.
  var entries: [Entry] { count == 0 ? [] : (0..<RecordBatch.capacity).filter(contains).map { self[$0] } }

  /// Columns are converted in order, so the first that rejects a row names it.
  func reject(_ row: Int, column: Int, _ fault: FieldFault) {
    guard !rejected[row] else { return }
    rejected[row] = true
    (faults + row).initialize(to: (Int32(truncatingIfNeeded: column), fault))
    count += 1
  }

  func noteRepair(_ row: Int) {
    guard !repaired[row] else { return }
    repaired[row] = true
    repairs.append(Repair(row: row, column: column))
  }

  func removeAll() {
    if count > 0 { rejected.removeAll() }
    count = 0
    for repair in repairs { repaired[repair.row] = false }
    repairs.removeAll(keepingCapacity: true)
  }
}

/// A flag for each row of a batch: memory of its own, so that no row asks for exclusive access to it.
private struct RowFlags: ~Copyable {
  private let flags = UnsafeMutablePointer<Bool>.allocate(capacity: RecordBatch.capacity)

  init() { flags.initialize(repeating: false, count: RecordBatch.capacity) }

  deinit { flags.deallocate() }

  func removeAll() { flags.update(repeating: false, count: RecordBatch.capacity) }

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
