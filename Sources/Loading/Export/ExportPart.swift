import Columnar
import SQLTypes

/// The rows of one file, and the pieces in which they are rendered.
struct FileRows: Sendable {
  /// Some rows of one batch.
  struct Stretch: Sendable {
    var batch: Int
    var rows: Range<Int>
  }

  /// Rows enough to forget the cost of handing a piece over, few enough for a cache.
  static let pieceRows = 1 << 11

  /// Which of the sources that are written together the stretches count through.
  var source = 0
  /// Runs of stretches, each to be rendered at once; together the file's rows.
  let pieces: [[Stretch]]
  /// The work it makes, about.
  let weight: Int

  /// A file without rows is rendered too: it may have a header.
  var pieceCount: Int { max(1, pieces.count) }
}

/// One file of a table's in a load folder.
struct ExportPart: Sendable {
  /// Bytes a part, after compression: COPY wants 1 MB to 1 GB, and sizes are estimates.
  private static let largestPart = 256 << 20
  private static let smallestPart = 2 << 20
  /// Of parts that are too few for all slices.
  private static let comfortablePart = 8 << 20

  let table: Int
  /// `part-0000.csv`
  let name: String
  let rows: FileRows

  /// The parts of a table: near-equal numbers of rows, in order; at least one.
  static func plan(
    _ table: ExportTable, number: Int, _ sample: TableSample, _ options: ExportOptions
  ) -> [ExportPart] {
    let rows = table.rowCount
    let count = max(1, min(options.parts ?? defaultCount(sample.size, options), max(rows, 1)))
    var cursor = RowCursor(table.batches)
    return (0..<count).map { part in
      let share = rows * (part + 1) / count - rows * part / count
      let name = "part-" + String(zeroPadded: part, width: 4) + options.suffix
      // Bytes of text, about.
      let weight = Int(Double(sample.size) / Double(max(1, rows)) * Double(share))
      let pieces = cursor.take(share, pieceRows: sample.pieceRows)
      return ExportPart(
        table: number, name: name, rows: FileRows(source: number, pieces: pieces, weight: weight))
    }
  }

  /// A multiple of the slices where they all get enough to do, as small as keeps parts below 256 MB; else parts of 8
  /// MB.
  private static func defaultCount(_ bytes: Int, _ options: ExportOptions) -> Int {
    let slices = max(1, options.slices)
    guard bytes / slices >= smallestPart else { return max(1, bytes / comfortablePart) }
    let (unit, overflow) = slices.multipliedReportingOverflow(by: largestPart)
    return overflow ? slices : slices * max(1, (bytes + unit - 1) / unit)
  }
}

/// Hands out the rows of batches in order.
struct RowCursor {
  private let batches: [Batch]
  private var batch = 0
  private var row = 0

  init(_ batches: [Batch]) { self.batches = batches }

  /// The next `count` rows, in pieces of `pieceRows`.
  mutating func take(_ count: Int, pieceRows: Int) -> [[FileRows.Stretch]] {
    var pieces: [[FileRows.Stretch]] = []
    var left = count
    while left > 0 {
      var piece: [FileRows.Stretch] = []
      var room = min(left, pieceRows)
      left -= room
      while room > 0, batch < batches.count {
        let rows = min(room, batches[batch].count - row)
        if rows > 0 { piece.append(FileRows.Stretch(batch: batch, rows: row..<row + rows)) }
        room -= rows
        row += rows
        if row == batches[batch].count { (batch, row) = (batch + 1, 0) }
      }
      pieces.append(piece)
    }
    return pieces
  }
}
