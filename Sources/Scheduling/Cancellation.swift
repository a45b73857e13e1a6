import Synchronization
import System

/// A wish to stop that any thread, or a signal handler, may express and that work asks for between its pieces.
///
/// It may also come by itself, at a deadline, or from a superior: a statement stands under its session, a session under
/// the process.
///
/// Who waits for something else meanwhile waits by `wait(for:_:)`, which every such wish ends at once:
///
///     lock.withLock {
///       while !isReady {
///         try cancellation.check()
///         cancellation.wait(for: changed, lock)
///       }
///     }
package final class Cancellation: Sendable {
  /// Why work is to stop.
  package enum Reason: Hashable, Sendable {
    case requested, timedOut
    /// The process holds more than its memory budget.
    case outOfMemory
  }

  /// A thread that waits, and holds the lock whenever it does not.
  private struct Waiter: Sendable {
    let number: Int
    let condition: Condition
    let lock: Lock
  }

  private let flag = Atomic<Bool>(false)
  /// Stays set, so that work that was left off is not taken for done when memory is free again.
  private let overdrawn = Atomic<Bool>(false)
  private let superior: Cancellation?
  private let lastMoment: ContinuousClock.Instant?
  private let hasDeadline: Atomic<Bool>
  private let waiters = Mutex<[Waiter]>([])
  private static let counter = Atomic<Int>(0)

  /// `superior` ends this work, too.
  package init(under superior: Cancellation? = nil, deadline: ContinuousClock.Instant? = nil) {
    self.superior = superior
    lastMoment = deadline
    hasDeadline = Atomic(deadline != nil)
  }

  package var isCancelled: Bool { reason != nil }

  package var reason: Reason? {
    if let wish { return wish }
    if overdrawn.load(ordering: .relaxed) { return .outOfMemory }
    guard MemoryBudget.isExceeded else { return nil }
    overdrawn.store(true, ordering: .relaxed)
    return .outOfMemory
  }

  /// From now on there is no deadline: what goes on is not the work that had one.
  package func dropDeadline() { hasDeadline.store(false, ordering: .relaxed) }

  private var deadline: ContinuousClock.Instant? { hasDeadline.load(ordering: .relaxed) ? lastMoment : nil }

  private var wish: Reason? {
    if flag.load(ordering: .relaxed) { return .requested }
    if let deadline, ContinuousClock.now >= deadline { return .timedOut }
    return superior?.wish
  }

  /// Throws `CancellationError` where work is to stop.
  package func check() throws(CancellationError) {
    if let reason { throw CancellationError(reason) }
  }

  /// Expresses the wish and wakes who waits: not to be called with a lock held that somebody waits with.
  package func cancel() {
    mark()
    wakeWaiters()
  }

  /// The wish alone, one atomic store: safe in a signal handler. Who waits has to be woken by another thread.
  func mark() { flag.store(true, ordering: .sequentiallyConsistent) }

  /// Takes the wish back, for the next statement of a session.
  package func reset() {
    flag.store(false, ordering: .relaxed)
    overdrawn.store(false, ordering: .relaxed)
  }

  // MARK: Waiting

  /// Waits, with `lock` held, until `condition` is signalled or work is to stop, or for no reason: the caller checks
  /// both again.
  package func wait(for condition: Condition, _ lock: Lock) {
    let waiter = Waiter(
      number: Self.counter.wrappingAdd(1, ordering: .relaxed).newValue, condition: condition, lock: lock)
    register(waiter)
    defer { unregister(waiter) }
    // Whoever cancels from now on finds the waiter, and gets its lock only when it waits.
    if isCancelled { return }
    if let end = nearestDeadline { condition.wait(lock, until: end) } else { condition.wait(lock) }
  }

  private var nearestDeadline: ContinuousClock.Instant? {
    [deadline, superior?.nearestDeadline].compactMap { $0 }.min()
  }

  private func register(_ waiter: Waiter) {
    waiters.withLock { $0.append(waiter) }
    superior?.register(waiter)
  }

  private func unregister(_ waiter: Waiter) {
    waiters.withLock { waiters in
      if let index = waiters.firstIndex(where: { $0.number == waiter.number }) { waiters.remove(at: index) }
    }
    superior?.unregister(waiter)
  }

  func wakeWaiters() {
    for waiter in waiters.withLock({ $0 }) { waiter.lock.withLock { waiter.condition.broadcast() } }
  }
}

/// Work ended because it was told to; a session reports it as SQLSTATE 57014.
package struct CancellationError: Error, Hashable, Sendable {
  package let reason: Cancellation.Reason

  package init(_ reason: Cancellation.Reason = .requested) { self.reason = reason }
}
