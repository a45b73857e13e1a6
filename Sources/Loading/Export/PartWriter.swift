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

  /// Gives the sizes of the files.
  ///
  /// A gzip stream is made by one worker from start to end. Plain files too, where there are enough of near sizes, since
  /// the system writes several files faster than one; else the pieces of a file are rendered in parallel.
  func write(_ parts: [ExportPart], _ pool: WorkerPool) throws -> [Int] {
    guard options.compression != .none || isBalanced(parts, pool.threads) else {
      return try writePieces(parts, pool)
    }
    return try pool.map(count: parts.count, with: { Renderers() }, { try write(parts[$1], &$0) })
  }

  /// No worker would go on for long when the others are done.
  private func isBalanced(_ parts: [ExportPart], _ threads: Int) -> Bool {
    let sizes = parts.map { $0.rowCount * tables[$0.table].definition.columns.count }
    let total = sizes.reduce(0, +)
    return threads == 1 || (sizes.max() ?? 0) * threads <= total + total / 4
  }

  // MARK: A file by one worker

  private func write(_ part: ExportPart, _ renderers: inout Renderers) throws(SQLError) -> Int {
    let file = try open(part)
    var sink: any ByteSink = file
    if options.compression == .gzip { sink = try GzipWriter(file) }
    let buffer = InputBuffer(capacity: 1 << 16)
    for piece in 0..<max(1, part.pieces.count) {
      buffer.count = 0
      render(part, piece: piece, &renderers, into: buffer)
      try sink.write(buffer.bytes)
    }
    try sink.finish()
    try file.finish()
    return file.size
  }

  // MARK: Pieces in parallel, written by one thread

  private func writePieces(_ parts: [ExportPart], _ pool: WorkerPool) throws -> [Int] {
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
