import Columnar
import Scheduling

/// Rows to write, and what they look like in a file.
struct RowSource: Sendable {
  let batches: [Batch]
  let format: RowFormat
  let dictionaries: DictionaryTexts
  /// For a checksum of the rows; nil where none is asked for.
  let hashes: DictionaryHashes?

  init(_ batches: [Batch], _ format: RowFormat, _ pool: WorkerPool, hasChecksum: Bool = false) throws {
    self.batches = batches
    self.format = format
    dictionaries = try DictionaryTexts(batches, format, pool)
    hashes = hasChecksum ? DictionaryHashes(batches) : nil
  }
}
