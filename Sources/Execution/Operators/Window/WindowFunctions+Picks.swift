import Columnar
import Planning
import SQLTypes

/// Functions that give another row's value: LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE, and MIN and MAX of frames.
///
/// Each finds a row number for each row; values of any type are then gathered at once. With IGNORE NULLS the rows that
/// count are those with a value: `CountedPositions` numbers them, and the rest is the same.
extension WindowFunctions {
  func picks(_ arguments: [Column]) throws -> Column {
    let (call, bounds) = (call, bounds)
    let counts = arguments.count > 1 ? arguments[1] : Column.constant(.int(1), .bigint, count: input.count)
    let rows = layout.partitions.rows
    return try picked(arguments[0]) { partition, counted, sink in
      for position in partition {
        guard case .int(let count) = counts.value(Int(rows[position])) else { continue }
        let found: Int?
        switch call.function {
        case .lag, .lead: found = counted.position(count, from: position, isForward: call.function == .lead)
        case .firstValue: found = counted.first(1, of: bounds.range(position, in: partition))
        case .lastValue: found = counted.last(of: bounds.range(position, in: partition))
        default:
          guard count > 0 else {
            throw SQLError(.invalidParameter, "argument of nth_value must be greater than zero")
          }
          found = counted.first(count, of: bounds.range(position, in: partition))
        }
        if let found { sink.put(position, rows[found]) }
      }
    }
  }

  /// MIN and MAX: the frame's best rows wait in a queue, each better than those behind it that came before.
  func extremes(_ argument: Column, isLargest: Bool) throws -> Column {
    let order = RowOrder([RowOrder.Key(argument, isDescending: isLargest, nullsFirst: false)], count: input.count)
    let (bounds, rows) = (bounds, layout.partitions.rows)
    return try picked(argument) { partition, _, sink in
      var queue: [Int] = []
      var (head, end) = (0, partition.lowerBound)
      for position in partition {
        let frame = bounds.range(position, in: partition)
        while end < frame.upperBound {
          let row = Int(rows[end])
          if argument.isValid(row) {
            while queue.count > head, let last = queue.last, order.compare(row, Int(rows[last])) < 0 {
              queue.removeLast()
            }
            queue.append(end)
          }
          end += 1
        }
        while head < queue.count && queue[head] < frame.lowerBound { head += 1 }
        if head < queue.count && queue[head] < frame.upperBound { sink.put(position, rows[queue[head]]) }
      }
    }
  }

  private func picked(
    _ values: Column, _ body: @Sendable (Range<Int>, CountedPositions, WindowSink<UInt32>) throws -> Void
  ) throws -> Column {
    let (ignoresNulls, rows, type) = (call.ignoresNulls && values.nullCount > 0, layout.partitions.rows, call.type)
    return try column(of: Column.noRow) { picks, _ in
      values.gather(picks, hasNoRow: picks.contains(Column.noRow)).retyped(type)
    } _: { partition, sink in
      let counted = CountedPositions(partition) { !ignoresNulls || values.isValid(Int(rows[$0])) }
      try body(partition, counted, sink)
    }
  }
}

/// The positions of a partition whose rows count.
struct CountedPositions {
  private let partition: Range<Int>
  /// Positions that count, ascending, and how many of them are before each position; empty where all count.
  private var positions: [Int] = []
  private var before: [Int] = []

  init(_ partition: Range<Int>, _ counts: (Int) -> Bool) {
    self.partition = partition
    guard !partition.allSatisfy(counts) else { return }
    for position in partition {
      before.append(positions.count)
      if counts(position) { positions.append(position) }
    }
    before.append(positions.count)
  }

  /// The `count`-th position before or after one.
  func position(_ count: Int64, from position: Int, isForward: Bool) -> Int? {
    guard let count = Int(exactly: count), count.magnitude <= partition.count else { return nil }
    let steps = isForward ? count : -count
    if steps == 0 { return position }
    if before.isEmpty {
      let target = position + steps
      return partition.contains(target) ? target : nil
    }
    let index = steps > 0 ? beforeCount(position + 1) + steps - 1 : beforeCount(position) + steps
    return positions.indices.contains(index) ? positions[index] : nil
  }

  /// The `count`-th position of a range.
  func first(_ count: Int64, of range: Range<Int>) -> Int? {
    guard count <= range.count else { return nil }
    if before.isEmpty { return range.isEmpty ? nil : range.lowerBound + Int(count) - 1 }
    let index = beforeCount(range.lowerBound) + Int(count) - 1
    return index < beforeCount(range.upperBound) ? positions[index] : nil
  }

  func last(of range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    if before.isEmpty { return range.upperBound - 1 }
    let index = beforeCount(range.upperBound) - 1
    return index >= beforeCount(range.lowerBound) ? positions[index] : nil
  }

  private func beforeCount(_ position: Int) -> Int { before[position - partition.lowerBound] }
}
