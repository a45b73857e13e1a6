/// What a database remembers of its statements, sessions and transactions: of each kind the latest 100,000.
///
/// Of statements also no more than 64 MB of text, so that a database that runs for weeks does not grow by being used.
package final class ActivityHistory: Sendable {
  private let ended = BoundedHistory<StatementRecord> { $0.text.utf8.count }
  private let closed = BoundedHistory<SessionRecord>()
  private let events = BoundedHistory<ConnectionRecord>()
  private let undone = BoundedHistory<UndoneChange>()
  private let refused = BoundedHistory<TransactionConflict>()
  private let called = BoundedHistory<ProcedureCallRecord> { $0.statement.text.utf8.count }
  private let refreshed = BoundedHistory<RefreshRecord>()
  private let said = BoundedHistory<ProcedureMessage> { $0.message.utf8.count + $0.text.utf8.count }

  private let advised = BoundedHistory<EncodingRecord>()
  private let upkeep = BoundedHistory<MaintenanceRecord>()
  private let changed = BoundedHistory<UserRecord>()
  private let signalled = BoundedHistory<TerminationRecord>()
  private let transitions = BoundedHistory<ViewStateRecord>()
  private let exceeded = BoundedHistory<QuotaViolation>()
  private let ran = BoundedHistory<QueryRecord>(size: \.size)

  package init() {}

  /// Oldest first, as all the others.
  package var statements: [StatementRecord] { ended.rows }
  package var sessions: [SessionRecord] { closed.rows }
  package var connectionEvents: [ConnectionRecord] { events.rows }
  package var undoneChanges: [UndoneChange] { undone.rows }
  package var conflicts: [TransactionConflict] { refused.rows }
  package var procedureCalls: [ProcedureCallRecord] { called.rows }
  package var refreshes: [RefreshRecord] { refreshed.rows }
  package var procedureMessages: [ProcedureMessage] { said.rows }

  package var queries: [QueryRecord] { ran.rows }
  package var encodings: [EncodingRecord] { advised.rows }
  package var maintenance: [MaintenanceRecord] { upkeep.rows }
  package var userChanges: [UserRecord] { changed.rows }
  package var terminations: [TerminationRecord] { signalled.rows }
  package var viewStates: [ViewStateRecord] { transitions.rows }
  package var quotaViolations: [QuotaViolation] { exceeded.rows }

  package func lastStatements(_ count: Int) -> [StatementRecord] { ended.last(count) }

  package func record(_ statement: StatementRecord) { ended.record(statement) }
  package func record(_ query: QueryRecord) { ran.record(query) }
  package func record(_ encoding: EncodingRecord) { advised.record(encoding) }
  package func record(_ maintenance: MaintenanceRecord) { upkeep.record(maintenance) }
  package func record(_ session: SessionRecord) { closed.record(session) }
  package func record(_ event: ConnectionRecord) { events.record(event) }
  package func record(_ call: ProcedureCallRecord) { called.record(call) }
  package func record(_ refresh: RefreshRecord) { refreshed.record(refresh) }
  package func record(_ changes: [UserRecord]) { changed.record(changes) }
  package func record(_ termination: TerminationRecord) { signalled.record(termination) }
  package func record(_ changes: [ViewStateRecord]) { transitions.record(changes) }
  func record(_ violations: [QuotaViolation]) { exceeded.record(violations) }
  package func record(_ messages: [ProcedureMessage]) { said.record(messages) }
  func record(_ changes: [UndoneChange]) { undone.record(changes) }
  func record(_ conflict: TransactionConflict) { refused.record(conflict) }
}
