import Columnar
import Formats

/// Renders rows as the text of a load file: one worker's scratch memory.
struct PartRenderer {
  private let writer: DelimitedWriter
  private let dictionaries: DictionaryTexts
  private var columns: [ColumnText] = []

  init(_ writer: DelimitedWriter, _ dictionaries: DictionaryTexts) {
    self.writer = writer
    self.dictionaries = dictionaries
  }

  /// Behind what is in `buffer`.
  mutating func render(_ piece: [ExportPart.Stretch], of batches: [Batch], into buffer: InputBuffer) {
    for stretch in piece {
      let batch = batches[stretch.batch]
      let last = batch.columns.count - 1
      while columns.count <= last { columns.append(ColumnText(writer, isLast: columns.count == last)) }
      let texts = batch.columns.indices.map { dictionaries[batch.columns[$0], isLast: $0 == last] }
      var row = stretch.rows.lowerBound
      while row < stretch.rows.upperBound {
        let block = row..<min(row + ColumnText.capacity, stretch.rows.upperBound)
        let fields = batch.columns.indices.map { columns[$0].render(batch.columns[$0], block, texts[$0]) }
        // The batch keeps the bytes that the fields point to.
        withExtendedLifetime(batch) { FieldColumn.join(fields, rows: block.count, into: buffer) }
        row = block.upperBound
      }
    }
  }

  func renderHeader(_ names: [String], into buffer: InputBuffer) { writer.writeHeader(names, into: buffer) }
}
