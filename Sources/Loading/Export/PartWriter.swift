import Formats
import ObjectStore
import SQLTypes
import Scheduling

/// Renders the pieces of all parts on all threads and writes each part's in order.
struct PartWriter: Sendable {
  let files: StagedFiles
  let tables: [ExportTable]
  let options: ExportOptions
  /// Of each table.
  let writers: [DelimitedWriter]
  let dictionaries: [DictionaryTexts]

  /// Gives the sizes of the files: those of compressed ones too.
  func write(_ parts: [ExportPart], _ pool: WorkerPool) throws -> [Int] {
    let buffers = BufferPool()
    let outputs = parts.map { file(of: $0, buffers) }
    // A part without rows is a file all the same.
    let queue = PieceQueue(
      counts: parts.map(\.pieceCount), weights: parts.map(\.weight), workers: pool.threads)
    let renderers = (0..<pool.threads).map { _ in Renderers() }
    try pool.forEachNumbered(count: queue.total) { worker, _ in
      guard let (part, piece) = queue.next(for: worker) else { return }
      let text = buffers.take()
      render(parts[part], piece, renderers[worker], into: text.buffer)
      try outputs[part].take(piece, text)
    }
    return outputs.map(\.size)
  }

  private func file(of part: ExportPart, _ buffers: BufferPool) -> PartFile {
    let name = tables[part.table].fileName + "/" + part.name
    return PartFile(pieces: part.pieceCount, compression: options.compression, buffers: buffers) {
      try files.make(name)
    }
  }

  private func render(_ part: ExportPart, _ piece: Int, _ renderers: Renderers, into buffer: InputBuffer) {
    let table = tables[part.table]
    let make = { PartRenderer(writers[part.table], dictionaries[part.table]) }
    renderers.use(part.table, make) { renderer in
      if piece == 0 && options.hasHeader {
        renderer.renderHeader(table.definition.columns.map(\.name), into: buffer)
      }
      if piece < part.pieces.count { renderer.render(part.pieces[piece], of: table.batches, into: buffer) }
    }
  }
}

/// A worker's renderer, made anew when the table changes. One worker's at a time.
private final class Renderers: @unchecked Sendable {
  private var table = -1
  private var renderer: PartRenderer?

  func use(_ table: Int, _ make: () -> PartRenderer, _ body: (inout PartRenderer) -> Void) {
    var current = self.table == table ? renderer ?? make() : make()
    renderer = nil
    body(&current)
    renderer = current
    self.table = table
  }
}
