import CloudAPI
import Scheduling
import Synchronization
import System

/// Runs the Data API's statements: each on a thread of its own with a session, which some are given to use again.
///
/// Statements and their results are forgotten after a day, and the oldest where there are too many.
package final class StatementRunner: StatementHost {
  private static let mostStatements = 10_000
  private static let day: Int64 = 86_400_000_000
  private static let mostActive = 500

  private struct State {
    /// In the order in which they were started.
    var runs: [StatementRun] = []
    var sessions: [String: StatementSession] = [:]
    /// By client token: the same request again is the same statement.
    var tokens: [String: String] = [:]
  }

  private let clusters: ClusterDirectory
  private let state = Mutex(State())

  package init(_ clusters: ClusterDirectory) { self.clusters = clusters }

  package func start(_ request: DataStatement.Request) throws(CloudError) -> DataStatement {
    if let known = knownRun(request.token) { return known.statement }
    guard state.withLock({ $0.runs.count { !$0.statement.status.isEnd } }) < Self.mostActive else {
      throw CloudError("ActiveStatementsExceededException", "There are too many active statements.")
    }
    let session = try session(for: request)
    var asked = request
    if asked.database.isEmpty { asked.database = session.database }
    let run = StatementRun(DataStatement(id: Self.makeID(), asked, created: WallClock.now), in: session)
    state.withLock { state in
      state.runs.append(run)
      if let token = request.token { state.tokens[token] = run.id }
      if session.isKept { state.sessions[session.id] = session }
      Self.forget(&state)
    }
    session.add(run)
    return run.statement
  }

  private func knownRun(_ token: String?) -> StatementRun? {
    state.withLock { state in
      guard let token, let id = state.tokens[token] else { return nil }
      return state.runs.last { $0.id == id }
    }
  }

  private func session(for request: DataStatement.Request) throws(CloudError) -> StatementSession {
    if let id = request.session {
      guard let session = state.withLock({ $0.sessions[id] }), session.isOpen else {
        throw .resourceNotFound("Session \(id) does not exist.")
      }
      guard !session.isBusy else {
        throw CloudError("ActiveSessionsExceededException", "Session \(id) is busy with another statement.")
      }
      return session
    }
    try clusters.check(request)
    return StatementSession(id: Self.makeID(), for: request) { [clusters] in
      try clusters.makeSession(request)
    }
  }

  private static func forget(_ state: inout State) {
    let oldest = WallClock.now - day
    let surplus = state.runs.count - mostStatements
    guard surplus > 0 || state.runs.first.map({ $0.statement.created < oldest }) == true else { return }
    state.runs.removeFirst(
      max(surplus, state.runs.firstIndex { $0.statement.created >= oldest } ?? state.runs.count))
    let known = Set(state.runs.map(\.id))
    state.tokens = state.tokens.filter { known.contains($0.value) }
    state.sessions = state.sessions.filter { $0.value.isOpen }
  }

  private static func makeID() -> String { UUIDText.text((0..<16).map { _ in UInt8.random(in: 0...255) }) }

  // MARK: Asking

  /// A statement, or one of a batch: its id is the batch's, a colon and its number.
  private func run(_ id: String) throws(CloudError) -> StatementRun {
    let whole = id.prefix { $0 != ":" }
    guard let run = state.withLock({ state in state.runs.last { $0.id == whole } }) else {
      throw .resourceNotFound("Query does not exist.")
    }
    return run
  }

  package func statement(_ id: String, waiting seconds: Int) throws(CloudError) -> DataStatement {
    let run = try run(id)
    let end = ContinuousClock.now + .seconds(min(seconds, 30))
    while !run.statement.status.isEnd, ContinuousClock.now < end { WallClock.sleep(milliseconds: 2) }
    return run.statement
  }

  package func result(_ id: String) throws(CloudError) -> DataResult {
    let run = try run(id)
    guard run.statement.status == .finished else {
      throw CloudError("ValidationException", "Query is not finished: its status is \(run.statement.status.rawValue).")
    }
    guard let result = run.result(of: id) else { throw .resourceNotFound("Query does not have result.") }
    return result
  }

  package func cancel(_ id: String) throws(CloudError) -> Bool { try run(id).cancel() }

  package var statements: [DataStatement] { state.withLock { $0.runs.reversed().map(\.statement) } }

  package var sessions: [DataSession] {
    state.withLock { Array($0.sessions.values) }.map(\.described).sorted { ($0.created, $0.id) > ($1.created, $1.id) }
  }

  package func query(_ request: DataStatement.Request) throws(CloudError) -> DataResult {
    let session = try session(for: request)
    let run = StatementRun(DataStatement(id: Self.makeID(), request, created: WallClock.now), in: session)
    session.add(run)
    while !run.statement.status.isEnd { WallClock.sleep(milliseconds: 1) }
    guard let result = run.result(of: run.id) else {
      throw .validation(run.statement.error ?? "The query could not be run.")
    }
    return result
  }

  package func forgetAll() {
    let forgotten = state.withLock { state in
      defer { state = State() }
      return state
    }
    for run in forgotten.runs { _ = run.cancel() }
    for session in forgotten.sessions.values { session.close() }
  }
}
