import Columnar
import Planning
import SQLTypes

/// MEDIAN(value), PERCENTILE_CONT and PERCENTILE_DISC(value, fraction): by sorting each group (sql.md 2.10).
struct PercentileAccumulator: Accumulator {
  private let call: AggregateCall
  private var entries = GroupEntries()

  init(_ call: AggregateCall) { self.call = call }

  mutating func grow(to count: Int) { entries.grow(to: count) }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) {
    let rows = (0..<UInt32(groups.count)).filter { columns[0].isValid(Int($0)) }
    entries.append(groups, Array(columns[..<call.arguments.count]), rows: rows)
  }

  mutating func merge(_ other: PercentileAccumulator, _ map: GroupMap) {
    entries.merge(other.entries, map)
  }

  func finish() throws -> Column {
    guard let (groups, columns) = entries.all() else {
      return Column.constant(.null, call.type, count: entries.groupCount)
    }
    let fraction = try fraction(columns)
    var partitions = RowPartitions(groups, count: entries.groupCount)
    let isDescending = call.order.first?.isDescending ?? false
    let values = columns[0].expanded
    let key = RowOrder.Key(values, isDescending: isDescending, nullsFirst: false)
    partitions = partitions.sorted(by: RowOrder([key], count: groups.count))
    let ranks = (0..<partitions.count).map { rank(partitions.range($0), fraction) }
    let lower = values.gather(rows(ranks.map(\.lower), partitions), hasNoRow: true)
    guard call.function != .percentileDiscrete, ranks.contains(where: { $0.weight > 0 }) else { return lower }
    let upper = values.gather(rows(ranks.map(\.upper), partitions), hasNoRow: true)
    return Self.interpolate(lower, upper, ranks.map(\.weight))
  }

  private func fraction(_ columns: [Column]) throws -> Double {
    guard call.function != .median, columns.count > 1 else { return 0.5 }
    guard case .double(let fraction) = columns[1].value(0), fraction >= 0, fraction <= 1 else {
      throw SQLError(.numericOutOfRange, "percentile value is not between 0 and 1")
    }
    return fraction
  }

  /// Ranks within the sorted rows, and how far the value lies between them; nil where there are no rows.
  private func rank(_ range: Range<Int>, _ fraction: Double) -> (lower: Int?, upper: Int?, weight: Double) {
    guard !range.isEmpty else { return (nil, nil, 0) }
    if call.function == .percentileDiscrete {
      let rank = max(1, Int((fraction * Double(range.count)).rounded(.up)))
      return (range.lowerBound + min(rank, range.count) - 1, nil, 0)
    }
    let position = fraction * Double(range.count - 1)
    let lower = range.lowerBound + Int(position)
    return (lower, min(lower + 1, range.upperBound - 1), position - Double(Int(position)))
  }

  private func rows(_ ranks: [Int?], _ partitions: RowPartitions) -> [UInt32] {
    ranks.map { rank in rank.map { partitions.rows[$0] } ?? Column.noRow }
  }

  private static func interpolate(_ lower: Column, _ upper: Column, _ weights: [Double]) -> Column {
    switch (lower.storage, upper.storage) {
    case (.doubles(let low), .doubles(let high)):
      let values = weights.indices.map { low[$0] + (high[$0] - low[$0]) * weights[$0] }
      return Column(lower.type, doubles: values, validity: lower.validity)
    case (.ints(let low), .ints(let high)):
      let values = weights.indices.map {
        Int64(truncatingIfNeeded: between(Int128(low[$0]), Int128(high[$0]), weights[$0]))
      }
      return Column(lower.type, ints: values, validity: lower.validity)
    case (.int128s(let low), .int128s(let high)):
      return Column(
        lower.type, int128s: weights.indices.map { between(low[$0], high[$0], weights[$0]) }, validity: lower.validity)
    default: preconditionFailure("percentiles of numbers: the analyser lets no others through")
    }
  }

  /// Rounds up from the middle, whichever way the values are sorted.
  private static func between(_ low: Int128, _ high: Int128, _ weight: Double) -> Int128 {
    if low > high { return between(high, low, 1 - weight) }
    // Two numbers of 38 digits and opposite signs are further apart than an Int128 reaches.
    let difference = UInt128(bitPattern: high &- low)
    let offset = weight == 0.5 ? (difference + 1) / 2 : UInt128((Double(difference) * weight).rounded())
    return low &+ Int128(bitPattern: offset)
  }
}
