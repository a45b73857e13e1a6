/// The blocks of all files of a folder, used again and again, of which only so many are on their way to the device.
package final class BlockPool: @unchecked Sendable {
  private static let mostOnTheirWay = 4

  private let lock = Lock()
  private let arrived = Condition()
  private let free = FreeList<AlignedBlock>()
  /// Guarded by the lock.
  private var onTheirWay = 0

  package init() {}

  /// An empty block.
  func take() -> AlignedBlock {
    let block = free.take() ?? AlignedBlock()
    block.clear()
    return block
  }

  /// Waits until one more may be on its way: whoever makes text faster than the device takes it waits here.
  func startSending() {
    lock.withLock {
      while onTheirWay >= Self.mostOnTheirWay { arrived.wait(lock) }
      onTheirWay += 1
    }
  }

  /// A block that `startSending` was called for has been written.
  func finishSending(_ block: AlignedBlock) {
    give(block)
    lock.withLock {
      onTheirWay -= 1
      arrived.signal()
    }
  }

  /// Takes a block back.
  func give(_ block: AlignedBlock) { free.give(block) }
}
