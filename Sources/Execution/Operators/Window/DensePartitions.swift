import Columnar

/// Rows by a key whose values lie close together: a value is the number of its partition, and neither hashes nor
/// comparisons are needed.
///
/// ```
/// key 7 3 5 3 7, values 3…7       slots 4 0 2 0 4
/// ```
struct DensePartitions {
  /// Slots that a row may cost, and those that are always few.
  private static let slotsPerRow = 4
  private static let fewSlots = 1 << 10

  let partitions: RowPartitions

  /// `keys`: by batch. Nil where there is not one key of 64-bit words, or where its values lie too far apart.
  init?(_ keys: [[Column]], _ context: ExecutionContext) throws {
    let columns = keys.flatMap { $0 }
    guard columns.count == keys.count, columns.allSatisfy({ !$0.isConstant }) else { return nil }
    let bounds = try context.pool.map(count: columns.count) { Self.bounds(columns[$0]) }
    let known = bounds.compactMap(\.self)
    guard known.count == columns.count, let least = known.map(\.lowerBound).min(),
      let most = known.map(\.upperBound).max()
    else { return nil }
    let count = columns.reduce(0) { $0 + $1.count }
    let (span, isTooWide) = most.subtractingReportingOverflow(least)
    guard !isTooWide, span < max(Self.fewSlots, Self.slotsPerRow * count), span < 1 << 31 else { return nil }
    // The last slot is NULL's.
    let slots = try context.pool.map(count: columns.count) { Self.slots(columns[$0], least, null: UInt32(span) + 1) }
    partitions = try PartitionDeal.partitions(slots, count: Int(span) + 2, context)
  }

  private static func bounds(_ column: Column) -> ClosedRange<Int64>? {
    switch column.storage {
    case .packed(let packed): packed.bounds
    case .ints(let values): values.bounds
    default: nil
    }
  }

  /// Each row's slot; NULL rows' values are within the bounds too, and not looked at.
  private static func slots(_ column: Column, _ least: Int64, null: UInt32) -> [UInt32] {
    let validity = column.validity
    guard case .ints(let values) = column.unpacked.storage else { preconditionFailure("bounds are those of words") }
    let slots = mapped(values, count: values.count) { UInt32(truncatingIfNeeded: $0 &- least) }
    return validity.isAllValid ? slots : slots.indices.map { validity[$0] ? slots[$0] : null }
  }
}
