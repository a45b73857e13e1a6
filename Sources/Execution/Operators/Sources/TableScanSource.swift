import Catalogs
import Columnar
import Planning
import SQLTypes

/// Rows of a table's version: the batches as they are, without their deleted rows, small neighbours put together.
struct TableScanSource: BatchSource {
  /// Batches below this many rows join the next ones: a table loaded from many tiny files has many tiny batches.
  private static let comfortableCount = 1 << 14
  /// Batches of so many rows do not join each other: to put them together would cost more than they do.
  private static let sufficientCount = 1 << 12

  private let scan: TableScan
  private let required: RequiredColumns
  /// The stored columns whose values have to be in a set.
  private let filters: [(stored: Int, set: KeySet)]
  private let morsels: [Range<Int>]

  init(_ scan: TableScan, _ required: RequiredColumns, _ filters: KeyFilters) {
    self.scan = scan
    self.required = required
    self.filters = filters.sets.flatMap { column, sets in
      guard case .stored(let stored) = scan.columns[column] else { return [(stored: Int, set: KeySet)]() }
      return sets.map { (stored, $0) }
    }
    morsels = Self.morsels(scan.table.version.batches.map(\.count))
  }

  var morselCount: Int { morsels.count }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try produceSelected(morsel) { selected in try emit(selected.batch.unpacked) }
  }

  /// Packed as they are, where the morsel is one batch of the table.
  func produceSelected(_ morsel: Int, _ emit: (SelectedBatch) throws -> Void) throws {
    let range = morsels[morsel]
    let batches = scan.table.version.batches[range].enumerated().compactMap { offset, batch in
      wantedRows(batch).map { pick(batch, $0, firstRow: firstRow(range, offset)) }
    }
    guard !batches.isEmpty else { return }
    try emit(SelectedBatch(batch: Batch.concatenate(batches, types: scan.types), selection: nil))
  }

  private enum WantedRows {
    case all
    case some([UInt32])
  }

  /// Nil for none. To leave out fewer than half of the rows would cost more than it saves.
  private func wantedRows(_ batch: StoredBatch) -> WantedRows? {
    var wanted: [UInt32]?
    for (stored, set) in filters {
      let column = batch.column(stored)
      guard let found = set.rows(of: wanted.map { column.gather($0) } ?? column) else { continue }
      if found.isEmpty { return nil }
      if 2 * found.count < wanted?.count ?? batch.count { wanted = wanted.map { $0.picking(found) } ?? found }
    }
    return wanted.map { .some($0) } ?? .all
  }

  /// The number of the first row of the `offset`-th batch of a morsel; asked for only where row numbers are wanted.
  private func firstRow(_ range: Range<Int>, _ offset: Int) -> Int? {
    guard scan.columns.contains(.rowNumber) else { return nil }
    return scan.table.version.batches[..<(range.lowerBound + offset)].reduce(0) { $0 + $1.count }
  }

  private func pick(_ batch: StoredBatch, _ wanted: WantedRows, firstRow: Int?) -> Batch {
    let rows: [UInt32]? = if case .some(let rows) = wanted { rows } else { nil }
    let count = rows?.count ?? batch.count
    let columns = scan.columns.enumerated().map { index, column in
      switch column {
      case .rowNumber:
        return Self.numbers(rows, from: firstRow, count: batch.count)
      case .stored(let stored):
        let type = scan.table.definition.columns[stored].type
        guard required[index] else { return Column.constant(.null, type, count: count) }
        let column = batch.column(stored)
        // A constant column is data all the same: what is wrong with it is found by a compute node, not by the leader.
        return (rows.map { column.gather($0) } ?? column).expanded
      }
    }
    return Batch(columns, count: count)
  }

  /// Of `rows`, or of all `count`.
  private static func numbers(_ rows: [UInt32]?, from first: Int?, count: Int) -> Column {
    guard let first else { preconditionFailure("a scan that numbers rows counts those before") }
    guard let rows else { return Column(.bigint, count: count, .packed(.ascending(from: Int64(first), count: count))) }
    return Column(.bigint, ints: rows.map { Int64(first) + Int64($0) })
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
