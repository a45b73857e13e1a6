import Formats
import SQLTypes
import System

/// The bytes of an object in a bucket, in blocks that are asked for ahead of who reads.
///
/// Who reads on gets larger blocks and more of them at a time, up to four of 4 MB: a sample of a large object costs
/// little, all of it comes over several connections.
///
///     read from    0         256 KB    768 KB          1.75 MB         3.75 MB …
///     asked for    256 KB    512 KB    1 MB, 2 MB      4 MB, 4 MB      4 MB each, four at a time
final class RemoteReader: @unchecked Sendable {
  static let largestBlock = 4 << 20
  private static let smallestBlock = 256 << 10
  private static let largestDepth = 4

  private struct Block {
    var range: Range<Int>
    var call: S3Call
  }

  private let object: S3Object
  let size: Int
  private let lock = Lock()
  /// These are guarded by the lock: blocks one behind the other, the first of them in use.
  private var blocks: [Block] = []
  /// Behind the last block.
  private var end = 0
  /// Blocks asked for, and blocks read to their ends, since the reading began where it did.
  private var asked = 0
  private var used = 0

  init(_ object: S3Object, size: Int) {
    self.object = object
    self.size = size
  }

  /// With bytes that are on their way already; `goesOn` where what lies behind them will be read as well.
  init(_ object: S3Object, size: Int, first: S3Call, _ range: Range<Int>, goesOn: Bool) {
    self.object = object
    self.size = size
    blocks = [Block(range: range, call: first)]
    end = range.upperBound
    if goesOn { (asked, used) = (Self.largestDepth, Self.largestDepth) }
  }

  deinit { dropAll() }

  var name: String { object.name }

  /// Fills `memory` with the bytes from `offset` on; fewer only at the object's end. Errors: those of S3.
  func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) throws(SQLError) -> Int {
    let answer = lock.withLock { Result { () throws(SQLError) in try fill(memory, offset) } }
    return try answer.get()
  }

  private func fill(_ memory: UnsafeMutableRawBufferPointer, _ offset: Int) throws(SQLError) -> Int {
    var done = 0
    while done < memory.count, offset + done < size {
      let position = offset + done
      let block = try block(at: position, wanted: memory.count - done)
      let piece = block.call.buffer.bytes[(position - block.range.lowerBound)...].prefix(memory.count - done)
      // In bounds: `piece` is cut to the room that is left.
      UnsafeMutableRawBufferPointer(rebasing: memory[done...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: piece))
      done += piece.count
    }
    return done
  }

  /// The block that holds a position, when it has come.
  private func block(at position: Int, wanted: Int) throws(SQLError) -> Block {
    if let first = blocks.first, first.range.upperBound == position {
      blocks.removeFirst().call.discard()
      used += 1
    }
    if blocks.first?.range.contains(position) != true, !blocks.isEmpty || position != end {
      dropAll()
      (end, asked, used) = (position, 0, 0)
    }
    askAhead(wanted)
    let block = blocks[0]
    try block.call.wait()
    return block
  }

  private func askAhead(_ wanted: Int) {
    let depth = min(Self.largestDepth, max(used, (wanted + Self.largestBlock - 1) / Self.largestBlock, 1))
    while blocks.count < depth, end < size {
      let length = min(Self.largestBlock, max(Self.smallestBlock << min(asked, 8), wanted))
      let range = end..<min(size, end + length)
      blocks.append(Block(range: range, call: object.fetch(range, of: size)))
      end = range.upperBound
      asked += 1
    }
  }

  private func dropAll() {
    for block in blocks { block.call.discard() }
    blocks.removeAll()
  }
}
