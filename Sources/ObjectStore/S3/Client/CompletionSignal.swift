import Scheduling
import System

/// What guards the calls of a transport and tells those who wait that one has ended. Calls that end together wake them
/// once.
final class CompletionSignal: @unchecked Sendable {
  private let lock = Lock()
  private let changed = Condition()
  /// Guarded by the lock: what somebody waits for has happened.
  private var mustWake = false

  func withLock<T>(_ body: () throws -> T) rethrows -> T { try lock.withLock(body) }

  /// With the lock held: `announce` has somebody to wake.
  func note() { mustWake = true }

  func announce() {
    lock.withLock {
      if mustWake { changed.broadcast() }
      mustWake = false
    }
  }

  /// With the lock held: waits until a call has ended or work is to stop, or for no reason.
  func wait(under cancellation: Cancellation) { cancellation.wait(for: changed, lock) }

  /// With the lock held: waits until a call has ended, but not beyond `end`.
  func wait(until end: ContinuousClock.Instant) { changed.wait(lock, until: end) }
}
