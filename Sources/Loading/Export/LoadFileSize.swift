import Columnar
import Formats
import ObjectStore
import SQLTypes

/// About how many bytes the load files of a table will have: rows of its first, middle and last batch are rendered, and
/// compressed where the files are.
///
/// What the whole table compresses to is less rather than more: there is more to find repetitions in.
enum LoadFileSize {
  /// What a compressor makes of few rows tells little of many.
  private static func sampleRows(_ compression: Compression) -> Int { compression == .none ? 1 << 9 : 1 << 11 }

  /// Errors: 58030 where the compressor's library is missing.
  static func estimate(
    _ source: RenderSource, _ rowCount: Int, _ compression: Compression
  ) throws(SQLError) -> Int {
    let piece = RenderedPiece(keepsEnds: false)
    let renderer = try PartRenderer(source)
    var rows = 0
    for batch in sampled(source.batches.count) {
      let count = min(sampleRows(compression), source.batches[batch].count)
      try renderer.render([FileRows.Stretch(batch: batch, rows: 0..<count)], into: piece)
      rows += count
    }
    guard rows > 0 else { return 0 }
    return Int(Double(try compressedSize(piece.buffer, compression)) * Double(rowCount) / Double(rows))
  }

  private static func sampled(_ count: Int) -> Set<Int> { count == 0 ? [] : [0, count / 2, count - 1] }

  private static func compressedSize(_ buffer: InputBuffer, _ compression: Compression) throws(SQLError) -> Int {
    let counter = ByteCounter()
    let sink = try compression.sink(into: counter)
    try sink.write(buffer.bytes)
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
