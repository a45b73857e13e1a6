import Catalogs
import SQLSyntax
import SQLTypes
import Scheduling
import System

/// What a session leaves in the history of its database.
extension Session {
  func activity(_ statement: Statement?, _ text: String, _ time: Int64, _ cancellation: Cancellation)
    -> SessionEntry.Activity
  {
    let group = settings["query_group"] ?? "unset"
    let (kind, type) = log(of: statement)
    return SessionEntry.Activity(
      statement: database.makeQueryID(), kind: kind, type: type, label: group == "unset" ? "" : group,
      text: StatementSecrets.masked(text), startTime: time, cancellation: cancellation)
  }

  /// Runs a statement and remembers how it ended.
  func remembered(_ context: StatementContext, _ body: () throws -> StatementResult) throws -> StatementResult {
    do {
      let result = try body()
      remember(context, .succeeded, rows: result.columns == nil ? 0 : result.rowCount ?? 0)
      return result
    } catch {
      remember(context, StatementRecord.Outcome(of: error))
      throw error
    }
  }

  func remember(_ context: StatementContext, _ outcome: StatementRecord.Outcome, rows: Int = 0) {
    let activity = context.activity
    if context.hasPlan && activity.kind == .query { facts.lastQueryID = Int64(context.id) }
    let record = StatementRecord(
      id: activity.statement, transaction: context.transaction.id, session: entry.id, userID: facts.userID,
      kind: activity.kind, type: activity.type, label: activity.label, text: activity.text,
      startTime: activity.startTime, endTime: WallClock.now, outcome: outcome, returnedRows: rows)
    database.activity.record(record)
    if let query = context.measurement.record(of: record) { database.activity.record(query) }
    if let caller = context.caller {
      database.activity.record(ProcedureCallRecord(statement: record, caller: caller))
    }
  }

  /// The client has logged in over a connection.
  package func noteConnection(_ client: ClientInfo) {
    self.client = client
    for event in [ConnectionRecord.Event.authenticated, .begin] { note(event, client, duration: 0) }
  }

  /// The session ends.
  func noteEnd() {
    let now = WallClock.now
    let user = entry.user
    connected.activity.record(
      SessionRecord(
        session: entry.id, userID: user.id, user: user.name, startTime: entry.startTime, endTime: now,
        timeout: (settings.idleTimeout ?? 0) / 1000, isTimedOut: isTimedOut))
    if let client { note(.end, client, duration: now - entry.startTime) }
  }

  private func note(_ event: ConnectionRecord.Event, _ client: ClientInfo, duration: Int64) {
    connected.activity.record(
      ConnectionRecord(
        event, time: WallClock.now, session: entry.id, user: entry.user.name, client: client, duration: duration))
  }

  /// Which log a statement belongs to, and its type there.
  private func log(of statement: Statement?) -> (StatementRecord.Kind, StaticString) {
    switch statement {
    case .query(let query):
      if case .select(let select) = query.body, select.into != nil { return (.query, "CTAS") }
      return (.query, "SELECT")
    case .insert: return (.query, "INSERT")
    case .update: return (.query, "UPDATE")
    case .delete: return (.query, "DELETE")
    case .merge: return (.query, "OTHER")
    case .copy: return (.query, "COPY")
    case .unload: return (.query, "UNLOAD")
    case .createTableAs: return (.query, "CTAS")
    case .createTable, .createView, .materializedView(.create), .materializedView(.setAutoRefresh),
      .materializedView(.setAttributes), .createSchema, .external, .alterTable, .drop:
      return (.definition, "DDL")
    case .routine(.create), .routine(.drop), .routine(.rename), .routine(.owner): return (.definition, "DDL")
    case .prepared(.execute(let name, _)): return log(of: (try? statements.statement(named: name))?.statement)
    default: return (.utility, "UTILITY")
    }
  }
}

extension StatementRecord.Outcome {
  init(of error: any Error) {
    let error = StatementFailure(of: error).error
    self = error.state == .queryCanceled ? .cancelled(message: error.message) : .failed(message: error.message)
  }
}
