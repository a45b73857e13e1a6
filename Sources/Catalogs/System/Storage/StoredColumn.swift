import System

/// A column of a table as it is held, counted in blocks as a cluster counts: a megabyte each, and at least one a
/// column. Behind a table's own columns come the three hidden ones of every table, of a block each.
struct StoredColumn {
  static let blockSize = 1 << 20
  static let hiddenCount = 3

  /// Blocks that there is room for: what the process may take of the machine's memory.
  static var capacity: Int { max(1, min(MemoryBudget.bytes, MemoryBudget.standard) / blockSize) }

  let table: TableEntry
  /// From 0; the hidden ones behind the others.
  let index: Int

  var isHidden: Bool { index >= table.definition.columns.count }

  var blockCount: Int {
    isHidden ? 1 : max(1, (table.version.byteCount(index) + Self.blockSize - 1) / Self.blockSize)
  }

  /// Each with about as many of the rows.
  var blocks: [StoredBlock] {
    let bounds = isHidden ? nil : table.version.bounds(index)
    let count = blockCount
    let rows = table.version.rowCount
    return (0..<count).map { number in
      StoredBlock(
        column: self, number: number, values: (number + 1) * rows / count - number * rows / count, bounds: bounds)
    }
  }
}

/// A megabyte of a column.
struct StoredBlock {
  let column: StoredColumn
  /// From 0.
  let number: Int
  let values: Int
  /// Of the column's values, where they are whole numbers and what stands on them.
  let bounds: ClosedRange<Int64>?

  var table: TableEntry { column.table }
}

extension TableEntry {
  var storedColumns: [StoredColumn] {
    guard version.rowCount > 0 else { return [] }
    return (0..<definition.columns.count + StoredColumn.hiddenCount).map { StoredColumn(table: self, index: $0) }
  }

  var blockCount: Int { storedColumns.reduce(0) { $0 + $1.blockCount } }
}

extension SystemContext {
  var storedBlocks: [StoredBlock] { catalog.allTables.flatMap { $0.storedColumns.flatMap(\.blocks) } }
}
