import Columnar
import Formats
import ObjectStore
import SQLTypes

/// What some rows of a table tell of its load files: rows of its first, middle and last batch are rendered, and
/// compressed where the files are.
///
/// **Gzip.** Where libdeflate is installed, every piece becomes a gzip member on the worker that rendered it: no file
/// waits for one worker to compress all of it. A member refers back to nothing before it, so pieces are of a size that
/// makes up for that, 448 KB of text or so, and for what the quick level may lose: it is taken where it makes the sample
/// at most a hundredth larger than level 6 does, which it is a tenth quicker than. All of this follows from the rows
/// alone, so that any number of threads writes the same bytes.
struct TableSample: Sendable {
  /// Bytes of all files, about. What the whole table compresses to is less rather than more: there is more to find
  /// repetitions in.
  private(set) var size = 0
  /// Of a piece.
  private(set) var pieceRows = FileRows.pieceRows
  /// Of the gzip members that pieces become; nil where pieces are text.
  private(set) var gzipLevel: Int?

  private static let memberText = 7 << 16
  private static let memberRows = 1 << 6...1 << 15
  /// The quick level's size beside the usual one's, at most.
  private static let quickLimit = 1.01

  /// Errors: 58030 where the compressor's library is missing.
  init(_ source: RenderSource, _ rowCount: Int, _ compression: Compression) throws(SQLError) {
    if compression == .gzip, GzipPacker.isAvailable { gzipLevel = GzipPacker.usualLevel }
    let (text, rows) = try Self.sample(source, compression)
    guard rows > 0 else { return }
    let usual = try Self.compressedSize(text, compression)
    size = Int(Double(usual) * Double(rowCount) / Double(rows))
    if gzipLevel != nil { try planMembers(text, rows: rows, usual: usual) }
  }

  private mutating func planMembers(_ text: InputBuffer, rows: Int, usual: Int) throws(SQLError) {
    let fitting = Self.memberText * rows / max(1, text.count)
    pieceRows = min(max(fitting, Self.memberRows.lowerBound), Self.memberRows.upperBound)
    let quick = try Self.compressedSize(text, .gzip, level: GzipPacker.quickLevel)
    if Double(quick) <= Double(usual) * Self.quickLimit { gzipLevel = GzipPacker.quickLevel }
  }

  private static func sample(
    _ source: RenderSource, _ compression: Compression
  ) throws(SQLError) -> (text: InputBuffer, rows: Int) {
    let piece = RenderedPiece(keepsEnds: false)
    let renderer = try PartRenderer(source)
    var rows = 0
    for batch in sampled(source.batches.count) {
      let count = min(sampleRows(compression), source.batches[batch].count)
      try renderer.render([FileRows.Stretch(batch: batch, rows: 0..<count)], into: piece)
      rows += count
    }
    return (piece.buffer, rows)
  }

  /// What a compressor makes of few rows tells little of many.
  private static func sampleRows(_ compression: Compression) -> Int { compression == .none ? 1 << 9 : 1 << 11 }

  private static func sampled(_ count: Int) -> [Int] { count == 0 ? [] : Set([0, count / 2, count - 1]).sorted() }

  private static func compressedSize(
    _ text: InputBuffer, _ compression: Compression, level: Int? = nil
  ) throws(SQLError) -> Int {
    let counter = ByteCounter()
    let sink = try compression.sink(into: counter, level: level)
    try sink.write(text.bytes)
    try sink.finish()
    return counter.count
  }
}

/// Counts bytes that go nowhere.
private final class ByteCounter: ByteSink {
  private(set) var count = 0

  func write(_ bytes: UnsafeRawBufferPointer) { count += bytes.count }
  func finish() {}
}
