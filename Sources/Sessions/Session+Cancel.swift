import Catalogs
import Execution
import SQLSyntax
import SQLTypes
import Scheduling
import System

/// Ending what other sessions do: CANCEL, pg_cancel_backend, pg_terminate_backend; and set_config, which is a function,
/// too.
extension Session {
  /// `CANCEL pid ['message']`
  func runCancel(_ cancel: CancelSession, _ context: StatementContext) throws -> StatementResult {
    if let entry = cluster.session(cancel.session) {
      try mayEnd(entry, context)
      entry.cancel(cancel.message)
      database.activity.record(
        TerminationRecord(.cancel, session: cancel.session, by: facts.userID, time: WallClock.now))
    } else {
      context.notices.append(
        Notice("PID \(cancel.session) is not a Redshift server process", severity: .warning))
    }
    return StatementResult(tag: "CANCEL")
  }

  /// Superusers end everybody's work, others their own. 42501.
  private func mayEnd(_ entry: SessionEntry, _ context: StatementContext) throws(SQLError) {
    try Self.mayEnd(entry, may("CANCEL", context) ? nil : loginID)
  }

  /// `user`: whose sessions those may be; nil for anybody's.
  private static func mayEnd(_ entry: SessionEntry, _ user: Int?) throws(SQLError) {
    guard let user, entry.user.id != Int64(user) else { return }
    throw SQLError(.insufficientPrivilege, "must be superuser to signal other server processes")
  }

  /// What functions of the statement may do to sessions.
  func commands(_ context: StatementContext) -> SessionCommands {
    let (cluster, wanted, settings) = (cluster, context.wantedSettings, settings)
    let own = may("CANCEL", context) ? nil : loginID
    let note: @Sendable (TerminationRecord.Kind, Int) -> Void = { [database, userID = facts.userID] kind, id in
      database.activity.record(TerminationRecord(kind, session: id, by: userID, time: WallClock.now))
    }
    return SessionCommands(
      cancel: { id in
        guard let entry = cluster.session(id) else { return false }
        try Self.mayEnd(entry, own)
        entry.cancel()
        note(.cancel, id)
        return true
      },
      terminate: { id in
        guard let entry = cluster.session(id) else { return false }
        try Self.mayEnd(entry, own)
        entry.terminate()
        note(.terminate, id)
        return true
      },
      setConfig: { name, value, isLocal in
        var after = settings
        let name = name.lowercased()
        let values = try SettingList.values(of: name, in: value)
        try after.set(name, to: values)
        let shown = after[name] ?? value
        wanted.append(SetParameter(name: name, values: values, isLocal: isLocal), shown: shown)
        return shown
      },
      changedSetting: { wanted.shown($0) })
  }

  /// Does what `set_config` was asked for.
  func applyWantedSettings(_ context: StatementContext) throws {
    for setting in context.wantedSettings.all { _ = try runSet(setting, context) }
  }

  /// How a statement ended that somebody called off, with its number and what they have to say.
  func described(_ error: any Error, _ context: StatementContext) -> any Error {
    guard let error = error as? CancellationError, error.reason == .requested else { return error }
    return SQLError(
      .queryCanceled, "Query (\(context.id)) cancelled on user's request", detail: entry.cancelMessage)
  }
}
