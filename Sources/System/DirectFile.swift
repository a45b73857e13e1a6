/// A file of a load folder: blocks of it go straight from our memory to the device, written by threads that have
/// nothing else to do, while the workers render the next.
///
/// ```
/// worker          render render render render …                     copies into the block
/// waiting thread         [ block 0 ][ block 1 ][ block 2 ]          past the system's cache
///                                             [ the rest; fsync ]   through it
/// ```
/// A load folder has to be on the device before it takes its name. Through the system's cache its bytes would be copied
/// into fresh pages first, which costs a processor as much as half of rendering them (twice that where a virtual
/// machine's pages come from its host), and would push out what others want cached. What is not a whole block goes
/// through the cache: the end of a large file, all of a small one.
package final class DirectFile {
  /// Has work done by a thread that may wait.
  package typealias InBackground = (_ work: @escaping @Sendable () throws -> Void) -> Void

  private let blocks: BlockPool
  private let inBackground: InBackground
  private let queue: BlockQueue
  private var block: AlignedBlock?
  /// Bytes that are no longer in `block`.
  private var sent = 0

  /// Bytes written.
  package var size: Int { sent + (block?.count ?? 0) }

  /// Makes the file, which must not be there yet; messages name it `shownAs`. The last bytes, and the device's errors,
  /// come with what is done in the background.
  package init(
    _ location: FilePath, shownAs shown: String, blocks: BlockPool, inBackground: @escaping InBackground
  ) throws(FileError) {
    self.blocks = blocks
    self.inBackground = inBackground
    queue = BlockQueue(try CreatedFile(location, shownAs: shown), blocks)
  }

  deinit {
    if let block { blocks.give(block) }
  }

  /// Errors: those of blocks sent before.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      let block = self.block ?? blocks.take()
      self.block = block
      rest = UnsafeRawBufferPointer(rebasing: rest[block.append(rest)...])
      if block.isFull { try send() }
    }
  }

  /// Leaves the rest, and waiting for the device, to the background. Throws `FileError` of blocks sent before.
  package func close() throws(FileError) {
    try send()
    if queue.end() { inBackground { [queue] in try queue.write() } }
  }

  private func send() throws(FileError) {
    guard let block else { return }
    self.block = nil
    sent += block.count
    blocks.startSending()
    if try queue.add(block) { inBackground { [queue] in try queue.write() } }
  }
}
