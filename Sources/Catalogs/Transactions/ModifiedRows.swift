import Columnar

/// The rows a DELETE or UPDATE is about, by their number in a version of the table, each once: where a join finds a row
/// twice the first match counts.
package struct ModifiedRows: Sendable {
  /// Ascending.
  package private(set) var numbers: [Int]
  /// The row of `changes` that belongs to each.
  private let sources: [UInt32]
  /// The rows' numbers in the first column, their new values in the others.
  private let changes: Batch

  package init(_ batches: [Batch]) {
    let all = Batch.concatenate(batches, types: batches.first?.columns.map(\.type) ?? [.bigint])
    changes = all
    let column = all.columns[0].expanded
    guard case .ints(let values) = column.storage else { preconditionFailure("row numbers are BIGINT") }
    var first: [Int: UInt32] = [:]
    for (row, number) in values.enumerated() where first[Int(number)] == nil { first[Int(number)] = UInt32(row) }
    numbers = first.keys.sorted()
    sources = numbers.map { first[$0] ?? 0 }
  }

  package var count: Int { numbers.count }

  /// Whether a join found some row more than once.
  package var hasDuplicates: Bool { numbers.count < changes.count }

  /// The new values of the column that comes `position`-th.
  package func newValues(of position: Int) -> Column { changes.columns[position + 1] }

  /// The same rows under their numbers in another version, one for each.
  func renumbered(_ others: [Int]) -> ModifiedRows {
    var copy = self
    copy.numbers = others
    return copy
  }

  /// The version without these rows.
  func removed(from version: TableVersion) -> TableVersion {
    let batches = parts(of: version).map { batch, range, offset in
      range.isEmpty ? batch : batch.gather(Self.others(numbers[range], offset, batch.count))
    }
    return TableVersion(batches: batches)
  }

  /// The version with new values in `columns` of these rows, from the columns of the changes after the first.
  package func updating(_ version: TableVersion, columns: [Int]) -> TableVersion {
    let batches = parts(of: version).map { batch, range, offset in
      range.isEmpty ? batch : updated(batch, range, offset, columns)
    }
    return TableVersion(batches: batches)
  }

  private func updated(_ batch: Batch, _ range: Range<Int>, _ offset: Int, _ columns: [Int]) -> Batch {
    // Old rows first, new values behind them: a gather over both takes the new value where there is one.
    var indices = (0..<UInt32(batch.count)).map { $0 }
    for (position, index) in range.enumerated() { indices[numbers[index] - offset] = UInt32(batch.count + position) }
    let rows = Array(sources[range])
    var updated = batch.columns
    for (position, column) in columns.enumerated() {
      let fresh = changes.columns[position + 1].gather(rows)
      updated[column] = Column.concatenate([batch.columns[column], fresh.retyped(batch.columns[column].type)])
        .gather(indices)
    }
    return Batch(updated, count: batch.count)
  }

  /// Each batch with the positions in `numbers` that fall into it, and the number of its first row.
  private func parts(of version: TableVersion) -> [(Batch, Range<Int>, Int)] {
    var start = 0
    var offset = 0
    return version.batches.map { batch in
      var end = start
      while end < numbers.count && numbers[end] < offset + batch.count { end += 1 }
      defer {
        start = end
        offset += batch.count
      }
      return (batch, start..<end, offset)
    }
  }

  private static func others(_ deleted: ArraySlice<Int>, _ offset: Int, _ count: Int) -> [UInt32] {
    var kept: [UInt32] = []
    kept.reserveCapacity(count - deleted.count)
    var next = deleted.startIndex
    for row in 0..<count {
      if next < deleted.endIndex && deleted[next] == row + offset { next += 1 } else { kept.append(UInt32(row)) }
    }
    return kept
  }
}
