import Columnar
import Planning
import SQLTypes

/// SUM and AVG of doubles: added up in row order within a morsel, then in the order of morsels.
struct DoubleSumAccumulator: Accumulator {
  private let isAverage: Bool
  private let type: DataType
  private var sums: [Double] = []
  private var counts: [Int64] = []

  init(_ call: AggregateCall) {
    isAverage = call.function == .average
    type = call.type
  }

  mutating func grow(to count: Int) {
    guard count > sums.count else { return }
    // Minus zero, because it changes no number that is added to it.
    sums += repeatElement(-0.0, count: count - sums.count)
    counts += repeatElement(0, count: count - counts.count)
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws {
    let column = columns[0].expanded
    let values = try column.doubles
    let isAllValid = column.validity.isAllValid
    for row in 0..<groups.count where isAllValid || column.validity[row] {
      sums[Int(groups[row])] += values[row]
      counts[Int(groups[row])] += 1
    }
  }

  mutating func merge(_ other: DoubleSumAccumulator, _ map: GroupMap) {
    for index in map.sources.indices {
      let (source, target) = (Int(map.sources[index]), Int(map.targets[index]))
      sums[target] += other.sums[source]
      counts[target] += other.counts[source]
    }
  }

  func finish() -> Column {
    let values = isAverage ? zip(sums, counts).map { $0 / Double(max($1, 1)) } : sums
    return Column(type, doubles: values, validity: Validity(valid: counts.map { $0 > 0 }))
  }
}
