import Columnar
import Scheduling

/// The rows a DELETE or UPDATE is about, by their number in a version of the table, each once: where a join finds a row
/// twice the first match counts.
///
/// All work goes batch by batch through a pool: in parallel, and ended by its cancellation.
package struct ModifiedRows: Sendable {
  /// Ascending.
  package private(set) var numbers: [Int]
  /// The row of `changes` that belongs to each; nil where they stand in that order.
  private let sources: [UInt32]?
  /// The rows' numbers in the first column, their new values in the others.
  private let changes: Batch

  /// `batches`: of columns as in `changes`. Throws `CancellationError`.
  package init(_ batches: [Batch], _ pool: WorkerPool) throws {
    let width = batches.first?.columns.count ?? 1
    let columns = try pool.map(count: width) { index in
      batches.isEmpty ? Column(.bigint, values: []) : Column.concatenate(batches.map { $0.columns[index] })
    }
    changes = Batch(columns, count: batches.reduce(0) { $0 + $1.count })
    guard case .ints(let values) = columns[0].expanded.storage else { preconditionFailure("row numbers are BIGINT") }
    (numbers, sources) = Self.ordered(values)
  }

  package var count: Int { numbers.count }

  /// Whether a join found some row more than once.
  package var hasDuplicates: Bool { numbers.count < changes.count }

  /// The new values of the column that comes `position`-th.
  package func newValues(of position: Int) -> Column { changes.columns[position + 1] }

  /// A scan gives the numbers in order and once; a join may give them in any, and again.
  private static func ordered(_ values: [Int64]) -> ([Int], [UInt32]?) {
    if zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }) { return (values.map { Int($0) }, nil) }
    var first = [UInt32](repeating: Column.noRow, count: Int(values.max() ?? -1) + 1)
    for (row, number) in values.enumerated() where first[Int(number)] == Column.noRow {
      first[Int(number)] = UInt32(row)
    }
    let numbers = first.indices.filter { first[$0] != Column.noRow }
    return (numbers, numbers.map { first[$0] })
  }

  /// The same rows under their numbers in another version, one for each.
  func renumbered(_ others: [Int]) -> ModifiedRows {
    var copy = self
    copy.numbers = others
    return copy
  }

  /// The version without these rows. Throws `CancellationError`.
  func removed(from version: TableVersion, _ pool: WorkerPool) throws -> TableVersion {
    try edited(version, pool, version.written.adding(deleted: numbers.count)) { batch, range, offset in
      batch.deleting(numbers[range].map { UInt32($0 - offset) })
    }
  }

  /// The version with new values in `columns` of these rows, from the columns of the changes after the first. Throws
  /// `CancellationError`.
  func updating(_ version: TableVersion, columns: [Int], _ pool: WorkerPool) throws -> TableVersion {
    let written = version.written.adding(inserted: numbers.count, deleted: numbers.count)
    return try edited(version, pool, written) { batch, range, offset in updated(batch, range, offset, columns) }
  }

  /// `edit` gets a batch, the positions in `numbers` that fall into it, and the number of its first row.
  private func edited(
    _ version: TableVersion, _ pool: WorkerPool, _ written: TableVersion.WrittenRows,
    _ edit: @Sendable (StoredBatch, Range<Int>, Int) -> StoredBatch
  ) throws -> TableVersion {
    let offsets = version.batches.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    let batches = try pool.map(count: version.batches.count) { index in
      let (batch, offset) = (version.batches[index], offsets[index])
      let range = position(of: offset)..<position(of: offset + batch.count)
      return range.isEmpty ? batch : edit(batch, range, offset)
    }
    return TableVersion(batches: batches, written: written)
  }

  /// Of the first row in `numbers` that is not before `number`.
  private func position(of number: Int) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func updated(_ batch: StoredBatch, _ range: Range<Int>, _ offset: Int, _ columns: [Int]) -> StoredBatch {
    let targets = numbers[range].map { UInt32(truncatingIfNeeded: $0 - offset) }
    let rows = sources.map { Array($0[range]) } ?? range.map { UInt32($0) }
    let replacements = columns.enumerated().map { ($1, changes.columns[$0 + 1].gather(rows)) }
    return batch.replacing(targets, replacements)
  }
}
