import Columnar
import Formats
import ObjectStore
import SQLTypes
import System

/// A piece's text on its way from the worker that rendered it to the one that writes it: one of them at a time.
final class RenderedPiece: @unchecked Sendable {
  private(set) var buffer = InputBuffer(capacity: 1 << 19)
  /// Takes the buffer's place.
  private var packed: InputBuffer?
  private(set) var rows = 0
  /// Of the rows, where their source has one.
  var checksum = RowChecksum()
  /// The offset in `buffer` behind each row, where a file may end between rows.
  private(set) var ends: [Int] = []
  private let keepsEnds: Bool

  init(keepsEnds: Bool) { self.keepsEnds = keepsEnds }

  func append(_ fields: [FieldColumn], rows more: Int) {
    rows += more
    if keepsEnds {
      FieldColumn.join(fields, rows: more, into: buffer, ends: &ends)
    } else {
      FieldColumn.join(fields, rows: more, into: buffer)
    }
  }

  /// Makes the text a gzip member. Errors: 58030.
  func pack(_ packer: GzipPacker) throws(SQLError) {
    assert(!keepsEnds)
    let member = packed ?? InputBuffer(capacity: 1)
    try packer.pack(buffer.bytes, into: member)
    (buffer, packed) = (member, buffer)
  }

  func clear() {
    buffer.count = 0
    rows = 0
    checksum = RowChecksum()
    ends.removeAll(keepingCapacity: true)
  }
}

/// Pieces that were written out, to be filled again: fresh memory costs more than rendering into it.
final class PiecePool: Sendable {
  private let keepsEnds: Bool
  private let free = FreeList<RenderedPiece>()

  /// `keepsEnds`: files may end between any two rows.
  init(keepsEnds: Bool = false) { self.keepsEnds = keepsEnds }

  func take() -> RenderedPiece {
    let piece = free.take() ?? RenderedPiece(keepsEnds: keepsEnds)
    piece.clear()
    return piece
  }

  func give(_ piece: RenderedPiece) { free.give(piece) }
}
