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

/// The blocks of a file that are still to be written, by one thread at a time: file systems let in no more when a file grows.
private final class BlockQueue: @unchecked Sendable {
  private enum Next {
    case block(AlignedBlock)
    case pause
    case end
  }

  private let file: CreatedFile
  private let blocks: BlockPool
  private let lock = Lock()
  /// All below are guarded by the lock.
  private var waiting: [AlignedBlock] = []
  private var isBeingWritten = false
  private var hasEnded = false
  private var failure: SQLError?
  /// Of the one thread that writes.
  private var offset = 0

  init(_ file: CreatedFile, _ blocks: BlockPool) {
    self.file = file
    self.blocks = blocks
  }

  /// Takes a block. True if somebody has to call `write`. Errors: that of a block before; no more of the file is worth writing.
  func add(_ block: AlignedBlock) throws(SQLError) -> Bool {
    let error = lock.withLock {
      if failure == nil { waiting.append(block) }
      return failure
    }
    if let error {
      blocks.finishSending(block)
      throw error
    }
    return mustBeWritten()
  }

  /// No block comes any more. True if somebody has to call `write`.
  func end() -> Bool {
    lock.withLock { hasEnded = true }
    return mustBeWritten()
  }

  private func mustBeWritten() -> Bool {
    lock.withLock {
      defer { isBeingWritten = true }
      return !isBeingWritten
    }
  }

  /// Writes what has come so far and, once all has come, waits for the device. Errors: 58030.
  func write() throws(SQLError) {
    while true {
      switch next() {
      case .block(let block): try write(block)
      case .pause: return
      case .end: return try file.synchronise()
      }
    }
  }

  private func next() -> Next {
    lock.withLock {
      if !waiting.isEmpty { return .block(waiting.removeFirst()) }
      if hasEnded { return .end }
      isBeingWritten = false
      return .pause
    }
  }

  private func write(_ block: AlignedBlock) throws(SQLError) {
    defer { blocks.finishSending(block) }
    do throws(SQLError) {
      if block.isFull {
        if offset == 0 { file.setDirect(true) }
        try file.writeDirectly(block.bytes, at: offset)
      } else {
        file.setDirect(false)
        try file.write(block.bytes, at: offset)
      }
    } catch { throw fail(error) }
    offset += block.count
  }

  /// What is still waiting is given up.
  private func fail(_ error: SQLError) -> SQLError {
    let abandoned = lock.withLock {
      failure = error
      defer { waiting = [] }
      return waiting
    }
    for block in abandoned { blocks.finishSending(block) }
    return error
  }
}
