import Catalogs
import Columnar
import Planning
import SQLTypes

/// The time and the session (sql.md 2.4, 2.11): one value for all rows.
extension KernelCall {
  func sessionValue(_ function: SessionFunction) throws -> Column {
    let session = context.session
    switch function {
    // Statement time comes without its fraction (sql.md 2.4).
    case .statementTimestamp:
      return constant(.int(Timestamp.floorDivide(try local(context.statementTime), 1_000_000) * 1_000_000))
    case .transactionTimestamp: return constant(.int(try local(context.transactionTime)))
    case .currentTimestamp: return constant(.int(context.transactionTime))
    case .currentDate: return constant(.int(Timestamp.days(try local(context.transactionTime))))
    case .currentTime: return constant(try currentTime())
    case .localTime: return constant(.int(Timestamp.timeOfDay(try local(context.transactionTime))))
    case .databaseCollation: return constant(.string(session.ignoresCase ? "case_insensitive" : "case_sensitive"))
    case .currentDatabase: return constant(.string(session.database))
    case .currentSchema: return constant(session.schemas.first.map { .string($0) } ?? .null)
    case .currentSchemas: return try schemas()
    case .currentUser: return constant(.string(session.user))
    case .sessionUser: return constant(.string(session.caller ?? session.user))
    case .currentUserID: return constant(.int(session.userID))
    case .currentSetting: return try setting()
    case .version: return constant(.string(session.version))
    case .backendPID: return constant(.int(session.backendPID))
    case .lastQueryID: return constant(.int(session.lastQueryID))
    case .lastCopyID: return constant(.int(session.lastCopyID))
    case .lastCopyCount: return constant(.int(session.lastCopyCount))
    case .lastUnloadID: return constant(.int(session.lastUnloadID))
    case .lastUnloadCount: return constant(.int(session.lastUnloadCount))
    case .sliceNumber: return constant(.int(0))
    case .hasTablePrivilege: return try hasPrivilege(.table)
    case .hasSchemaPrivilege: return try hasPrivilege(.schema)
    case .hasDatabasePrivilege: return try hasPrivilege(.database)
    case .hasColumnPrivilege: return try hasPrivilege(.column)
    case .hasLanguagePrivilege: return try hasPrivilege(.language)
    }
  }

  private func constant(_ value: Value) -> Column { Column.constant(value, type, count: count) }

  private func local(_ moment: Int64) throws(SQLError) -> Int64 {
    try context.datetimes.zone.local(fromUTC: moment)
  }

  private func currentTime() throws(SQLError) -> Value {
    let offset = try context.datetimes.zone.offset(atUTC: context.transactionTime)
    let time = Timestamp.timeOfDay(try local(context.transactionTime))
    return .int128(TimeWithZone(local: time, offset: offset).packed)
  }

  /// `Thu Sep 19 22:53:50.333525 2013 UTC`
  func timeOfDay() throws(SQLError) -> Column {
    let template = DatetimeTemplate("Dy Mon DD HH24:MI:SS.US YYYY")
    let text = template.text(timestamp: try local(context.statementTime))
    return constant(.string(text + " " + context.session.timeZone))
  }

  /// `{pg_catalog,public}`
  private func schemas() throws(SQLError) -> Column {
    let path = context.session.schemas.joined(separator: ",")
    let withCatalog = try first.bools.first ?? false
    return constant(.string(withCatalog ? "{pg_catalog,\(path)}" : "{\(path)}"))
  }

  private func setting() throws(SQLError) -> Column {
    let name = try constantText(0)
    let key = name.lowercased()
    let held = context.commands.changedSetting(key) ?? context.session.settings[key]
    guard let value = held ?? PresetSettings.all[key] else {
      let isMissingFine = arguments.count > 1 ? try second.bools.first ?? false : false
      if isMissingFine { return constant(.null) }
      throw SQLError(.undefinedObject, "unrecognized configuration parameter \"\(name)\"")
    }
    return constant(.string(value))
  }
}

extension SessionInfo {
  /// The search path without `$user`: nobody has a schema of their own name here.
  fileprivate var schemas: [String] { searchPath.filter { !$0.contains("$user") } }
}
