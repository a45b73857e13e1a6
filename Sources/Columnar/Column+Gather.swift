import SQLTypes

/// Rows gathered of columns, and columns put behind each other.
extension Column {
  /// Stands in a list of row numbers for "no row": gathers as NULL (the unmatched side of an outer join).
  package static let noRow = UInt32.max

  /// The rows at `rows`, in that order; `hasNoRow` where `noRow` may be among them.
  package func gather(_ rows: [UInt32], hasNoRow: Bool = false) -> Column {
    if hasNoRow { return gather(GatherIndices(rows, hasNoRow: true), sharing: false) }
    if isConstant { return Column(type, count: rows.count, storage, validity: validity, isConstant: true) }
    return Column(type, count: rows.count, storage.gather(rows), validity: validity.gather(rows))
  }

  /// Spells a constant out: one stored value a row.
  package var expanded: Column {
    guard isConstant else { return self }
    let rows = [UInt32](repeating: 0, count: count)
    return Column(type, count: count, storage.gather(rows), validity: validity[0] ? .allValid : .allNull(count))
  }

  /// Rows `range`.
  package func slice(_ range: Range<Int>) -> Column {
    if isConstant { return Column(type, count: range.count, storage, validity: validity, isConstant: true) }
    if range == 0..<count { return self }
    return Column(type, count: range.count, storage.slice(range), validity: validity.slice(range))
  }

  /// The columns behind each other, under the first one's type; there is at least one.
  package static func concatenate(_ columns: [Column]) -> Column {
    let parts = columns.map(\.expanded.unpacked)
    let count = parts.reduce(0) { $0 + $1.count }
    return Column(
      parts[0].type, count: count, Storage.concatenate(parts.map(\.storage)),
      validity: Validity.concatenate(parts.map { ($0.validity, $0.count) }))
  }
}

extension Column.Storage {
  func gather(_ rows: [UInt32]) -> Column.Storage {
    switch self {
    case .bools(let values): .bools(values.picking(rows))
    case .ints(let values): .ints(values.picking(rows))
    case .packed(let values): .packed(values.picking(rows))
    case .int128s(let values): .int128s(values.picking(rows))
    case .doubles(let values): .doubles(values.picking(rows))
    case .intervals(let values): .intervals(values.picking(rows))
    case .strings(let values): .strings(values.gather(rows))
    }
  }

  fileprivate func slice(_ range: Range<Int>) -> Column.Storage {
    switch self {
    case .bools(let values): .bools(Array(values[range]))
    case .ints(let values): .ints(Array(values[range]))
    case .packed(let values): .packed(values.slice(range))
    case .int128s(let values): .int128s(Array(values[range]))
    case .doubles(let values): .doubles(Array(values[range]))
    case .intervals(let values): .intervals(Array(values[range]))
    case .strings(let values): .strings(values.slice(range))
    }
  }

  fileprivate static func concatenate(_ parts: [Column.Storage]) -> Column.Storage {
    switch parts[0] {
    case .bools: .bools(join(parts) { if case .bools(let values) = $0 { values } else { nil } })
    case .ints, .packed: .ints(join(parts) { if case .ints(let values) = $0 { values } else { nil } })
    case .int128s: .int128s(join(parts) { if case .int128s(let values) = $0 { values } else { nil } })
    case .doubles: .doubles(join(parts) { if case .doubles(let values) = $0 { values } else { nil } })
    case .intervals: .intervals(join(parts) { if case .intervals(let values) = $0 { values } else { nil } })
    case .strings:
      .strings(
        StringColumn.concatenate(
          parts.map { part in
            guard case .strings(let values) = part else { preconditionFailure("columns of strings are put together") }
            return values
          }))
    }
  }

  /// `take` gives nil for a part of another physical type, which no list of parts holds.
  private static func join<Element>(_ parts: [Column.Storage], _ take: (Column.Storage) -> [Element]?)
    -> [Element]
  {
    var all: [Element] = []
    let pieces = parts.map { part in
      guard let values = take(part) else { preconditionFailure("columns of one physical type are put together") }
      return values
    }
    all.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { all += piece }
    return all
  }
}
