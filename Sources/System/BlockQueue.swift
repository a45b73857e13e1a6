/// The blocks of a file that are still to be written, by one thread at a time: file systems let in no more when a file
/// grows.
final class BlockQueue: @unchecked Sendable {
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
  private var failure: FileError?
  /// Of the one thread that writes.
  private var offset = 0

  init(_ file: CreatedFile, _ blocks: BlockPool) {
    self.file = file
    self.blocks = blocks
  }

  /// Takes a block. True if somebody has to call `write`. Errors: that of a block before; no more of the file is worth
  /// writing.
  func add(_ block: AlignedBlock) throws(FileError) -> Bool {
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

  /// Writes what has come so far and, once all has come, waits for the device.
  func write() throws(FileError) {
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

  private func write(_ block: AlignedBlock) throws(FileError) {
    defer { blocks.finishSending(block) }
    do throws(FileError) {
      if block.isFull {
        if offset == 0 { file.setDirect(to: true) }
        try file.writeDirectly(block.bytes, at: offset)
      } else {
        if offset > 0 { file.setDirect(to: false) }
        try file.write(block.bytes, at: offset)
      }
    } catch { throw fail(error) }
    offset += block.count
  }

  /// What is still waiting is given up.
  private func fail(_ error: FileError) -> FileError {
    let abandoned = lock.withLock {
      failure = error
      defer { waiting = [] }
      return waiting
    }
    for block in abandoned { blocks.finishSending(block) }
    return error
  }
}
