import Scheduling
import Synchronization

/// A session as others see it: who it is, what it runs, and how to stop that.
package final class SessionEntry: Sendable {
  /// What a session runs at the moment.
  package struct Activity: Sendable {
    /// Its query id.
    package var statement: Int
    package var kind: StatementRecord.Kind
    package var type: StaticString
    /// QUERY_GROUP; empty where it is not set.
    package var label: String
    /// Without secrets.
    package var text: String
    /// Microseconds since 1970-01-01 UTC.
    package var startTime: Int64
    package var cancellation: Cancellation

    package init(
      statement: Int, kind: StatementRecord.Kind, type: StaticString, label: String, text: String, startTime: Int64,
      cancellation: Cancellation
    ) {
      self.statement = statement
      self.kind = kind
      self.type = type
      self.label = label
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

  /// Whose session it is.
  package struct User: Hashable, Sendable {
    package var id: Int64
    package var name: String
    /// IDLE_SESSION_TIMEOUT in seconds; 0 for none.
    package var timeout = 0

    package init(id: Int64, name: String) {
      self.id = id
      self.name = name
    }
  }

  private struct State {
    var user = User(id: SessionInfo().userID, name: SessionInfo.defaultUser)
    var cursor: CursorState?
    var activity: Activity?
    var transaction: TransactionState?
    var isWaiting = false
    /// What CANCEL says to whose statement it ends.
    var cancelMessage: String?
    /// Its client waits for the answers to what it sent.
    var isAnswering = false
    var isCancelWanted = false
    var hangUp: (@Sendable () -> Void)?
    var load: LoadRun?
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

  package var activity: Activity? { state.withLock { $0.activity } }
  /// Nothing runs, and its client has all answers.
  package var isIdle: Bool { state.withLock { $0.activity == nil && !$0.isAnswering } }
  package var transaction: TransactionState? { state.withLock { $0.transaction } }
  package var cursor: CursorState? { state.withLock { $0.cursor } }
  package var user: User { state.withLock { $0.user } }
  /// The COPY that reads its input, as far as it is.
  package var load: LoadRun? { state.withLock { $0.load } }
  /// For a lock.
  package var isWaiting: Bool { state.withLock { $0.isWaiting } }

  /// A statement begins, in a transaction.
  package func begin(_ activity: Activity, in transaction: Transaction) {
    let isCancelled = state.withLock { state in
      state.activity = activity
      if !state.isCancelWanted { state.cancelMessage = nil }
      state.transaction = TransactionState(id: transaction.id, startTime: transaction.startTime)
      return state.isCancelWanted
    }
    if isCancelled { activity.cancellation.cancel() }
  }

  /// Its client has sent something, or has all the answers to it.
  package func setAnswering(_ isAnswering: Bool) {
    state.withLock { state in
      state.isAnswering = isAnswering
      if !isAnswering { state.isCancelWanted = false }
    }
  }

  /// The statement has ended; its transaction, too, unless it stays open.
  package func end(isInTransaction: Bool) {
    state.withLock { state in
      state.activity = nil
      if !isInTransaction { state.transaction = nil }
    }
  }

  package func setUser(_ user: User) { state.withLock { $0.user = user } }

  package func setCursor(_ cursor: CursorState?) { state.withLock { $0.cursor = cursor } }
  package func noteFetchedRows(_ rows: Int) { state.withLock { $0.cursor?.fetchedRows = rows } }

  package func setLoad(_ load: LoadRun?) { state.withLock { $0.load = load } }

  func setWaiting(_ isWaiting: Bool) { state.withLock { $0.isWaiting = isWaiting } }

  /// Cancels the running statement, and those behind it that its client sent with it; nothing where none runs.
  package func cancel(_ message: String? = nil) {
    let activity = state.withLock { state in
      state.cancelMessage = message
      if state.isAnswering { state.isCancelWanted = true }
      return state.activity
    }
    activity?.cancellation.cancel()
  }

  /// What who cancelled the running statement has to say.
  package var cancelMessage: String? { state.withLock { $0.cancelMessage } }

  /// Ends the session: what it runs, whose owner then ends the connection, or the connection of one that runs nothing.
  package func terminate() {
    termination.cancel()
    let hangUp = state.withLock { $0.activity == nil ? $0.hangUp : nil }
    hangUp?()
  }

  /// What ends the connection of a session that runs nothing.
  package func setHangUp(_ hangUp: @escaping @Sendable () -> Void) { state.withLock { $0.hangUp = hangUp } }
}
