import Columnar
import Planning
import SQLTypes

/// All groups of a grouping set, by partition, with the aggregates of each: to be finished, or put together further.
struct MergedGroups: Sendable {
  struct Part: Sendable {
    let groups: PartialAggregation
    /// For each group a number that is the smaller the earlier its first row came, no two the same.
    let firstEntries: [UInt32]
  }

  private let parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }

  /// The keys, then one column an aggregate; groups in order of first appearance.
  func source(_ context: ExecutionContext) throws -> any BatchSource {
    let batches = try context.pool.map(count: parts.count) { try parts[$0].groups.finish() }
    if batches.count == 1 { return BatchList(batches) }
    let rows = try context.concatenate(batches, types: batches[0].columns.map(\.type))
    return GatheredRows(rows, rows: byFirstSight)
  }

  /// The groups by some of the keys only, in their order of first appearance: those that agree in these are put
  /// together, so that no row is looked at again. For aggregates that take their rows in any order.
  ///
  /// ```
  /// GROUP BY ROLLUP (a, b)      rows → (a, b) → (a) → ()
  /// ```
  func coarser(_ keys: [Int], _ calls: [AggregateCall]) throws -> MergedGroups {
    let order = byFirstSight
    let columns = keys.map { key in Column.concatenate(parts.map { $0.groups.keys[key] }).gather(order) }
    let grouping = PartialAggregation.grouping(columns, order.count).groups
    var targets = [UInt32](repeating: 0, count: order.count)
    for (index, row) in order.enumerated() { targets[Int(row)] = grouping.groups[index] }
    let groups = PartialAggregation(
      count: grouping.count, keys: columns.map { $0.gather(grouping.firstRows) },
      accumulators: try calls.indices.map { try accumulator($0, calls[$0], targets, count: grouping.count) })
    return MergedGroups([Part(groups: groups, firstEntries: Array(0..<UInt32(grouping.count)))])
  }

  /// `targets`: of each group of the parts behind each other, the one it becomes part of.
  private func accumulator(
    _ index: Int, _ call: AggregateCall, _ targets: [UInt32], count: Int
  ) throws -> any Accumulator {
    var accumulator = try Accumulators.make(call)
    accumulator.grow(to: count)
    var start = 0
    for part in parts {
      let map = GroupMap(
        sources: Array(0..<UInt32(part.groups.count)), targets: Array(targets[start..<start + part.groups.count]))
      try accumulator.merge(any: part.groups.accumulators[index], map)
      start += part.groups.count
    }
    return accumulator
  }

  /// The groups of the parts behind each other, in the order in which they were first seen.
  private var byFirstSight: [UInt32] {
    let numbers = parts.flatMap(\.firstEntries)
    guard let most = numbers.max() else { return [] }
    var rows = [UInt32](repeating: Column.noRow, count: Int(most) + 1)
    for (row, number) in numbers.enumerated() { rows[Int(number)] = UInt32(truncatingIfNeeded: row) }
    return rows.filter { $0 != Column.noRow }
  }
}

extension AggregateCall {
  /// Whether groups of its rows may be put together whatever their order.
  var isOrderless: Bool {
    switch function {
    case .sum, .average, .countRows, .count, .minimum, .maximum: !isDistinct || !mindsDuplicates
    default: false
    }
  }
}
