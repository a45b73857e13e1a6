import Formats
import ObjectStore

/// A piece of the input that one worker reads: some columns of a row group.
struct ParquetUnit {
  let object: Int
  let group: Int
  /// Of the file's columns.
  let columns: Range<Int>
  /// Rows of the groups before.
  let firstRow: Int
  /// No further piece of the row group, or of the file, follows.
  let endsGroup: Bool
  let endsFile: Bool

  /// Row groups in order, each cut where its columns have so many bytes together that others may read the rest.
  static func plan(_ files: [(object: Int, file: ParquetFile)], _ sizes: LoadSizes) -> [ParquetUnit] {
    files.flatMap { plan($0.object, $0.file.footer, sizes) }
  }

  private static func plan(_ object: Int, _ footer: ParquetFooter, _ sizes: LoadSizes) -> [ParquetUnit] {
    var units: [ParquetUnit] = []
    var firstRow = 0
    for (number, group) in footer.rowGroups.enumerated() {
      let cuts = cut(footer.schema.fields, group, sizes.group)
      for (index, columns) in cuts.enumerated() {
        let endsGroup = index == cuts.count - 1
        units.append(
          ParquetUnit(
            object: object, group: number, columns: columns, firstRow: firstRow, endsGroup: endsGroup,
            endsFile: endsGroup && number == footer.rowGroups.count - 1))
      }
      firstRow += group.rowCount
    }
    return units
  }

  /// At least one piece, empty where there are no columns.
  private static func cut(_ fields: [ParquetField], _ group: ParquetFooter.RowGroup, _ limit: Int) -> [Range<Int>] {
    var (pieces, first, bytes) = ([Range<Int>](), 0, 0)
    for (index, field) in fields.enumerated() {
      bytes += field.columns.reduce(0) { $0 + group.chunks[$1].range.count }
      if bytes >= limit || index == fields.count - 1 {
        pieces.append(first..<index + 1)
        (first, bytes) = (index + 1, 0)
      }
    }
    return pieces.isEmpty ? [0..<0] : pieces
  }
}
