import Catalogs
import Columnar
import Planning
import SQLTypes

/// Rows of a table's version: the batches as they are, small neighbours put together.
struct TableScanSource: BatchSource {
  /// Batches below this many rows join the next ones: a table loaded from many tiny files has many tiny batches.
  private static let comfortableCount = 1 << 14

  private let scan: TableScan
  private let use: ColumnUse
  private let morsels: [Range<Int>]

  init(_ scan: TableScan, use: ColumnUse) {
    self.scan = scan
    self.use = use
    morsels = Self.morsels(scan.table.version.batches.map(\.count))
  }

  var morselCount: Int { morsels.count }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    let batches = scan.table.version.batches[morsels[morsel]].map(pick)
    try emit(Batch.concatenate(batches, types: scan.types))
  }

  private func pick(_ batch: Batch) -> Batch {
    let columns = scan.columns.enumerated().map { place, column in
      use[place] ? batch.columns[column] : Column.constant(.null, batch.columns[column].type, count: batch.count)
    }
    return Batch(columns, count: batch.count)
  }

  private static func morsels(_ counts: [Int]) -> [Range<Int>] {
    var morsels: [Range<Int>] = []
    var start = 0
    var sum = 0
    for (place, count) in counts.enumerated() {
      if place > start && (sum >= comfortableCount || sum + count > Batch.targetCount) {
        morsels.append(start..<place)
        (start, sum) = (place, 0)
      }
      sum += count
    }
    if start < counts.count { morsels.append(start..<counts.count) }
    return morsels
  }
}
