import Columnar
import Formats

/// Renders rows as the text of a load file: one worker's scratch memory.
struct PartRenderer {
  private let writer: DelimitedWriter
  private var columns: [ColumnText] = []

  init(_ writer: DelimitedWriter) { self.writer = writer }

  /// Behind what is in `buffer`.
  mutating func render(_ piece: [ExportPart.Stretch], of batches: [Batch], into buffer: InputBuffer) {
    for stretch in piece {
      let batch = batches[stretch.batch]
      while columns.count < batch.columns.count { columns.append(ColumnText()) }
      var row = stretch.rows.lowerBound
      while row < stretch.rows.upperBound {
        let block = row..<min(row + ColumnText.capacity, stretch.rows.upperBound)
        let texts = batch.columns.indices.map { columns[$0].render(batch.columns[$0], block) }
        // The batch keeps the bytes that the texts point to.
        withExtendedLifetime(batch) { writer.write(rows: 0..<block.count, of: texts, into: buffer) }
        row = block.upperBound
      }
    }
  }

  func renderHeader(_ names: [String], into buffer: InputBuffer) { writer.writeHeader(names, into: buffer) }
}
