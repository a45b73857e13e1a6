import Catalogs
import Columnar
import SQLTypes
import Scheduling

/// Makes table batches of loaded ones: small neighbours put together, columns in the table's order, and those that the
/// input does not give added (copy.md 1.5).
struct TableAssembler {
  let target: CopyTarget
  let defaults: [Int: Value]
  let identityCount: Int64
  let sizes: LoadSizes

  func assemble(_ loaded: [Batch], _ pool: WorkerPool) throws -> [Batch] {
    let batches = try sharingDictionaries(loaded, pool)
    let groups = groups(batches)
    var firstRows: [Int] = []
    var rows = 0
    for group in groups {
      firstRows.append(rows)
      rows += batches[group].reduce(0) { $0 + countedRows($1) }
    }
    let starts = firstRows
    return try pool.map(count: groups.count) { number in
      let types = target.loaded.map(\.definition.type)
      let whole = Batch.concatenate(Array(batches[groups[number]]), types: types)
      return complete(whole, firstRow: starts[number])
    }
  }

  private func sharingDictionaries(_ batches: [Batch], _ pool: WorkerPool) throws -> [Batch] {
    let columns = try pool.map(count: target.loaded.count) { index in
      DictionarySharing.share(batches.map { $0.columns[index] })
    }
    return batches.indices.map { number in Batch(columns.map { $0[number] }, count: batches[number].count) }
  }

  /// Runs of batches that together are not too large; a batch that is large enough stays alone.
  private func groups(_ batches: [Batch]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var first = 0
    var rows = 0
    for (index, batch) in batches.enumerated() {
      if rows > 0 && (batch.count >= sizes.smallestBatch || rows + batch.count > sizes.largestBatch) {
        groups.append(first..<index)
        (first, rows) = (index, 0)
      }
      rows += batch.count
      if batch.count >= sizes.smallestBatch {
        groups.append(first..<index + 1)
        (first, rows) = (index + 1, 0)
      }
    }
    if first < batches.count { groups.append(first..<batches.count) }
    return groups
  }

  private func complete(_ batch: Batch, firstRow: Int) -> Batch {
    var columns: [Column?] = Array(repeating: nil, count: target.table.columns.count)
    for column in target.loaded { columns[column.position] = batch.columns[column.fieldIndex] }
    let all = columns.indices.map { position -> Column in
      let definition = target.table.columns[position]
      if target.isGenerated(position) {
        return IdentityColumn.filled(
          columns[position], count: batch.count, from: identityCount &+ Int64(firstRow), of: definition)
      }
      return columns[position]
        ?? Column.constant(defaults[position] ?? .null, definition.type, count: batch.count)
    }
    return Batch(all, count: batch.count)
  }

  /// The column whose values are counted up, as the input gives it: nil where it gives none. A table has one at most.
  private var countedColumn: LoadedColumn? { target.loaded.first { target.isGenerated($0.position) } }

  /// Rows of a loaded batch that take the next value: those given one of their own do not move the counter (copy.md
  /// part 10).
  private func countedRows(_ batch: Batch) -> Int {
    countedColumn.map { batch.columns[$0.fieldIndex].nullCount } ?? batch.count
  }

  /// How many identity values are gone when the batches are loaded.
  func identityCount(after batches: [Batch]) -> Int64 {
    guard target.table.columns.indices.contains(where: target.isGenerated) else { return identityCount }
    return batches.reduce(identityCount) { $0 &+ Int64(countedRows($1)) }
  }
}
