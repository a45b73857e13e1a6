import Columnar
import SQLTypes

/// COUNT(*) and COUNT(x).
struct CountAccumulator: Accumulator {
  private var counts: [Int64] = []

  mutating func grow(to count: Int) {
    if count > counts.count { counts += repeatElement(0, count: count - counts.count) }
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) {
    guard let column = columns.first, column.nullCount > 0 else {
      if counts.count == 1 {
        counts[0] += Int64(groups.count)
      } else {
        for group in groups { counts[Int(group)] += 1 }
      }
      return
    }
    if column.isConstant { return }
    for row in 0..<groups.count where column.validity[row] { counts[Int(groups[row])] += 1 }
  }

  mutating func merge(_ other: CountAccumulator, _ map: GroupMap) {
    for index in map.sources.indices { counts[Int(map.targets[index])] += other.counts[Int(map.sources[index])] }
  }

  func finish() -> Column { Column(.bigint, ints: counts) }
}
