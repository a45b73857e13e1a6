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

  mutating func addToOneGroup(_ columns: [Column], count: Int) {
    counts[0] += Int64(count - (columns.first?.nullCount ?? 0))
  }

  mutating func merge(_ other: CountAccumulator, _ map: GroupMap) {
    for index in map.sources.indices { counts[Int(map.targets[index])] += other.counts[Int(map.sources[index])] }
  }

  func finish() -> Column { Column(.bigint, ints: counts) }
}

extension [Int64] {
  /// One more for the group of each row that is no NULL.
  mutating func addRows(of groups: [UInt32], _ validity: Validity) {
    if !validity.isAllValid {
      for row in 0..<groups.count where validity[row] { self[Int(groups[row])] += 1 }
    } else {
      for group in groups { self[Int(group)] += 1 }
    }
  }
}
