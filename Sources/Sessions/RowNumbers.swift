import Catalogs
import Columnar

/// The rows a DELETE or UPDATE is about, by their number in the table's version, each once: where a join finds a row
/// twice the first match counts.
struct RowNumbers {
  /// Ascending.
  private let numbers: [Int]
  /// The row of `changes` that belongs to each.
  private let sources: [UInt32]
  private let changes: Batch

  init(_ batches: [Batch]) {
    let all = Batch.concatenate(batches, types: batches.first?.columns.map(\.type) ?? [.bigint])
    changes = all
    var first: [Int: UInt32] = [:]
    let column = all.columns[0].expanded
    if case .ints(let values) = column.storage {
      for (row, number) in values.enumerated() where first[Int(number)] == nil { first[Int(number)] = UInt32(row) }
    }
    numbers = first.keys.sorted()
    sources = numbers.map { first[$0] ?? 0 }
  }

  var count: Int { numbers.count }

  /// Whether a join found some row more than once.
  var hasDuplicates: Bool { numbers.count < changes.count }

  /// The version without these rows.
  func removed(from version: TableVersion) -> TableVersion {
    let batches = parts(of: version).map { batch, range, offset in
      range.isEmpty ? batch : batch.gather(Self.others(numbers[range], offset, batch.count))
    }
    return TableVersion(batches: batches, identityCount: version.identityCount)
  }

  /// The version with new values in `columns` of these rows, from the columns of the changes after the first.
  func updating(_ version: TableVersion, columns: [Int]) -> TableVersion {
    let batches = parts(of: version).map { batch, range, offset in
      range.isEmpty ? batch : updated(batch, range, offset, columns)
    }
    return TableVersion(batches: batches, identityCount: version.identityCount)
  }

  private func updated(_ batch: Batch, _ range: Range<Int>, _ offset: Int, _ columns: [Int]) -> Batch {
    // Old rows first, new values behind them: a gather over both takes the new value where there is one.
    var places = (0..<UInt32(batch.count)).map { $0 }
    for (position, index) in range.enumerated() { places[numbers[index] - offset] = UInt32(batch.count + position) }
    let rows = Array(sources[range])
    var updated = batch.columns
    for (position, column) in columns.enumerated() {
      let fresh = changes.columns[position + 1].gather(rows)
      updated[column] = Column.concatenate([batch.columns[column], fresh.retyped(batch.columns[column].type)])
        .gather(places)
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

  private static func others(_ doomed: ArraySlice<Int>, _ offset: Int, _ count: Int) -> [UInt32] {
    var kept: [UInt32] = []
    kept.reserveCapacity(count - doomed.count)
    var next = doomed.startIndex
    for row in 0..<count {
      if next < doomed.endIndex && doomed[next] == row + offset { next += 1 } else { kept.append(UInt32(row)) }
    }
    return kept
  }
}
