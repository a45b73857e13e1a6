import System

/// Work that waits, for a disk mostly, instead of computing: done on threads of its own, so that no worker stands
/// still.
///
/// Threads start when there is work and end when there is none. Several waits at a time cost little more than one,
/// because a file system answers them together. What waits may hold a file open, so only so much of it is taken in.
package final class IOThreads: @unchecked Sendable {
  package typealias Work = @Sendable () throws -> Void

  private let limit: Int
  private let lock = Lock()
  private let changed = Condition()
  /// All below are guarded by the lock.
  private var queue: [(number: Int, work: Work)] = []
  private var threads = 0
  private var added = 0
  private var firstFailure: (number: Int, error: any Error)?

  package init(limit: Int = 8) { self.limit = max(1, limit) }

  /// Hands `work` over, once there is room. Where the system gives no thread it is done here and now.
  package func add(_ work: @escaping Work) {
    let mustHelp = lock.withLock {
      while queue.count >= 8 * limit { changed.wait(lock) }
      queue.append((added, work))
      added += 1
      guard threads < limit else { return false }
      threads += 1
      if Platform.startThread({ [self] in workThroughQueue() }) { return false }
      threads -= 1
      return threads == 0
    }
    if mustHelp {
      lock.withLock { threads += 1 }
      workThroughQueue()
    }
  }

  /// Nothing that was added is still to be done.
  package var isIdle: Bool { lock.withLock { threads == 0 } }

  /// Waits for all that was added. Errors: that of the work added first, among those that failed.
  package func finish() throws {
    let failure = lock.withLock {
      while threads > 0 { changed.wait(lock) }
      defer { firstFailure = nil }
      return firstFailure
    }
    if let failure { throw failure.error }
  }

  /// Forgets what has not started, calls `then`, and waits for the rest, whatever becomes of it.
  package func drop(_ then: () -> Void = {}) {
    lock.withLock {
      queue.removeAll()
      changed.broadcast()
    }
    then()
    try? finish()
  }

  private func workThroughQueue() {
    while let (number, work) = next() {
      do { try work() } catch { note(number, error) }
    }
  }

  private func next() -> (number: Int, work: Work)? {
    lock.withLock {
      defer { changed.broadcast() }
      if !queue.isEmpty { return queue.removeFirst() }
      threads -= 1
      return nil
    }
  }

  private func note(_ number: Int, _ error: any Error) {
    lock.withLock {
      if let firstFailure, firstFailure.number < number { return }
      firstFailure = (number, error)
    }
  }
}
