import Columnar
import SQLTypes

/// COUNT(*) and COUNT(x).
struct CountAccumulator: Accumulator {
  static let takesPacked = true

  private var counts: [Int64] = []

  mutating func grow(to count: Int) {
    if count > counts.count { counts += repeatElement(0, count: count - counts.count) }
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) {
    guard let column = columns.first, column.nullCount > 0 else { return counts.addRows(of: groups, .allValid) }
    if column.isConstant { return }
    counts.addRows(of: groups, column.validity)
  }

  mutating func add(_ groups: [UInt32], sizes: [Int64], _ columns: [Column]) {
    if columns.contains(where: { $0.nullCount > 0 }) { return add(groups, columns) }
    counts.add(sizes)
  }

  mutating func addToOneGroup(_ columns: [Column], count: Int) {
    counts[0] += Int64(count - (columns.first?.nullCount ?? 0))
  }

  mutating func merge(_ other: CountAccumulator, _ map: GroupMap) {
    for index in map.sources.indices { counts[Int(map.targets[index])] += other.counts[Int(map.sources[index])] }
  }

  func finish() -> Column { Column(.bigint, ints: counts) }
}

extension [UInt32] {
  /// How many of the rows each of `count` groups has.
  func sizes(count: Int) -> [Int64] {
    var sizes = [Int64](repeating: 0, count: count)
    sizes.addRows(of: self, .allValid)
    return sizes
  }
}

extension [Int64] {
  /// Of the first groups.
  mutating func add(_ sizes: [Int64]) {
    for group in sizes.indices { self[group] += sizes[group] }
  }

  /// One more for the group of each row that is no NULL.
  mutating func addRows(of groups: [UInt32], _ validity: Validity) {
    if !validity.isAllValid {
      for row in 0..<groups.count where validity[row] { self[Int(groups[row])] += 1 }
    } else {
      for group in groups { self[Int(group)] += 1 }
    }
  }
}
