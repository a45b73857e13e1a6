import Columnar

/// How a version's rows are held: in what order, and in how many bytes.
extension TableVersion {
  /// How many of the first rows are in the order of these columns, NULLs last.
  package func sortedPrefix(_ columns: [Int]) -> Int {
    guard !columns.isEmpty else { return rowCount }
    var count = 0
    var last: Batch?
    for batch in batches {
      let keys = Batch(columns.map(batch.column), count: batch.count)
      if let last, Self.sortedPrefix(Batch.concatenate([last, keys.slice(0..<1)], types: [])) < 2 { return count }
      let sorted = Self.sortedPrefix(keys)
      count += sorted
      guard sorted == batch.count else { return count }
      last = keys.slice(batch.count - 1..<batch.count)
    }
    return count
  }

  private static func sortedPrefix(_ batch: Batch) -> Int {
    let keys = batch.columns.map { RowOrder.Key($0.unpacked, isDescending: false, nullsFirst: false) }
    let order = RowOrder(keys, count: batch.count)
    var row = 1
    while row < batch.count, order.compare(row - 1, row) <= 0 { row += 1 }
    return min(row, batch.count)
  }

  /// With the rows that were deleted and not yet vacuumed.
  var heldCount: Int { rowCount + deletedCount }

  /// Bytes that the version keeps from being freed.
  package var heldBytes: Int { Column.byteCount(batches.flatMap(\.held.columns)) }

  /// Bytes of a column's values with their long strings.
  func byteCount(_ column: Int) -> Int { Column.byteCount(batches.map { $0.held.columns[column] }) }
}

extension TableDefinition {
  /// Indices of the columns that rows are to be sorted by.
  package var sortIndices: [Int] { sortColumns.compactMap { index(of: $0) } }

  var sortColumns: [String] {
    switch sortKey {
    case .compound(let columns), .interleaved(let columns): columns
    case .auto, .none: []
    }
  }
}
