import Columnar
import Planning
import SQLTypes

/// LISTAGG(value, delimiter): NULLs and empty strings left out, in the order asked for or else in row order (sql.md
/// 2.10).
struct ListAccumulator: Accumulator {
  static let limit = 65535

  private let order: [SortKey]
  private let type: DataType
  private var entries = GroupEntries()

  init(_ call: AggregateCall) {
    order = call.order
    type = call.type
  }

  mutating func grow(to count: Int) { entries.grow(to: count) }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws {
    let values = try columns[0].strings
    let mask = columns[0].indexMask
    let rows = (0..<UInt32(groups.count)).filter { values.view(Int($0) & mask).count > 0 }
    entries.append(groups, columns, rows: rows)
  }

  mutating func merge(_ other: ListAccumulator, _ map: GroupMap) {
    entries.merge(other.entries, map)
  }

  func finish() throws -> Column {
    guard let (groups, columns) = entries.all() else {
      return Column.constant(.null, type, count: entries.groupCount)
    }
    var partitions = RowPartitions(groups, count: entries.groupCount)
    if !order.isEmpty {
      partitions = partitions.sorted(by: RowOrder(order, Array(columns[2...]), count: groups.count))
    }
    return try join(partitions, columns[0].expanded.strings.flat.values, columns[1].strings.view(0))
  }

  private func join(_ partitions: RowPartitions, _ values: [StringView], _ delimiter: StringView) throws -> Column {
    var builder = StringBuilder(capacity: partitions.count)
    for group in 0..<partitions.count {
      let views = partitions.rows[partitions.range(group)].map { values[Int($0)] }
      if views.isEmpty { builder.appendNull() } else { try append(views, delimiter, to: &builder) }
    }
    let valid = (0..<partitions.count).map { !partitions.range($0).isEmpty }
    return Column(type, strings: builder.finish(), validity: Validity(valid: valid))
  }

  private func append(_ views: [StringView], _ delimiter: StringView, to builder: inout StringBuilder) throws {
    let size = views.reduce(delimiter.count * (views.count - 1)) { $0 + $1.count }
    guard size <= Self.limit else {
      throw SQLError.compute("Result size exceeds LISTAGG limit", code: 8001, context: "LISTAGG limit: \(Self.limit)")
    }
    builder.append(limit: size) { target in
      guard var cursor = target.baseAddress else { return 0 }
      for (index, view) in views.enumerated() {
        if index > 0 { cursor += delimiter.copy(to: cursor) }
        cursor += view.copy(to: cursor)
      }
      return size
    }
  }
}

extension RowOrder {
  /// By `keys`, whose values are `columns`.
  convenience init(_ keys: [SortKey], _ columns: [Column], count: Int) {
    self.init(
      zip(keys, columns).map { Key($1, isDescending: $0.isDescending, nullsFirst: $0.nullsFirst) }, count: count)
  }
}
