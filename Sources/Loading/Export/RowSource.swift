import Columnar
import Scheduling

/// Rows to write, and what they look like in a file.
struct RowSource: Sendable {
  let batches: [Batch]
  let format: RowFormat
  let dictionaries: DictionaryTexts

  init(_ batches: [Batch], _ format: RowFormat, _ pool: WorkerPool) throws {
    self.batches = batches
    self.format = format
    dictionaries = try DictionaryTexts(batches, format, pool)
  }
}
