import Synchronization

/// One part of an export whose pieces come from any worker in any order: whoever brings the next piece writes it, and
/// those behind it that are there already, so that no worker waits for its turn.
///
/// ```
/// worker 1 brings 0: writes 0                brings 2: keeps it         | written by worker 2
/// worker 2                    brings 1: writes 1, finds 2, writes 2     |
/// ```
final class PartFile: @unchecked Sendable {
  /// Pieces that may lie here; who brings more waits until some are written.
  private static let roomForPieces = 8

  private let pieces: Int
  private let buffers: PiecePool

  private struct Arrivals {
    var waiting: [Int: RenderedPiece] = [:]
    var next = 0
  }

  private let arrivals = Mutex(Arrivals())
  /// Held while pieces are written; guards the two below.
  private let writing = Mutex(())
  private var files: RollingFile
  private var hasFailed = false

  init(pieces: Int, files: RollingFile, buffers: PiecePool) {
    self.pieces = pieces
    self.files = files
    self.buffers = buffers
  }

  /// The files; all of them when all pieces have come.
  var written: [RollingFile.Written] { writing.withLock { _ in files.written } }

  /// Takes a piece and writes what can be written. Errors: 58030.
  func take(_ piece: Int, _ text: RenderedPiece) throws {
    let isFull = arrivals.withLock { arrivals in
      arrivals.waiting[piece] = text
      return arrivals.waiting.count > Self.roomForPieces
    }
    if isFull { try writing.withLock { _ in try writeArrived() } }
    // Who holds the lock may have looked before this piece came: look again when it is free.
    while arrivals.withLock({ $0.waiting[$0.next] != nil }) {
      guard try writing.withLockIfAvailable({ _ in try writeArrived() }) != nil else { return }
    }
  }

  private func nextArrived() -> RenderedPiece? {
    arrivals.withLock { arrivals in
      guard let piece = arrivals.waiting.removeValue(forKey: arrivals.next) else { return nil }
      arrivals.next += 1
      return piece
    }
  }

  private func writeArrived() throws {
    while let piece = nextArrived() {
      if !hasFailed {
        hasFailed = true
        try write(piece)
        hasFailed = false
      }
      buffers.give(piece)
    }
  }

  private func write(_ piece: RenderedPiece) throws {
    try files.write(piece)
    if arrivals.withLock({ $0.next == pieces }) { try files.finish() }
  }
}
