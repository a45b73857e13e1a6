import Formats
import ObjectStore
import SQLTypes
import Scheduling
import Synchronization

/// Renders parts on all threads and writes them in order.
struct PartWriter: Sendable {
  /// Where the files are made, and where they will be.
  let folder: String
  let target: String
  let tables: [ExportTable]
  let options: ExportOptions
  /// Of each table.
  let writers: [DelimitedWriter]

  // MARK: Plain files: pieces in parallel, written by one thread

  /// Gives the sizes of the files.
  func write(_ parts: [ExportPart], _ pool: WorkerPool) throws -> [Int] {
    var pieces: [(part: Int, piece: Int)] = []
    for (number, part) in parts.enumerated() {
      // A part without rows is a file all the same.
      pieces += (0..<max(1, part.pieces.count)).map { (number, $0) }
    }
    let work = pieces
    let buffers = BufferPool()
    var sizes: [Int] = []
    var file: OutputFile?
    try pool.mapOrdered(
      count: work.count, window: pool.threads * 2 + 2, with: { Renderers() },
      { (renderers: inout Renderers, index: Int) in
        let buffer = buffers.take()
        render(parts[work[index].part], piece: work[index].piece, &renderers, into: buffer.buffer)
        return buffer
      },
      consume: { index, rendered in
        if work[index].piece == 0 {
          try close(&file, &sizes)
          file = try open(parts[work[index].part])
        }
        try file?.write(rendered.buffer.bytes)
        buffers.give(rendered)
        return true
      })
    try close(&file, &sizes)
    return sizes
  }

  private func close(_ file: inout OutputFile?, _ sizes: inout [Int]) throws(SQLError) {
    guard let open = file else { return }
    try open.finish()
    sizes.append(open.size)
    file = nil
  }

  // MARK: Compressed files: one worker a file, because a gzip stream is one

  func writeCompressed(_ parts: [ExportPart], _ pool: WorkerPool) throws -> [Int] {
    try pool.map(count: parts.count, with: { Renderers() }, { try writeCompressed(parts[$1], &$0) })
  }

  /// Gives the size of the file.
  private func writeCompressed(_ part: ExportPart, _ renderers: inout Renderers) throws(SQLError) -> Int {
    let file = try open(part)
    let gzip = try GzipWriter(file)
    let buffer = InputBuffer(capacity: 1 << 16)
    for piece in 0..<max(1, part.pieces.count) {
      buffer.count = 0
      render(part, piece: piece, &renderers, into: buffer)
      try gzip.write(buffer.bytes)
    }
    try gzip.finish()
    try file.finish()
    return file.size
  }

  // MARK: Both

  private func open(_ part: ExportPart) throws(SQLError) -> OutputFile {
    let name = tables[part.table].fileName + "/" + part.name
    return try OutputFile(path: folder + "/" + name, shownAs: target + "/" + name)
  }

  private func render(_ part: ExportPart, piece: Int, _ renderers: inout Renderers, into buffer: InputBuffer) {
    let table = tables[part.table]
    renderers.use(part.table, writers[part.table]) { renderer in
      if piece == 0 && options.hasHeader {
        renderer.renderHeader(table.definition.columns.map(\.name), into: buffer)
      }
      if piece < part.pieces.count { renderer.render(part.pieces[piece], of: table.batches, into: buffer) }
    }
  }
}

/// A worker's renderer, made anew when the table changes.
private struct Renderers {
  private var table = -1
  private var renderer: PartRenderer?

  mutating func use(_ table: Int, _ writer: DelimitedWriter, _ body: (inout PartRenderer) -> Void) {
    var current = self.table == table ? renderer ?? PartRenderer(writer) : PartRenderer(writer)
    renderer = nil
    body(&current)
    renderer = current
    self.table = table
  }
}

/// A piece's text on its way from the worker that rendered it to the thread that writes it: one of them at a time.
private final class RenderedPiece: @unchecked Sendable {
  let buffer = InputBuffer(capacity: 1 << 20)
}

/// Buffers that were written out, to be filled again: fresh memory costs more than rendering into it.
private final class BufferPool: Sendable {
  private let free = Mutex<[RenderedPiece]>([])

  func take() -> RenderedPiece {
    let piece = free.withLock { $0.popLast() } ?? RenderedPiece()
    piece.buffer.count = 0
    return piece
  }

  func give(_ piece: RenderedPiece) { free.withLock { $0.append(piece) } }
}
