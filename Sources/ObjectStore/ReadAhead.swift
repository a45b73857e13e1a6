import SQLTypes
import System

/// Brings pieces of remote objects before the workers that read them ask, in the order in which they will.
///
/// Each worker reads pieces one behind the other, so whoever opens one has the next few asked for:
///
///     worker 1 opens 0:    asks for 0, 1, 2, 3             worker 2 opens 256:   asks for 256, 257, 258, 259
///     then opens 1:        asks for 4                      …
///
/// What nobody has opened yet is bounded in number and in bytes. Files of this machine are opened as ever.
package final class ReadAhead: @unchecked Sendable {
  package struct Piece: Hashable, Sendable {
    /// Its index in the list of objects.
    package var object: Int
    package var range: Range<Int>
    /// What lies behind it in the object is read by the same worker.
    package var goesOn: Bool

    package init(object: Int, range: Range<Int>, goesOn: Bool = false) {
      self.object = object
      self.range = range
      self.goesOn = goesOn
    }

    /// The start of an object that is read from there to its end, as much of it as is brought at a time.
    package init(wholeObject object: Int, size: Int) {
      let end = min(size, RemoteReader.largestBlock)
      self.init(object: object, range: 0..<end, goesOn: end < size)
    }
  }

  private enum State {
    case planned
    case called(S3Call)
    case opened
  }

  /// Pieces under way or waiting to be opened, of all workers.
  private static let piecesAhead = 96
  private static let bytesAhead = 64 << 20

  private let objects: [StoredObject]
  private let pieces: [Piece]
  /// The first piece of each object.
  private var firstPieces: [Int: Int] = [:]
  private let reach: Int
  private let lock = Lock()
  /// These are guarded by the lock.
  private var states: [State]
  private var bytes = 0

  /// nil where no object is remote. Pieces of one object follow each other.
  package init?(_ objects: [StoredObject], _ pieces: [Piece], threads: Int) {
    guard objects.contains(where: { $0.remote != nil }) else { return nil }
    self.objects = objects
    self.pieces = pieces.filter { objects[$0.object].remote != nil && !$0.range.isEmpty }
    states = Array(repeating: .planned, count: self.pieces.count)
    reach = max(4, Self.piecesAhead / max(1, threads))
    for (number, piece) in self.pieces.enumerated() where firstPieces[piece.object] == nil {
      firstPieces[piece.object] = number
    }
  }

  /// Lets go of what is under way: nothing more will be opened.
  package func close() {
    let calls = lock.withLock {
      defer { states = Array(repeating: .opened, count: states.count) }
      return states.compactMap { if case .called(let call) = $0 { call } else { nil } }
    }
    for call in calls { call.discard() }
  }

  /// A reader of the object, with the piece that starts there on its way. Errors: 58030 and those of S3.
  package func open(_ object: Int, at start: Int) throws(SQLError) -> ObjectReader {
    guard let remote = objects[object].remote, let number = piece(object, start), let call = take(number) else {
      return try objects[object].open()
    }
    let piece = pieces[number]
    return ObjectReader(
      RemoteReader(remote, size: objects[object].size, first: call, piece.range, goesOn: piece.goesOn))
  }

  private func piece(_ object: Int, _ start: Int) -> Int? {
    guard var number = firstPieces[object] else { return nil }
    while number < pieces.count, pieces[number].object == object {
      if pieces[number].range.lowerBound == start { return number }
      number += 1
    }
    return nil
  }

  /// nil for a piece that was taken before.
  private func take(_ number: Int) -> S3Call? {
    lock.withLock {
      if case .planned = states[number] { call(number) }
      guard case .called(let call) = states[number] else { return nil }
      states[number] = .opened
      bytes -= pieces[number].range.count
      for next in (number + 1)..<max(number + 1, min(number + 1 + reach, pieces.count)) {
        guard case .planned = states[next] else { continue }
        if bytes + pieces[next].range.count > Self.bytesAhead { break }
        self.call(next)
      }
      return call
    }
  }

  /// With the lock held.
  private func call(_ number: Int) {
    let object = objects[pieces[number].object]
    guard let remote = object.remote else { return }
    states[number] = .called(remote.fetch(pieces[number].range, of: object.size))
    bytes += pieces[number].range.count
  }
}
