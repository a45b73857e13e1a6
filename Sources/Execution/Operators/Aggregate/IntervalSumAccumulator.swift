import Columnar
import Planning
import SQLTypes

/// SUM and AVG of intervals: months and microseconds apart; an average's fraction of a month counts 30 days a month.
struct IntervalSumAccumulator: Accumulator {
  private static let month: Int128 = 30 * 86_400_000_000

  private let isAverage: Bool
  private let type: DataType
  private var months: [Int128] = []
  private var microseconds: [Int128] = []
  private var counts: [Int64] = []

  init(_ call: AggregateCall) {
    isAverage = call.function == .average
    type = call.type
  }

  mutating func grow(to count: Int) {
    guard count > counts.count else { return }
    months += repeatElement(0, count: count - months.count)
    microseconds += repeatElement(0, count: count - microseconds.count)
    counts += repeatElement(0, count: count - counts.count)
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws {
    let column = columns[0].expanded
    let values = try column.intervals
    for row in 0..<groups.count where column.validity[row] {
      let group = Int(groups[row])
      months[group] += Int128(values[row].months)
      microseconds[group] += Int128(values[row].microseconds)
      counts[group] += 1
    }
  }

  mutating func merge(_ other: IntervalSumAccumulator, _ map: GroupMap) {
    for index in map.sources.indices {
      let (source, target) = (Int(map.sources[index]), Int(map.targets[index]))
      months[target] += other.months[source]
      microseconds[target] += other.microseconds[source]
      counts[target] += other.counts[source]
    }
  }

  func finish() throws -> Column {
    let values = try counts.indices.map { group in
      let count = isAverage ? Int128(max(counts[group], 1)) : 1
      let rest = months[group] % count * Self.month
      return try interval(months[group] / count, (microseconds[group] + rest) / count)
    }
    return Column(type, intervals: values, validity: Validity(valid: counts.map { $0 > 0 }))
  }

  private func interval(_ months: Int128, _ microseconds: Int128) throws -> Interval {
    guard let months = Int64(exactly: months), let microseconds = Int64(exactly: microseconds) else {
      throw SQLError(.datetimeOverflow, "interval out of range")
    }
    let span = Interval(months: months, microseconds: microseconds)
    return span.fitted(to: type) ?? span
  }
}
