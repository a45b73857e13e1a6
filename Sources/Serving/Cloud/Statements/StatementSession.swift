import SQLTypes
import Scheduling
import Sessions
import Synchronization
import System

/// A session of the Data API and the thread that uses it: one statement, or as many as come while it is kept.
final class StatementSession: Sendable {
  let id: String
  let database: String
  /// Seconds; nil for a session of one statement.
  private let keepAlive: Int?
  private let open: @Sendable () throws -> Session
  private let state = Mutex(State())

  private struct State {
    var waiting: [StatementRun] = []
    var hasThread = false
    var isBusy = false
    var isClosed = false
  }

  init(id: String, database: String, keepAlive: Int?, open: @escaping @Sendable () throws -> Session) {
    (self.id, self.database, self.keepAlive, self.open) = (id, database, keepAlive, open)
  }

  var isKept: Bool { keepAlive.map { $0 > 0 } ?? false }
  var isOpen: Bool { state.withLock { !$0.isClosed } }
  var isBusy: Bool { state.withLock { $0.isBusy || !$0.waiting.isEmpty } }

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
        state.withLock { $0.isBusy = false }
      }
    } catch {
      let words = StatementFailure(of: error).error.message
      while let run = state.withLock({ $0.waiting.popLast() }) { run.fail(words) }
    }
  }

  /// The next statement; nil once none has come for as long as the session is kept.
  private func next() -> StatementRun? {
    let end = ContinuousClock.now + .seconds(keepAlive ?? 0)
    while true {
      let run = state.withLock { state -> StatementRun? in
        guard !state.waiting.isEmpty else { return nil }
        state.isBusy = true
        return state.waiting.removeFirst()
      }
      if let run { return run }
      guard ContinuousClock.now < end, isOpen else { return nil }
      WallClock.sleep(milliseconds: 5)
    }
  }
}
