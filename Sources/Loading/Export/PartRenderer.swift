import Columnar
import Formats
import ObjectStore
import SQLTypes

/// Renders rows as the text of a file, or a gzip member of it: one worker's scratch memory.
struct PartRenderer {
  private let source: RenderSource
  private let columns: [ColumnText]
  /// What stands before each column's fields, where something does.
  private let leads: [FieldTexts?]
  private let tail: FieldTexts?
  private let packer: GzipPacker?

  init(_ source: RenderSource) throws(SQLError) {
    self.source = source
    var columns: [ColumnText] = []
    // Without a batch there is nothing to render.
    let types = source.batches.first.map { $0.columns.map(\.type) } ?? []
    for (type, field) in zip(types, source.format.fields) { columns.append(try ColumnText(type, field)) }
    self.columns = columns
    leads = source.format.fields.map { Self.repeated($0.lead) }
    tail = Self.repeated(source.format.tail)
    packer = if let level = source.gzipLevel { try GzipPacker(level: level) } else { nil }
  }

  private static func repeated(_ text: [UInt8]) -> FieldTexts? {
    text.isEmpty ? nil : FieldTexts(repeating: text, capacity: ColumnText.capacity)
  }

  /// Behind what the piece holds; a gzip member is all of it. Errors: XX000 for a value that does not fit its field;
  /// 58030.
  func render(_ stretches: [FileRows.Stretch], into piece: RenderedPiece) throws(SQLError) {
    for stretch in stretches {
      let batch = source.batches[stretch.batch]
      let texts = batch.columns.indices.map { source.dictionaries[batch.columns[$0], source.format.fields[$0]] }
      if let hashes = source.hashes { piece.checksum += RowChecksum(batch, stretch.rows, hashes) }
      var row = stretch.rows.lowerBound
      while row < stretch.rows.upperBound {
        let block = row..<min(row + ColumnText.capacity, stretch.rows.upperBound)
        try render(batch, block, texts, into: piece)
        row = block.upperBound
      }
    }
    if let packer { try piece.pack(packer) }
  }

  private func render(
    _ batch: Batch, _ block: Range<Int>, _ texts: [DictionaryTexts.Rendered?], into piece: RenderedPiece
  ) throws(SQLError) {
    var fields: [FieldColumn] = []
    for index in batch.columns.indices {
      if let lead = leads[index] { fields.append(.texts(lead)) }
      fields.append(try columns[index].render(batch.columns[index], block, texts[index]))
    }
    if let tail { fields.append(.texts(tail)) }
    // The batch keeps the bytes that the fields point to.
    withExtendedLifetime(batch) { piece.append(fields, rows: block.count) }
  }
}
