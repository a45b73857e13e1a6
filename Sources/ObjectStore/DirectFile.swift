import SQLTypes
import Scheduling

/// A file of a load folder: blocks of it go straight from our memory to the device, written by threads that have nothing else
/// to do, while the workers render the next.
///
/// ```
/// worker          render render render render …                     copies into the block
/// waiting thread         [ block 0 ][ block 1 ][ block 2 ]          past the system's cache
///                                             [ the rest; fsync ]   through it
/// ```
/// A load folder has to be on the device before it takes its name. Through the system's cache its bytes would be copied into
/// fresh pages first, which costs a processor as much as half of rendering them (twice that where a virtual machine's pages
/// come from its host), and would push out what others want cached. What is not a whole block goes through the cache: the
/// end of a large file, all of a small one.
final class DirectFile: ObjectSink {
  private let blocks: BlockPool
  private let waits: BackgroundWaits
  private let queue: BlockQueue
  private var block: AlignedBlock?
  /// Bytes that are no longer in `block`.
  private var sent = 0

  /// Bytes written.
  var size: Int { sent + (block?.count ?? 0) }

  /// Makes the file, which must not be there yet; messages name it `shownAs`. The last bytes, and the device's errors, come
  /// with `waits`. Errors: 58030 with the path and the reason.
  init(_ place: FilePath, shownAs shown: String, waits: BackgroundWaits, blocks: BlockPool) throws(SQLError) {
    self.blocks = blocks
    self.waits = waits
    queue = BlockQueue(try CreatedFile(place, shownAs: shown), blocks)
  }

  deinit {
    if let block { blocks.give(block) }
  }

  /// Errors: those of blocks sent before.
  func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) {
    var rest = bytes
    while !rest.isEmpty {
      let block = self.block ?? blocks.take()
      self.block = block
      rest = UnsafeRawBufferPointer(rebasing: rest[block.append(rest)...])
      if block.isFull { try send() }
    }
  }

  /// Leaves the rest, and waiting for the device, to `waits`.
  func finish() throws(SQLError) {
    try send()
    if queue.end() { waits.add { [queue] in try queue.write() } }
  }

  private func send() throws(SQLError) {
    guard let block else { return }
    self.block = nil
    sent += block.count
    blocks.startSending()
    if try queue.add(block) { waits.add { [queue] in try queue.write() } }
  }
}
