import SQLTypes
import Scheduling

/// Renders the pieces of all parts on all threads and writes each part's in order.
struct PartWriter: Sendable {
  let sources: [RowSource]
  let parts: [ExportPart]
  /// Of each part.
  let files: [PartFile]
  let buffers: BufferPool

  /// Gives the files of each part.
  func write(_ pool: WorkerPool) throws -> [[RollingFile.Written]] {
    // A part without rows is a file all the same.
    let queue = PieceQueue(
      counts: parts.map(\.pieceCount), weights: parts.map(\.weight), workers: pool.threads)
    let renderers = (0..<pool.threads).map { _ in Renderers() }
    try pool.forEachNumbered(count: queue.total) { worker, _ in
      guard let (part, piece) = queue.next(for: worker) else { return }
      let text = buffers.take()
      try render(parts[part], piece, renderers[worker], into: text)
      try files[part].take(piece, text)
    }
    return files.map(\.written)
  }

  private func render(
    _ part: ExportPart, _ piece: Int, _ renderers: Renderers, into text: RenderedPiece
  ) throws(SQLError) {
    guard piece < part.pieces.count else { return }
    try renderers.renderer(of: part.table, sources).render(part.pieces[piece], into: text)
  }
}

/// A worker's renderer, made anew when the source changes. One worker's at a time.
private final class Renderers: @unchecked Sendable {
  private var current: (source: Int, renderer: PartRenderer)?

  func renderer(of source: Int, _ sources: [RowSource]) throws(SQLError) -> PartRenderer {
    if let current, current.source == source { return current.renderer }
    let renderer = try PartRenderer(sources[source])
    current = (source, renderer)
    return renderer
  }
}
