import Catalogs
import Columnar
import Planning
import SQLTypes

/// Rows of a table's version: the batches as they are, small neighbours put together.
struct TableScanSource: BatchSource {
  /// Batches below this many rows join the next ones: a table loaded from many tiny files has many tiny batches.
  private static let comfortableCount = 1 << 14
  /// Batches of so many rows do not join each other: to put them together would cost more than they do.
  private static let sufficientCount = 1 << 12

  private let scan: TableScan
  private let required: RequiredColumns
  private let morsels: [Range<Int>]

  init(_ scan: TableScan, _ required: RequiredColumns) {
    self.scan = scan
    self.required = required
    morsels = Self.morsels(scan.table.version.batches.map(\.count))
  }

  var morselCount: Int { morsels.count }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    let range = morsels[morsel]
    let batches = scan.table.version.batches[range].enumerated().map { pick($1, firstRow: firstRow(range, $0)) }
    try emit(Batch.concatenate(batches, types: scan.types))
  }

  /// The number of the first row of the `offset`-th batch of a morsel; asked for only where row numbers are wanted.
  private func firstRow(_ range: Range<Int>, _ offset: Int) -> Int? {
    guard scan.columns.contains(.rowNumber) else { return nil }
    return scan.table.version.batches[..<(range.lowerBound + offset)].reduce(0) { $0 + $1.count }
  }

  private func pick(_ batch: Batch, firstRow: Int?) -> Batch {
    let columns = scan.columns.enumerated().map { index, column in
      switch column {
      case .rowNumber: return Self.numbers(from: firstRow, count: batch.count)
      case .stored(let stored):
        let column = batch.columns[stored]
        // A constant column is data all the same: what is wrong with it is found by a compute node, not by the leader.
        return required[index] ? column.unpacked.expanded : Column.constant(.null, column.type, count: batch.count)
      }
    }
    return Batch(columns, count: batch.count)
  }

  private static func numbers(from first: Int?, count: Int) -> Column {
    guard let first else { preconditionFailure("a scan that numbers rows counts those before") }
    return Column(.bigint, ints: (first..<first + count).map { Int64($0) })
  }

  /// Neighbours to go together, for batches of so many rows.
  static func morsels(_ counts: [Int]) -> [Range<Int>] {
    var morsels: [Range<Int>] = []
    var start = 0
    var sum = 0
    for (index, count) in counts.enumerated() {
      let isSufficient = sum >= sufficientCount && count >= sufficientCount
      if index > start && (sum >= comfortableCount || isSufficient || sum + count > Batch.targetCount) {
        morsels.append(start..<index)
        (start, sum) = (index, 0)
      }
      sum += count
    }
    if start < counts.count { morsels.append(start..<counts.count) }
    return morsels
  }
}
