import Columnar
import Planning
import SQLTypes

/// The rows of a relation by partition and, within it, in the window's order.
///
/// A row has a number (its index in the input) and a position (its index here): `partitions.rows[position]` is its
/// number.
struct WindowLayout: Sendable {
  /// Rows that one thread takes at a time, about.
  private static let partCount = 1 << 15

  let partitions: RowPartitions
  let order: RowOrder?
  /// Neighbouring partitions to be done together.
  let parts: [Range<Int>]

  init(_ call: WindowCall, order keys: [SortKey], _ input: WindowInput) throws {
    let unsorted = try input.partitions(call.partition)
    parts = unsorted.parts(of: Self.partCount)
    guard !keys.isEmpty else {
      order = nil
      partitions = unsorted
      return
    }
    let columns = try input.columns(keys.map(\.expression))
    let order = RowOrder(keys, columns, count: input.count)
    self.order = order
    partitions = try Self.sorted(unsorted, parts, order, input.context)
  }

  private static func sorted(
    _ partitions: RowPartitions, _ parts: [Range<Int>], _ order: RowOrder, _ context: ExecutionContext
  ) throws -> RowPartitions {
    let sort = ParallelSort(order, context.pool)
    if partitions.count == 1 { return RowPartitions(starts: partitions.starts, rows: try sort.rows()) }
    // A partition keeps its rows in their order.
    if try sort.isSorted() { return partitions }
    let rows = try context.pool.map(count: parts.count) { partitions.sortedRows(parts[$0], by: order) }
    return RowPartitions(starts: partitions.starts, rows: rows.flatMap { $0 })
  }

  /// For each position of `range`, whether its row differs in order from the one before; true for the first.
  func peerStarts(_ range: Range<Int>) -> [Bool] {
    order?.peerStarts(partitions.rows[range]) ?? range.map { $0 == range.lowerBound }
  }
}

/// Which part of its partition a row sees, in positions.
struct WindowBounds: Sendable {
  private let frame: WindowCall.Frame

  /// No frame is the whole partition.
  init(_ frame: WindowCall.Frame?) {
    self.frame = frame ?? WindowCall.Frame(start: .unbounded, end: .unbounded)
  }

  var isWholePartition: Bool { startsUnbounded && endsUnbounded }
  var startsUnbounded: Bool { frame.start == .unbounded }
  var endsUnbounded: Bool { frame.end == .unbounded }

  /// The frame of the row at `position`; it may be empty.
  func range(_ position: Int, in partition: Range<Int>) -> Range<Int> {
    let start = bound(frame.start, position, partition, ifUnbounded: partition.lowerBound)
    let end = bound(frame.end, position + 1, partition, ifUnbounded: partition.upperBound)
    return start..<max(start, end)
  }

  private func bound(
    _ bound: WindowCall.Frame.Bound, _ position: Int, _ partition: Range<Int>, ifUnbounded: Int
  ) -> Int {
    guard case .offset(let offset) = bound else { return ifUnbounded }
    let (edge, isOver) = position.addingReportingOverflow(offset)
    if isOver { return offset < 0 ? partition.lowerBound : partition.upperBound }
    return min(max(edge, partition.lowerBound), partition.upperBound)
  }
}
