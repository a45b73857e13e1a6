import Formats
import ObjectStore
import SQLTypes
import Synchronization

/// One file of an export whose pieces come from any worker in any order: whoever brings the next piece writes it, and those
/// behind it that are there already, so that no worker waits for its turn.
///
/// ```
/// worker 1 brings 0: writes 0                brings 2: keeps it         | written by worker 2
/// worker 2                    brings 1: writes 1, finds 2, writes 2     |
/// ```
final class PartFile: @unchecked Sendable {
  /// Pieces that may lie here; who brings more waits until some are written.
  private static let roomForPieces = 8

  private let pieces: Int
  private let buffers: BufferPool
  private let open: @Sendable () throws -> OutputFile
  private let compression: Compression

  private struct Arrivals {
    var waiting: [Int: RenderedPiece] = [:]
    var next = 0
  }

  private let arrivals = Mutex(Arrivals())
  /// Held while pieces are written; guards the three below.
  private let writing = Mutex(())
  private var file: OutputFile?
  private var sink: (any ByteSink)?
  private var hasFailed = false

  init(
    pieces: Int, compression: Compression, buffers: BufferPool, open: @escaping @Sendable () throws -> OutputFile
  ) {
    self.pieces = pieces
    self.compression = compression
    self.buffers = buffers
    self.open = open
  }

  /// Bytes; sound when all pieces have come.
  var size: Int { writing.withLock { _ in file?.size ?? 0 } }

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
    if file == nil {
      let file = try open()
      sink = try compression.sink(into: file)
      self.file = file
    }
    try sink?.write(piece.buffer.bytes)
    guard arrivals.withLock({ $0.next == pieces }) else { return }
    try sink?.finish()
    sink = nil
  }
}

/// A piece's text on its way from the worker that rendered it to the one that writes it: one of them at a time.
final class RenderedPiece: @unchecked Sendable {
  let buffer = InputBuffer(capacity: 1 << 19)
}

/// Buffers that were written out, to be filled again: fresh memory costs more than rendering into it.
final class BufferPool: Sendable {
  private let free = Mutex<[RenderedPiece]>([])

  func take() -> RenderedPiece {
    let piece = free.withLock { $0.popLast() } ?? RenderedPiece()
    piece.buffer.count = 0
    return piece
  }

  func give(_ piece: RenderedPiece) { free.withLock { $0.append(piece) } }
}
