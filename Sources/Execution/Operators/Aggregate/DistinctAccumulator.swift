import Columnar
import Planning
import SQLTypes

/// An aggregate over the distinct values of each group: the first row of each value is kept and added in the end.
struct DistinctAccumulator: Accumulator {
  private let inner: any Accumulator
  private let argumentCount: Int
  private var entries = GroupEntries()

  init(_ inner: any Accumulator, _ call: AggregateCall) {
    self.inner = inner
    argumentCount = call.arguments.count
  }

  mutating func grow(to count: Int) { entries.grow(to: count) }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) {
    entries.append(groups, columns, rows: distinctRows(groups, columns))
    if entries.count > 4 * Batch.targetCount { reduce() }
  }

  mutating func merge(_ other: DistinctAccumulator, _ map: GroupMap) {
    entries.merge(other.entries, map)
  }

  func finish() throws -> Column {
    var inner = inner
    inner.grow(to: entries.groupCount)
    if let (groups, columns) = entries.all() {
      let rows = distinctRows(groups, columns)
      try inner.add(rows.map { groups[Int($0)] }, columns.map { $0.gather(rows) })
    }
    return try inner.finish()
  }

  /// NULLs count as no value.
  private func distinctRows(_ groups: [UInt32], _ columns: [Column]) -> [UInt32] {
    let group = Column(.bigint, ints: groups.map { Int64($0) })
    let arguments = Array(columns[..<argumentCount])
    let keys = KeyColumns([group] + arguments, count: groups.count)
    let rows = RowGroups(keys, hashes: keys.hashes()).firstRows
    guard let isComplete = KeyColumns(arguments, count: groups.count).completeness else { return rows }
    return rows.filter { isComplete[Int($0)] }
  }

  private mutating func reduce() {
    guard let (groups, columns) = entries.all() else { return }
    let rows = distinctRows(groups, columns)
    entries.replaceAll(rows.map { groups[Int($0)] }, columns.map { $0.gather(rows) })
  }
}
