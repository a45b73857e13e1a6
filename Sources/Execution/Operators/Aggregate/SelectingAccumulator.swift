import Columnar
import Planning
import SQLTypes

/// MIN and MAX of any type (see `WordExtremumAccumulator` for some): of each batch the best row of each group is kept,
/// and of those the best in the end.
struct SelectingAccumulator: Accumulator {
  enum Choice { case smallest, largest }

  private let choice: Choice
  private let type: DataType
  private var entries = GroupEntries()

  init(_ call: AggregateCall, _ choice: Choice) {
    self.choice = choice
    type = call.type
  }

  mutating func grow(to count: Int) { entries.grow(to: count) }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) {
    let rows = bestRows(groups, columns[0]).filter { $0 != Column.noRow }
    entries.append(groups, [columns[0]], rows: rows)
    if entries.count > entries.groupCount + Batch.targetCount { reduce() }
  }

  mutating func merge(_ other: SelectingAccumulator, _ map: GroupMap) {
    entries.merge(other.entries, map)
  }

  func finish() -> Column {
    guard let (groups, columns) = entries.all() else {
      return Column.constant(.null, type, count: entries.groupCount)
    }
    return columns[0].gather(bestRows(groups, columns[0]), hasNoRow: true).retyped(type)
  }

  private func bestRows(_ groups: [UInt32], _ column: Column) -> [UInt32] {
    let key = RowOrder.Key(column, isDescending: choice == .largest, nullsFirst: false)
    return RowOrder([key], count: groups.count)
      .firstRows(groups, count: entries.groupCount) { column.isValid($0) }
  }

  private mutating func reduce() {
    guard let (groups, columns) = entries.all() else { return }
    let rows = bestRows(groups, columns[0]).filter { $0 != Column.noRow }
    entries.replaceAll(rows.map { groups[Int($0)] }, columns.map { $0.gather(rows) })
  }
}
