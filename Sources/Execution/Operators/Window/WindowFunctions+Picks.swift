import Columnar
import Planning
import SQLTypes

/// Functions that give another row's value: LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE, and MIN and MAX of frames.
///
/// Each finds a row number for each row; values of any type are then gathered at once. With IGNORE NULLS the rows that
/// count are those with a value: `CountedPositions` numbers them, and the rest is the same.
extension WindowFunctions {
  func picks(_ arguments: [Column]) throws -> Column {
    let (values, bounds, rows) = (arguments[0], bounds, layout.partitions.rows)
    let counts = arguments.count > 1 ? arguments[1] : Column.constant(.int(1), .bigint, count: input.count)
    switch call.function {
    case .lag: return try shifted(values, counts, sign: -1)
    case .lead: return try shifted(values, counts, sign: 1)
    case .firstValue:
      return try picked(values) { partition, counted, sink in
        for position in partition {
          if let found = counted.first(1, of: bounds.range(position, in: partition)) { sink.put(position, rows[found]) }
        }
      }
    case .lastValue:
      return try picked(values) { partition, counted, sink in
        for position in partition {
          if let found = counted.last(of: bounds.range(position, in: partition)) { sink.put(position, rows[found]) }
        }
      }
    default: return try nth(values, counts)
    }
  }

  /// LAG and LEAD, whose count of rows mostly is one number.
  private func shifted(_ values: Column, _ counts: Column, sign: Int64) throws -> Column {
    let rows = layout.partitions.rows
    let constant: Int64? = if counts.isConstant, case .int(let count) = counts.value(0) { count } else { nil }
    return try picked(values) { partition, counted, sink in
      for position in partition {
        let count = constant ?? counts.int(Int(rows[position]))
        if let count, let found = counted.position(count &* sign, from: position) { sink.put(position, rows[found]) }
      }
    }
  }

  private func nth(_ values: Column, _ counts: Column) throws -> Column {
    let (bounds, rows) = (bounds, layout.partitions.rows)
    return try picked(values) { partition, counted, sink in
      for position in partition {
        guard let count = counts.int(Int(rows[position])) else { continue }
        guard count > 0 else {
          throw SQLError(.invalidParameter, "argument of nth_value must be greater than zero")
        }
        if let found = counted.first(count, of: bounds.range(position, in: partition)) {
          sink.put(position, rows[found])
        }
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
      let counted =
        ignoresNulls
        ? CountedPositions(partition) { values.isValid(Int(rows[$0])) } : CountedPositions(all: partition)
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

  init(all partition: Range<Int>) { self.partition = partition }

  init(_ partition: Range<Int>, _ counts: (Int) -> Bool) {
    self.partition = partition
    guard !partition.allSatisfy(counts) else { return }
    for position in partition {
      before.append(positions.count)
      if counts(position) { positions.append(position) }
    }
    before.append(positions.count)
  }

  /// The `steps`-th position after one, or before it where that is negative.
  @inline(__always)
  func position(_ steps: Int64, from position: Int) -> Int? {
    guard steps.magnitude <= partition.count else { return nil }
    let steps = Int(steps)
    if steps == 0 { return position }
    if before.isEmpty {
      let target = position + steps
      return partition.contains(target) ? target : nil
    }
    return countedPosition(steps, from: position)
  }

  private func countedPosition(_ steps: Int, from position: Int) -> Int? {
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

extension Column {
  /// A whole number; nil for NULL.
  fileprivate func int(_ row: Int) -> Int64? {
    if case .int(let value) = value(row) { value } else { nil }
  }
}
