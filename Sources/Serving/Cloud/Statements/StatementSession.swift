import CloudAPI
import SQLTypes
import Scheduling
import Sessions
import Synchronization
import System

/// A session of the Data API and the thread that uses it: one statement, or as many as come while it is kept.
final class StatementSession: Sendable {
  let id: String
  /// Of the statement that it begins with.
  private let request: DataStatement.Request
  private let created = WallClock.now
  private let open: @Sendable () throws -> Session
  private let state = Mutex(State())

  private struct State {
    var waiting: [StatementRun] = []
    var hasThread = false
    /// The id of the statement that it runs.
    var current: String?
    var updated = WallClock.now
    var isClosed = false
  }

  init(id: String, for request: DataStatement.Request, open: @escaping @Sendable () throws -> Session) {
    (self.id, self.request, self.open) = (id, request, open)
  }

  var database: String { request.database }

  /// For so many seconds after each statement; none for a session of one statement.
  private var keepAlive: Int { request.keepAlive ?? 0 }
  var isKept: Bool { keepAlive > 0 }
  var isOpen: Bool { state.withLock { !$0.isClosed } }
  var isBusy: Bool { state.withLock { $0.current != nil || !$0.waiting.isEmpty } }

  /// As ListSessions shows it.
  var described: DataSession {
    state.withLock { state in
      let status: DataSession.Status = state.isClosed ? .closed : state.current == nil ? .available : .busy
      return DataSession(
        id: id, status: status, request: request, created: created, updated: state.updated, current: state.current)
    }
  }

  /// Ends once its statements have: it waits for no more.
  func close() { state.withLock { $0.isClosed = true } }

  func add(_ run: StatementRun) {
    let needsThread = state.withLock { state in
      state.waiting.append(run)
      defer { state.hasThread = true }
      return !state.hasThread
    }
    guard needsThread else { return }
    if !ServiceThread.start({ [self] in work() }) { run.fail("The system has no thread for the statement.") }
  }

  private func work() {
    defer { state.withLock { $0.isClosed = true } }
    do {
      let session = try open()
      defer { session.close() }
      while let run = next() {
        run.perform(in: session)
        state.withLock { state in
          state.current = nil
          state.updated = WallClock.now
        }
      }
    } catch {
      let words = StatementFailure(of: error).error.message
      while let run = state.withLock({ $0.waiting.popLast() }) { run.fail(words) }
    }
  }

  /// The next statement; nil once none has come for as long as the session is kept.
  private func next() -> StatementRun? {
    let end = ContinuousClock.now + .seconds(keepAlive)
    while true {
      let run = state.withLock { state -> StatementRun? in
        guard !state.waiting.isEmpty else { return nil }
        let run = state.waiting.removeFirst()
        state.current = run.id
        state.updated = WallClock.now
        return run
      }
      if let run { return run }
      guard ContinuousClock.now < end, isOpen else { return nil }
      WallClock.sleep(milliseconds: 5)
    }
  }
}
