import Columnar
import Planning
import SQLTypes

/// The groups of some rows with their aggregates so far, in order of first appearance.
///
/// Where nearly every row is a group of its own, rows are left as they are: to find that out costs a look at some of
/// them, to group them twice would cost more than the rest.
struct PartialAggregation: Sendable {
  /// What becomes of the aggregates' arguments.
  enum Content: Sendable {
    case accumulators([any Accumulator])
    /// Each row by itself: the arguments by call.
    case rows([[Column]])
  }

  /// Groups, or rows.
  let count: Int
  /// One row a group: the values of its first row, packed or not.
  let keys: [Column]
  let content: Content
  /// The first and the last group's key, where the rows came in its order.
  let ascending: ClosedRange<Int64>?
  /// Of the keys, where grouping took them.
  private let knownHashes: [UInt64]?

  init(count: Int, keys: [Column], accumulators: [any Accumulator]) {
    self.count = count
    self.keys = keys
    content = .accumulators(accumulators)
    ascending = nil
    knownHashes = nil
  }

  /// The groups of a batch of `rowCount` rows. Without keys it is one group, rows or not.
  init(keys: [Column], arguments: [AggregateArguments], rowCount: Int, _ calls: [AggregateCall]) throws {
    if keys.isEmpty {
      (self.keys, count, ascending, knownHashes) = ([], 1, nil, [0])
      content = .accumulators(try Self.accumulators(calls, arguments, nil, count: 1, rowCount: rowCount))
      return
    }
    guard let found = Self.grouping(keys, rowCount, mayLeaveRows: true) else {
      (self.keys, count, content) = (keys, rowCount, .rows(arguments.map { $0.spread(rowCount) }))
      (ascending, knownHashes) = (nil, nil)
      return
    }
    let grouping = found.groups
    let count = grouping.count
    self.count = count
    self.keys = count == rowCount ? keys : keys.map { $0.gather(grouping.firstRows) }
    ascending = found.ascending
    knownHashes = found.hashes
    content = .accumulators(
      try Self.accumulators(calls, arguments, count == 1 ? nil : grouping.groups, count: count, rowCount: rowCount))
  }

  /// For `count` groups; without `groups` all rows are of one.
  private static func accumulators(
    _ calls: [AggregateCall], _ arguments: [AggregateArguments], _ groups: [UInt32]?, count: Int, rowCount: Int
  ) throws -> [any Accumulator] {
    let sizes = groups.flatMap { calls.count > 1 && 2 * count <= rowCount ? $0.sizes(count: count) : nil }
    return try calls.enumerated().map { index, call in
      var accumulator = try Accumulators.make(call)
      accumulator.grow(to: count)
      try arguments[index].add(to: &accumulator, groups, sizes: sizes, count: rowCount)
      return accumulator
    }
  }

  /// Whether groups may occur more than once.
  var isUngrouped: Bool { if case .rows = content { true } else { false } }

  /// The groups, where it took them a hash for each, and the range of ascending keys.
  typealias Grouping = (groups: RowGroups, hashes: [UInt64]?, ascending: ClosedRange<Int64>?)

  static func grouping(_ keys: [Column], _ rowCount: Int) -> Grouping {
    guard let found = grouping(keys, rowCount, mayLeaveRows: false) else { preconditionFailure("all rows are grouped") }
    return found
  }

  /// By the quickest way that the keys allow; nil where rows may be left as they are, and are.
  private static func grouping(_ keys: [Column], _ rowCount: Int, mayLeaveRows: Bool) -> Grouping? {
    if keys.isEmpty { return (RowGroups(oneGroupOf: rowCount), [0], nil) }
    if let rows = AscendingRows(keys) { return (rows.grouping, nil, rows.range) }
    if mayLeaveRows, KeySample.isMostlyDistinct(keys, rowCount) { return nil }
    if let rows = DenseRows(keys, count: rowCount) { return (rows.groups, rows.hashes, nil) }
    let columns = KeyColumns(keys, count: rowCount)
    let hashes = columns.hashes()
    let groups = RowGroups(columns, hashes: hashes)
    return (groups, groups.count == rowCount ? hashes : hashes.picking(groups.firstRows), nil)
  }

  /// One hash a group.
  func hashes() -> [UInt64] { knownHashes ?? KeyColumns(keys, count: count).hashes() }

  /// The keys, then one column an aggregate; of grouped rows only.
  func finish() throws -> Batch {
    Batch(keys.map(\.unpacked) + (try accumulators.map { try $0.finish() }), count: count)
  }

  /// By call; of grouped rows only.
  var accumulators: [any Accumulator] {
    guard case .accumulators(let accumulators) = content else {
      preconditionFailure("rows are grouped before they end")
    }
    return accumulators
  }

  /// Keys in another order, and of ungrouped rows the arguments by call.
  struct Rows: Sendable {
    let keys: [Column]
    let arguments: [[Column]]?
  }

  func rows(_ order: [UInt32]) -> Rows {
    let arguments: [[Column]]? = if case .rows(let arguments) = content { arguments } else { nil }
    return Rows(
      keys: keys.map { $0.gather(order) }, arguments: arguments?.map { $0.map { $0.gather(order) } })
  }
}
