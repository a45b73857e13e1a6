import Formats
import SQLTypes
import Scheduling
import System

/// Decompresses on a thread of its own, a few blocks ahead of who reads: one large file keeps two processors busy.
///
///     its thread   decodes 0   decodes 1   decodes 2   decodes 3 …
///     the reader               converts 0  converts 1  converts 2 …
///
/// Only for streams that would leave other processors idle: with files enough for all of them, each worker decompresses
/// its own.
package final class DecodeAhead: ByteStream {
  /// A block belongs to one thread at a time: the one that made it, then the one that took it.
  private struct Block: @unchecked Sendable {
    let buffer: InputBuffer
  }

  /// Handed to the thread, and used by nobody else from then on.
  private struct Source: @unchecked Sendable {
    var stream: any ByteStream
  }

  /// Bytes of a block: three of them stay in a processor's cache.
  private static let blockSize = 256 << 10

  private let blocks: Handover<Block>
  /// Blocks that have been read, to be filled again.
  private let free = FreeList<InputBuffer>(limit: 2)
  private var block = InputBuffer(capacity: 1)
  private var used = 0

  /// nil where the system has no thread to give: `source` has not been touched then. It is read to its end, or until
  /// this stream goes away, or `cancellation` says to stop.
  package init?(_ source: any ByteStream, _ cancellation: Cancellation) {
    let (blocks, source) = (Handover<Block>(cancellation: cancellation), Source(stream: source))
    self.blocks = blocks
    guard ServiceThread.start({ [free] in Self.decode(source, into: blocks, free) }) else { return nil }
  }

  deinit { blocks.close() }

  private static func decode(_ source: Source, into blocks: Handover<Block>, _ free: FreeList<InputBuffer>) {
    var stream = source.stream
    blocks.finish(
      Result {
        var goesOn = true
        while goesOn {
          let buffer = free.take() ?? InputBuffer(capacity: blockSize)
          buffer.count = 0
          // What came before a fault is read before it is told.
          let end = Result { () throws(SQLError) in try stream.fill(buffer) }
          goesOn = try buffer.count == 0 || blocks.give(Block(buffer: buffer))
          goesOn = try end.get() && goesOn
        }
      })
  }

  /// Errors: those of the source; 57014 and 53200 where the work is to stop.
  package func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    while used == block.count {
      guard !memory.isEmpty, let next = try next() else { return 0 }
      if block.capacity >= Self.blockSize { free.give(block) }
      (block, used) = (next, 0)
    }
    let piece = block.bytes[used...].prefix(memory.count)
    memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece))
    used += piece.count
    return piece.count
  }

  private func next() throws(SQLError) -> InputBuffer? {
    do {
      return try blocks.take()?.buffer
    } catch let error as CancellationError {
      throw SQLError(error)
    } catch {
      throw error as? SQLError ?? SQLError(.internalError, "\(error)")
    }
  }
}
