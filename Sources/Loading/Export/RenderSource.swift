import Columnar
import Scheduling

/// Rows to write, and what they look like in a file.
struct RenderSource: Sendable {
  let batches: [Batch]
  let format: RowFormat
  let dictionaries: DictionaryTexts
  /// For a checksum of the rows; nil where none is asked for.
  let hashes: DictionaryHashes?
  /// Of the gzip members that pieces become; nil where they stay text.
  var gzipLevel: Int?

  init(_ batches: [Batch], _ format: RowFormat, _ pool: WorkerPool, hasChecksum: Bool = false) throws {
    self.batches = batches
    self.format = format
    let uses = DictionaryTexts.uses(in: batches, format)
    let hashed = hasChecksum ? DictionaryHashes.dictionaries(of: batches) : []
    let prepared = try pool.map(count: uses.count + hashed.count) { number in
      number < uses.count
        ? Prepared(texts: try uses[number].rendered())
        : Prepared(hashes: DictionaryHashes.hashes(of: hashed[number - uses.count]))
    }
    dictionaries = DictionaryTexts(uses, prepared.compactMap(\.texts))
    hashes = hasChecksum ? DictionaryHashes(hashed, prepared.compactMap(\.hashes)) : nil
  }

  /// What one dictionary asks for: one of the two.
  private struct Prepared: Sendable {
    var texts: DictionaryTexts.Rendered?
    var hashes: [UInt64]?
  }
}
