import Columnar
import SQLTypes

/// Rows kept by group, for aggregates that need them all in the end.
struct GroupEntries: Sendable {
  private struct Part: Sendable {
    let groups: [UInt32]
    let columns: [Column]

    /// Whether row `i` is of group `i`: then the row of a group need not be searched for.
    let isByGroup: Bool
  }

  private var parts: [Part] = []
  private(set) var groupCount = 0
  /// Rows.
  private(set) var count = 0

  mutating func grow(to count: Int) { groupCount = max(groupCount, count) }

  mutating func append(_ groups: [UInt32], _ columns: [Column]) {
    guard !groups.isEmpty else { return }
    let isByGroup = groups.indices.allSatisfy { groups[$0] == UInt32(truncatingIfNeeded: $0) }
    parts.append(Part(groups: groups, columns: columns, isByGroup: isByGroup))
    count += groups.count
  }

  /// The rows at `rows` only.
  mutating func append(_ groups: [UInt32], _ columns: [Column], rows: [UInt32]) {
    if rows.count == groups.count { return append(groups, columns) }
    append(rows.map { groups[Int($0)] }, columns.map { $0.gather(rows) })
  }

  mutating func merge(_ other: GroupEntries, _ map: GroupMap) {
    if other.parts.count == 1, other.parts[0].isByGroup, other.count == other.groupCount {
      return append(map.targets, other.parts[0].columns.map { $0.gather(map.sources) })
    }
    let table = map.table(other.groupCount)
    for part in other.parts {
      let targets = part.groups.map { table[Int($0)] }
      append(targets, part.columns, rows: targets.indices.filter { targets[$0] != Column.noRow }.map { UInt32($0) })
    }
  }

  /// All rows behind each other, in the order they came in; nil where there are none.
  func all() -> (groups: [UInt32], columns: [Column])? {
    guard let first = parts.first else { return nil }
    if parts.count == 1 { return (first.groups, first.columns) }
    let columns = first.columns.indices.map { index in Column.concatenate(parts.map { $0.columns[index] }) }
    return (parts.flatMap(\.groups), columns)
  }

  /// Keeps fewer rows instead of all.
  mutating func replaceAll(_ groups: [UInt32], _ columns: [Column]) {
    parts = []
    count = 0
    append(groups, columns)
  }
}
