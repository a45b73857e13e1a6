import Catalogs
import ObjectStore
import SQLTypes
import Scheduling
import Sessions
import System

/// A session of a script with a thread of its own, so that its statements can wait while others go on.
final class ScriptConnection: @unchecked Sendable {
  typealias Outcome = Result<StatementResult, StatementFailure>

  private let database: Database
  private let lock = Lock()
  private let changed = Condition()
  /// All below are guarded by the lock.
  private var id: Int?
  private var statement: String?
  private var outcome: Outcome?
  private var isClosed = false

  init(
    _ database: Database, _ cluster: Cluster, user: String?, _ pool: WorkerPool, _ storage: ObjectStorage
  ) {
    self.database = database
    _ = ServiceThread.start { [self] in
      work(Session(database: database, in: cluster, pool: pool, storage: storage, user: user))
    }
  }

  /// Runs a text and waits for what comes of it.
  func run(_ text: String) -> Outcome {
    start(text)
    return finish(milliseconds: .max) ?? Self.failed("the statement did not end")
  }

  func start(_ text: String) {
    lock.withLock {
      (statement, outcome) = (text, nil)
      changed.broadcast()
    }
  }

  /// Whether what was started has come to wait for a lock; false if it ended instead.
  func comesToWait() -> Bool {
    lock.withLock {
      while outcome == nil {
        if let id, database.sessions[id]?.isWaiting == true { return true }
        changed.wait(lock, milliseconds: 1)
      }
      return false
    }
  }

  /// What came of the statement that was started; nil if that takes longer.
  func finish(milliseconds: Int) -> Outcome? {
    let end = ContinuousClock.now + .milliseconds(min(milliseconds, Self.longest))
    return lock.withLock {
      while outcome == nil && ContinuousClock.now < end { changed.wait(lock, milliseconds: 10) }
      return outcome
    }
  }

  /// Cancels what runs.
  func cancel() {
    guard let id = lock.withLock({ id }) else { return }
    _ = database.sessions.cancel(id)
  }

  /// Ends the session, once its statement has ended.
  func close() {
    cancel()
    lock.withLock {
      isClosed = true
      changed.broadcast()
    }
  }

  private func work(_ session: Session) {
    lock.withLock { id = session.entry.id }
    while let text = next() {
      let result = session.lastOutcome(of: text)
      lock.withLock {
        (statement, outcome) = (nil, result)
        changed.broadcast()
      }
    }
    session.close()
  }

  private func next() -> String? {
    lock.withLock {
      while statement == nil && !isClosed { changed.wait(lock) }
      return isClosed ? nil : statement
    }
  }

  private static func failed(_ message: String) -> Outcome {
    .failure(StatementFailure(error: SQLError(.internalError, message)))
  }

  /// Milliseconds: what waits longer hangs.
  private static let longest = 60_000
}

extension Session {
  /// What the last statement of a text gives, or the first failure.
  func lastOutcome(of text: String) -> Result<StatementResult, StatementFailure> {
    do {
      guard let result = try executeAll(text).last else { throw SQLError(.syntaxError, "no statement") }
      return .success(result)
    } catch { return .failure(StatementFailure(of: error)) }
  }
}
