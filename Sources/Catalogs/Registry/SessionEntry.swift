import Scheduling
import Synchronization

/// A session as others see it: who it is, what it runs, and how to stop that.
package final class SessionEntry: Sendable {
  /// What a session runs at the moment.
  package struct Activity: Sendable {
    package var text: String
    /// Microseconds since 1970-01-01 UTC.
    package var startTime: Int64
    package var cancellation: Cancellation

    package init(text: String, startTime: Int64, cancellation: Cancellation) {
      self.text = text
      self.startTime = startTime
      self.cancellation = cancellation
    }
  }

  /// The transaction a session is in.
  package struct TransactionState: Hashable, Sendable {
    package var id: Int
    /// Microseconds since 1970-01-01 UTC.
    package var startTime: Int64
  }

  /// The cursor a session has open.
  package struct CursorState: Hashable, Sendable {
    package var name: String
    package var transaction: Int
    /// Microseconds since 1970-01-01 UTC.
    package var startTime: Int64
    package var fetchedRows = 0

    package init(name: String, transaction: Int, startTime: Int64) {
      self.name = name
      self.transaction = transaction
      self.startTime = startTime
    }
  }

  private struct State {
    var cursor: CursorState?
    var activity: Activity?
    var transaction: TransactionState?
    var isWaiting = false
    var user: (id: Int, name: String) = (Principals.administratorID, SessionInfo.defaultUser)
    var hangUp: (@Sendable () -> Void)?
  }

  /// The process id that `pg_backend_pid()` tells.
  package let id: Int
  /// What a client that cancels over another connection has to know.
  package let key: UInt32
  /// Microseconds since 1970-01-01 UTC.
  package let startTime: Int64
  /// Ends the session: its statements run under it.
  package let termination: Cancellation
  private let state = Mutex(State())

  init(id: Int, key: UInt32, startTime: Int64, under superior: Cancellation) {
    self.id = id
    self.key = key
    self.startTime = startTime
    termination = Cancellation(under: superior)
  }

  /// Who logged in.
  package var userID: Int { state.withLock { $0.user.id } }
  package var userName: String { state.withLock { $0.user.name } }
  package func setUser(_ id: Int, _ name: String) { state.withLock { $0.user = (id, name) } }

  package var activity: Activity? { state.withLock { $0.activity } }
  package var transaction: TransactionState? { state.withLock { $0.transaction } }
  package var cursor: CursorState? { state.withLock { $0.cursor } }
  /// For a lock.
  package var isWaiting: Bool { state.withLock { $0.isWaiting } }

  /// A statement begins, in a transaction.
  package func begin(_ activity: Activity, in transaction: Transaction) {
    state.withLock { state in
      state.activity = activity
      state.transaction = TransactionState(id: transaction.id, startTime: transaction.startTime)
    }
  }

  /// The statement has ended; its transaction, too, unless it stays open.
  package func end(isInTransaction: Bool) {
    state.withLock { state in
      state.activity = nil
      if !isInTransaction { state.transaction = nil }
    }
  }

  package func setCursor(_ cursor: CursorState?) { state.withLock { $0.cursor = cursor } }
  package func noteFetchedRows(_ rows: Int) { state.withLock { $0.cursor?.fetchedRows = rows } }

  func setWaiting(_ isWaiting: Bool) { state.withLock { $0.isWaiting = isWaiting } }

  /// Cancels the running statement; nothing where none runs.
  package func cancel() { activity?.cancellation.cancel() }

  /// Ends the session: what it runs, whose owner then ends the connection, or the connection of one that runs nothing.
  package func terminate() {
    termination.cancel()
    let hangUp = state.withLock { $0.activity == nil ? $0.hangUp : nil }
    hangUp?()
  }

  /// What ends the connection of a session that runs nothing.
  package func setHangUp(_ hangUp: @escaping @Sendable () -> Void) { state.withLock { $0.hangUp = hangUp } }
}
