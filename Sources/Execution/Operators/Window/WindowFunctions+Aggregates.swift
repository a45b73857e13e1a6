import Columnar
import Planning
import SQLTypes

/// Aggregates over windows: whole partitions by the accumulators of GROUP BY, frames by prefix sums, by running sums,
/// or where there is no better way by adding up each frame.
extension WindowFunctions {
  func aggregate(_ function: AggregateFunction, _ arguments: [Column]) throws -> Column {
    let call = AggregateCall(
      function, call.arguments, isDistinct: call.isDistinct, order: call.sortsValues ? call.order : [], type: call.type)
    if bounds.isWholePartition {
      return try wholePartitions(call, arguments + input.columns(call.order.map(\.expression)))
    }
    if call.isDistinct && call.mindsDuplicates { return try eachFrame(call, arguments) }
    switch function {
    case .countRows, .count: return try counts(arguments.first)
    case .minimum, .booleanAnd, .anyValue: return try extremes(arguments[0], isLargest: false)
    case .maximum, .booleanOr: return try extremes(arguments[0], isLargest: true)
    case .sum, .average: return try sums(call, arguments[0].expanded)
    default: return try eachFrame(call, arguments)
    }
  }

  /// One value a partition, then given to its rows.
  private func wholePartitions(_ call: AggregateCall, _ columns: [Column]) throws -> Column {
    let layout = layout
    let parts = try input.context.pool.map(count: layout.parts.count) { part in
      let groups = layout.parts[part]
      let rows = Array(layout.partitions.rows[layout.partitions.range(groups)])
      var numbers: [UInt32] = []
      numbers.reserveCapacity(rows.count)
      for (number, group) in groups.enumerated() {
        numbers.append(contentsOf: repeatElement(UInt32(number), count: layout.partitions.range(group).count))
      }
      var accumulator = try Accumulators.make(call)
      accumulator.grow(to: groups.count)
      try accumulator.add(numbers, columns.map { $0.gather(rows) })
      return try accumulator.finish()
    }
    let values = Column.concatenate(parts)
    var groups = [UInt32](repeating: 0, count: input.count)
    for group in 0..<layout.partitions.count {
      for position in layout.partitions.range(group) {
        groups[Int(layout.partitions.rows[position])] = UInt32(truncatingIfNeeded: group)
      }
    }
    return values.gather(groups)
  }

  private func counts(_ argument: Column?) throws -> Column {
    let (bounds, rows, type) = (bounds, layout.partitions.rows, call.type)
    return try column(of: Int64(0)) { values, _ in
      Column(type, ints: values)
    } _: { partition, sink in
      let before = Self.prefixSums(partition) { position in argument?.isValid(Int(rows[position])) ?? true ? 1 : 0 }
      for position in partition {
        let frame = bounds.range(position, in: partition)
        sink.put(
          position,
          Int64(before[frame.upperBound - partition.lowerBound] - before[frame.lowerBound - partition.lowerBound]))
      }
    }
  }

  private func sums(_ call: AggregateCall, _ argument: Column) throws -> Column {
    switch argument.storage {
    case .doubles(let values): try doubleSums(call, values, argument.validity)
    case .ints(let values): try wideSums(call, argument.validity) { Int128(values[$0]) }
    case .int128s(let values): try wideSums(call, argument.validity) { values[$0] }
    default: try eachFrame(call, [argument])
    }
  }

  /// Exact: a frame's sum is the difference of two prefix sums, modulo 2^128 where a prefix runs over.
  private func wideSums(
    _ call: AggregateCall, _ validity: Validity, _ value: @escaping @Sendable (Int) -> Int128
  ) throws -> Column {
    let (bounds, rows, isAverage) = (bounds, layout.partitions.rows, call.function == .average)
    let sums = try column(of: Int128(0)) { values, validity in
      Column(.decimal(precision: 38, scale: 0), int128s: values, validity: validity)
    } _: { partition, sink in
      let counts = Self.prefixSums(partition) { validity[Int(rows[$0])] ? 1 : 0 }
      let before = Self.prefixSums(partition) { validity[Int(rows[$0])] ? value(Int(rows[$0])) : 0 }
      for position in partition {
        let frame = bounds.range(position, in: partition)
        let (start, end) = (frame.lowerBound - partition.lowerBound, frame.upperBound - partition.lowerBound)
        let count = counts[end] - counts[start]
        let sum = before[end] &- before[start]
        if count > 0 { sink.put(position, isAverage ? sum / count : sum) }
      }
    }
    return try narrowed(sums)
  }

  private func narrowed(_ column: Column) throws -> Column {
    guard call.type.physical == .int64, case .int128s(let values) = column.storage else {
      return column.retyped(call.type)
    }
    let type = call.type
    let ints = try values.map { value in
      guard let value = Int64(exactly: value) else {
        throw SQLError(.numericOutOfRange, "\(type.familyName) out of range")
      }
      return value
    }
    return Column(type, ints: ints, validity: column.validity)
  }

  /// Added up in the frame's direction: from its open end on, or each frame from its start.
  private func doubleSums(_ call: AggregateCall, _ values: [Double], _ validity: Validity) throws -> Column {
    let (bounds, rows, isAverage) = (bounds, layout.partitions.rows, call.function == .average)
    let type = call.type
    return try column(of: 0.0) { values, validity in
      Column(type, doubles: values, validity: validity)
    } _: { partition, sink in
      let sum = WindowSum(partition, rows, values, validity)
      let running = bounds.startsUnbounded ? sum.running() : bounds.endsUnbounded ? sum.runningBackwards() : []
      for position in partition {
        let frame = bounds.range(position, in: partition)
        let edge = (bounds.startsUnbounded ? frame.upperBound : frame.lowerBound) - partition.lowerBound
        let (total, count) = running.isEmpty ? sum.over(frame) : running[edge]
        if count > 0 && !frame.isEmpty { sink.put(position, isAverage ? total / Double(count) : total) }
      }
    }
  }

  /// `sums[i]` is the sum over the first `i` positions.
  private static func prefixSums(_ partition: Range<Int>, _ value: (Int) -> Int128) -> [Int128] {
    var sums: [Int128] = [0]
    sums.reserveCapacity(partition.count + 1)
    var sum: Int128 = 0
    for position in partition {
      sum &+= value(position)
      sums.append(sum)
    }
    return sums
  }

  /// Feeds an accumulator with each row's frame, some rows at a time.
  private func eachFrame(_ call: AggregateCall, _ arguments: [Column]) throws -> Column {
    let (layout, bounds) = (layout, bounds)
    let parts = try input.context.pool.map(count: layout.parts.count) { part in
      var columns: [Column] = []
      var feed = FrameFeed(call, arguments, layout.partitions.rows)
      for partition in layout.parts[part].map(layout.partitions.range) {
        for position in partition {
          feed.add(bounds.range(position, in: partition))
          if feed.isFull { columns.append(try feed.finish()) }
        }
      }
      columns.append(try feed.finish())
      return Column.concatenate(columns)
    }
    let byPosition = Column.concatenate(parts)
    var positions = [UInt32](repeating: 0, count: input.count)
    for (position, row) in layout.partitions.rows.enumerated() { positions[Int(row)] = UInt32(position) }
    return byPosition.gather(positions)
  }
}

/// Sums of doubles over positions of one partition.
private struct WindowSum {
  private let partition: Range<Int>
  private let rows: [UInt32]
  private let values: [Double]
  private let validity: Validity

  init(_ partition: Range<Int>, _ rows: [UInt32], _ values: [Double], _ validity: Validity) {
    self.partition = partition
    self.rows = rows
    self.values = values
    self.validity = validity
  }

  func over(_ frame: Range<Int>) -> (Double, Int) {
    frame.reduce((0, 0)) { adding($1, to: $0) }
  }

  /// At `i` the sum over the first `i` positions.
  func running() -> [(Double, Int)] {
    partition.reduce(into: [(0, 0)]) { sums, position in sums.append(adding(position, to: sums[sums.count - 1])) }
  }

  /// At `i` the sum over all positions from the `i`-th on.
  func runningBackwards() -> [(Double, Int)] {
    let sums = partition.reversed().reduce(into: [(0, 0)]) { sums, position in
      sums.append(adding(position, to: sums[sums.count - 1]))
    }
    return sums.reversed()
  }

  private func adding(_ position: Int, to sum: (Double, Int)) -> (Double, Int) {
    let row = Int(rows[position])
    return validity[row] ? (sum.0 + values[row], sum.1 + 1) : sum
  }
}

/// Frames on their way into an accumulator, a group each.
private struct FrameFeed {
  private let call: AggregateCall
  private let arguments: [Column]
  private let rows: [UInt32]
  private var frameCount = 0
  private var groups: [UInt32] = []
  private var fed: [UInt32] = []

  init(_ call: AggregateCall, _ arguments: [Column], _ rows: [UInt32]) {
    self.call = call
    self.arguments = arguments
    self.rows = rows
  }

  var isFull: Bool { fed.count >= Batch.targetCount }

  mutating func add(_ frame: Range<Int>) {
    groups.append(contentsOf: repeatElement(UInt32(frameCount), count: frame.count))
    fed.append(contentsOf: rows[frame])
    frameCount += 1
  }

  /// One value a frame; the feed is empty afterwards.
  mutating func finish() throws -> Column {
    var accumulator = try Accumulators.make(call)
    accumulator.grow(to: frameCount)
    let fed = fed
    try accumulator.add(groups, arguments.map { $0.gather(fed) })
    (frameCount, groups, self.fed) = (0, [], [])
    return try accumulator.finish()
  }
}
