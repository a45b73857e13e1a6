import Synchronization
import System

/// A wish to stop that any thread, or a signal handler, may express and that work asks for between its pieces.
///
/// It may also come by itself, at a deadline, or from a superior: a statement stands under its session, a session under the
/// process.
package final class Cancellation: Sendable {
  /// Why work is to stop.
  package enum Reason: Hashable, Sendable {
    case requested, timedOut
    /// The process holds more than its memory budget.
    case outOfMemory
  }

  private let flag = Atomic<Bool>(false)
  /// Stays set, so that work that was left off is not taken for done when memory is free again.
  private let overdrawn = Atomic<Bool>(false)
  private let superior: Cancellation?
  private let deadline: ContinuousClock.Instant?

  /// `superior` ends this work, too.
  package init(under superior: Cancellation? = nil, deadline: ContinuousClock.Instant? = nil) {
    self.superior = superior
    self.deadline = deadline
  }

  package var isCancelled: Bool { reason != nil }

  package var reason: Reason? {
    if let wish { return wish }
    if overdrawn.load(ordering: .relaxed) { return .outOfMemory }
    guard MemoryBudget.isExceeded else { return nil }
    overdrawn.store(true, ordering: .relaxed)
    return .outOfMemory
  }

  private var wish: Reason? {
    if flag.load(ordering: .relaxed) { return .requested }
    if let deadline, ContinuousClock.now >= deadline { return .timedOut }
    return superior?.wish
  }

  /// One atomic store: safe in a signal handler.
  package func cancel() { flag.store(true, ordering: .relaxed) }

  /// Takes the wish back, for the next statement of a session.
  package func reset() {
    flag.store(false, ordering: .relaxed)
    overdrawn.store(false, ordering: .relaxed)
  }

  package func check() throws(CancellationError) {
    if let reason { throw CancellationError(reason) }
  }
}

/// Work ended because it was told to; a session reports it as SQLSTATE 57014.
package struct CancellationError: Error, Hashable, Sendable {
  package let reason: Cancellation.Reason

  package init(_ reason: Cancellation.Reason = .requested) { self.reason = reason }
}
