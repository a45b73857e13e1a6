import Catalogs
import CloudAPI
import Columnar
import SQLSyntax
import SQLTypes
import Sessions
import Synchronization
import System

/// One statement of the Data API, or one batch, on its way.
final class StatementRun: Sendable {
  private struct State {
    var statement: DataStatement
    /// One a statement; nil for those that give no rows.
    var results: [DataResult?] = []
    var entry: SessionEntry?
    var isCancelled = false
  }

  let id: String
  /// As it runs; what is shown of it has its secrets masked.
  private let request: DataStatement.Request
  private let state: Mutex<State>

  init(_ statement: DataStatement, in session: StatementSession) {
    id = statement.id
    request = statement.request
    var statement = statement
    statement.request.statements = request.statements.map(StatementSecrets.masked)
    if session.isKept { statement.session = session.id }
    state = Mutex(State(statement: statement))
  }

  var statement: DataStatement { state.withLock { $0.statement } }

  /// Of a batch's statement by its own id, of a batch alone its last.
  func result(of id: String) -> DataResult? {
    state.withLock { state in
      guard let colon = id.firstIndex(of: ":"), let number = Int(id[id.index(after: colon)...]) else {
        return state.results.last ?? nil
      }
      return state.results.indices.contains(number - 1) ? state.results[number - 1] : nil
    }
  }

  /// False where it has ended.
  func cancel() -> Bool {
    let entry = state.withLock { state -> SessionEntry?? in
      guard !state.statement.status.isEnd else { return nil }
      state.isCancelled = true
      return .some(state.entry)
    }
    guard let entry else { return false }
    entry?.cancel()
    return true
  }

  func fail(_ words: String) { end(.failed, words, since: ContinuousClock.now) }

  // MARK: Running

  /// All statements; those of a batch in one transaction.
  func perform(in session: Session) {
    let start = ContinuousClock.now
    // Who cancels it between two statements, or before the first, cancels the next.
    session.entry.setAnswering(true)
    let isCancelled = state.withLock { state in
      state.entry = session.entry
      state.statement.process = session.entry.id
      state.statement.status = .started
      return state.isCancelled
    }
    defer {
      state.withLock { $0.entry = nil }
      session.entry.setAnswering(false)
    }
    guard !isCancelled else { return end(.aborted, nil, since: start) }
    do {
      try performAll(in: session)
      end(.finished, nil, since: start)
    } catch {
      let words = StatementFailure(of: error).error.message
      end(state.withLock { $0.isCancelled } ? .aborted : .failed, "ERROR: " + words, since: start)
    }
  }

  private func performAll(in session: Session) throws {
    guard request.isBatch else { return try perform(0, request, in: session) }
    _ = try session.execute("BEGIN")
    do {
      for number in request.statements.indices { try perform(number, request, in: session) }
      _ = try session.execute("COMMIT")
    } catch {
      session.entry.setAnswering(false)
      _ = try? session.execute("ROLLBACK")
      throw error
    }
  }

  private func perform(_ number: Int, _ request: DataStatement.Request, in session: Session) throws {
    var one = request
    (one.statements, one.isBatch) = ([request.statements[number]], false)
    var part = DataStatement(id: "\(id):\(number + 1)", one, created: WallClock.now)
    part.request.statements = one.statements.map(StatementSecrets.masked)
    part.status = .started
    if request.isBatch { state.withLock { $0.statement.parts.append(part) } }
    let start = ContinuousClock.now
    do {
      let outcome = try StatementArguments.run(one, in: session)
      state.withLock { state in
        state.results.append(outcome.result)
        state.statement.take(outcome)
        if request.isBatch { state.statement.parts[number].finish(outcome, start.duration(to: .now)) }
      }
    } catch {
      let words = "ERROR: " + StatementFailure(of: error).error.message
      state.withLock { state in
        if request.isBatch { state.statement.parts[number].end(.failed, words, start.duration(to: .now)) }
      }
      throw error
    }
  }

  private func end(_ status: DataStatement.Status, _ words: String?, since start: ContinuousClock.Instant) {
    state.withLock { $0.statement.end(status, words, start.duration(to: .now)) }
  }
}

extension DataStatement {
  fileprivate mutating func end(_ status: Status, _ words: String?, _ time: Duration) {
    self.status = status
    error = words
    updated = WallClock.now
    duration = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
  }

  fileprivate mutating func finish(_ outcome: StatementArguments.Outcome, _ time: Duration) {
    take(outcome)
    end(.finished, nil, time)
  }

  fileprivate mutating func take(_ outcome: StatementArguments.Outcome) {
    let result = outcome.result
    hasResult = result != nil
    rows = result?.rows.count ?? outcome.changed
    size = result?.rows.reduce(0) { $0 + $1.reduce(0) { $0 + ($1?.utf8.count ?? 0) } } ?? 0
  }
}
