import Columnar
import SQLTypes
import Scheduling
import Synchronization

/// Renders the pieces of all parts on all threads and writes each part's in order.
struct PartWriter: Sendable {
  let sources: [RenderSource]
  let parts: [FileRows]
  /// Of each part.
  let files: [PartFile]
  let buffers: PiecePool

  struct Written {
    /// Of each part.
    var files: [[RollingFile.Written]]
    /// Of each source, where it asks for one.
    var checksums: [RowChecksum]
  }

  func write(_ pool: WorkerPool) throws -> Written {
    // A part without rows is a file all the same.
    let queue = PieceQueue(
      counts: parts.map(\.pieceCount), weights: parts.map(\.weight), workers: pool.threads)
    let renderers = (0..<pool.threads).map { _ in Renderers() }
    let checksums = Mutex([RowChecksum](repeating: RowChecksum(), count: sources.count))
    try pool.forEachNumbered(count: queue.total) { worker, _ in
      guard let (part, piece) = queue.next(for: worker) else { return }
      let text = buffers.take()
      try render(parts[part], piece, renderers[worker], into: text)
      checksums.withLock { $0[parts[part].source] += text.checksum }
      try files[part].take(piece, text)
    }
    return Written(files: files.map(\.written), checksums: checksums.withLock { $0 })
  }

  private func render(
    _ part: FileRows, _ piece: Int, _ renderers: Renderers, into text: RenderedPiece
  ) throws(SQLError) {
    guard piece < part.pieces.count else { return }
    try renderers.renderer(of: part.source, sources).render(part.pieces[piece], into: text)
  }
}

/// A worker's renderer, made anew when the source changes. One worker's at a time.
private final class Renderers: @unchecked Sendable {
  private var current: (source: Int, renderer: PartRenderer)?

  func renderer(of source: Int, _ sources: [RenderSource]) throws(SQLError) -> PartRenderer {
    if let current, current.source == source { return current.renderer }
    let renderer = try PartRenderer(sources[source])
    current = (source, renderer)
    return renderer
  }
}
