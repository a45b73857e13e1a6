import Columnar
import SQLTypes
import Scheduling

/// Which rows go into which files. Slices are stretches of the rows in order, so that files depend on nothing but the
/// rows.
struct UnloadPlan: Sendable {
  /// Rows of one slice that go into files of one folder.
  struct Part: Sendable {
    /// Empty, or a partition's: `a=1/b=x/`.
    var folder: String
    var slice: Int
    var rows: FileRows
  }

  /// What the parts' stretches count through.
  let batches: [Batch]
  let parts: [Part]

  /// Without PARTITION BY. Slices without rows have no file; where no slice has rows, `writesEmpty` gives the first an
  /// empty one (copy.md part 9: CSV may write empty objects, JSON writes none).
  init(_ batches: [Batch], slices: Int, writesEmpty: Bool) {
    let rows = batches.reduce(0) { $0 + $1.count }
    var cursor = RowCursor(batches)
    self.batches = batches
    parts = Self.shares(rows, slices).enumerated().compactMap { slice, share in
      let pieces = cursor.take(share, pieceRows: FileRows.pieceRows)
      guard share > 0 || (rows == 0 && slice == 0 && writesEmpty) else { return nil }
      return Part(
        folder: "", slice: slice, rows: FileRows(pieces: pieces, weight: share))
    }
  }

  /// With PARTITION BY: each slice has a file in the folder of each partition it has rows of.
  init(_ batches: [Batch], slices: Int, partitions: PartitionKeys, _ pool: WorkerPool) throws {
    let rows = batches.reduce(0) { $0 + $1.count }
    var cursor = RowCursor(batches)
    let stretches = Self.shares(rows, slices).enumerated().flatMap { slice, share in
      cursor.take(share, pieceRows: .max).joined().map { (slice: slice, stretch: $0) }
    }
    let divided = try pool.map(count: stretches.count) { index in
      let stretch = stretches[index].stretch
      return try partitions.divide(batches[stretch.batch].slice(stretch.rows))
    }
    self.init(divided: zip(stretches.map(\.slice), divided).map { ($0, $1) })
  }

  private init(divided: [(slice: Int, partitions: [(folder: String, rows: Batch)])]) {
    struct FileKey: Hashable {
      var folder: String
      var slice: Int
    }
    var found: [FileKey: [Batch]] = [:]
    for (slice, partitions) in divided {
      for (folder, rows) in partitions { found[FileKey(folder: folder, slice: slice), default: []].append(rows) }
    }
    let order = found.keys.sorted {
      $0.folder == $1.folder
        ? $0.slice < $1.slice : $0.folder.utf8.lexicographicallyPrecedes($1.folder.utf8)
    }
    var all: [Batch] = []
    parts = order.map { key in
      let own = found[key] ?? []
      let rows = own.reduce(0) { $0 + $1.count }
      var cursor = RowCursor(own)
      let pieces = cursor.take(rows, pieceRows: FileRows.pieceRows).map { piece in
        piece.map { FileRows.Stretch(batch: $0.batch + all.count, rows: $0.rows) }
      }
      all += own
      return Part(
        folder: key.folder, slice: key.slice,
        rows: FileRows(pieces: pieces, weight: rows))
    }
    batches = all
  }

  /// Near-equal numbers of rows.
  private static func shares(_ rows: Int, _ slices: Int) -> [Int] {
    (0..<slices).map { rows * ($0 + 1) / slices - rows * $0 / slices }
  }
}
