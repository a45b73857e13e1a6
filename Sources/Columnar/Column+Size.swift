import SQLTypes

extension Column {
  /// Bytes of the column's own arrays. Long strings lie in arenas that several columns share, and do not count.
  package var byteCount: Int { storage.byteCount + validity.words.count * 8 }

  /// Bytes that several columns hold: their own arrays, and each of their arenas once.
  package static func byteCount(_ columns: [Column]) -> Int {
    let arenas: [[ByteArena]] = columns.map { column in
      if case .strings(let strings) = column.storage { strings.arenas } else { [] }
    }
    return StringColumn.union(arenas).reduce(columns.reduce(0) { $0 + $1.byteCount }) { $0 + $1.used }
  }
}

extension Batch {
  /// Bytes of its columns' own arrays.
  package var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }
}

extension Column.Storage {
  fileprivate var byteCount: Int {
    switch self {
    case .bools(let values): values.count
    case .ints(let values): values.count * 8
    case .packed(let integers): integers.offsets.byteCount
    case .int128s(let values): values.count * 16
    case .doubles(let values): values.count * 8
    case .strings(let strings): strings.values.count * 16 + (strings.codes?.byteCount ?? 0)
    case .intervals(let values): values.count * MemoryLayout<Interval>.stride
    }
  }
}

extension NarrowWords {
  /// Bytes of the words.
  package var byteCount: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .shorts(let shorts): shorts.count * 2
    case .words(let words): words.count * 4
    }
  }
}
