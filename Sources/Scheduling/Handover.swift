import System

/// Hands values from one thread to another, one at a time: who gives waits until there is room, who takes until there
/// is a value.
///
/// ```
/// giver    give(a) give(b) waits …  give(c) waits … finish()
/// taker                 take() a          take() b        take() c   take() nil
/// ```
package final class Handover<Value: Sendable>: @unchecked Sendable {
  private let cancellation: Cancellation
  private let lock = Lock()
  private let changed = Condition()
  /// All below are guarded by the lock.
  private var value: Value?
  private var end: Result<Void, any Error>?
  private var isClosed = false

  /// `cancellation` ends the waits of both.
  package init(cancellation: Cancellation) { self.cancellation = cancellation }

  /// False where the taker wants no more. Throws `CancellationError`.
  package func give(_ value: Value) throws -> Bool {
    try lock.withLock {
      while self.value != nil && !isClosed {
        try cancellation.check()
        cancellation.wait(for: changed, lock)
      }
      guard !isClosed else { return false }
      self.value = value
      changed.broadcast()
      return true
    }
  }

  /// The giver gives no more, because of an error or because that was all.
  package func finish(_ end: Result<Void, any Error>) {
    lock.withLock {
      self.end = end
      changed.broadcast()
    }
  }

  /// nil where that was all. `wish`: another way to end the wait. Throws the giver's error after the values before it,
  /// `CancellationError`.
  package func take(until wish: Cancellation? = nil) throws -> Value? {
    let cancellation = wish ?? cancellation
    return try lock.withLock { () -> Value? in
      while value == nil && end == nil && !isClosed {
        try cancellation.check()
        cancellation.wait(for: changed, lock)
      }
      guard let taken = value else {
        try end?.get()
        return nil
      }
      value = nil
      changed.broadcast()
      return taken
    }
  }

  /// The taker wants no more.
  package func close() {
    lock.withLock {
      (value, isClosed) = (nil, true)
      changed.broadcast()
    }
  }
}
