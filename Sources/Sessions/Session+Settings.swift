import SQLSyntax
import SQLTypes

extension Session {
  func runSet(_ parameter: SetParameter) throws -> StatementResult {
    let name = parameter.name.lowercased()
    guard parameter.isLocal else {
      try settings.set(name, to: parameter.values)
      localSettings.remove(name)
      return StatementResult(tag: "SET")
    }
    var changed = settings
    try changed.set(name, to: parameter.values)
    if case .open = transaction {
      settings = changed
      localSettings.insert(name)
    } else {
      notices.append(Notice("SET LOCAL can only be used within a transaction", severity: .warning))
    }
    return StatementResult(tag: "SET")
  }

  func runReset(_ name: String?) -> StatementResult {
    settings.reset(name?.lowercased())
    return StatementResult(tag: "RESET")
  }

  func runShow(_ name: String?) throws -> StatementResult {
    guard let name else {
      return table(tag: "SHOW", ["name", "setting"], settings.all.map { [$0.name, $0.value] })
    }
    let key = name.lowercased() == "transaction isolation level" ? "transaction_isolation" : name.lowercased()
    guard let value = settings[key] else {
      throw SQLError(.undefinedObject, "unrecognized configuration parameter \"\(name)\"")
    }
    return table(tag: "SHOW", [key], [[value]])
  }

  /// ANALYZE, VACUUM, GRANT…: the tables must exist; there is nothing else to do offline.
  func runUtility(_ utility: Utility) throws -> StatementResult {
    if utility.tag == "VACUUM", case .open = transaction {
      throw SQLError(.activeTransaction, "VACUUM cannot run inside a transaction block")
    }
    let binder = makeBinder()
    for name in utility.tables { _ = try binder.table(name) }
    return StatementResult(tag: utility.tag)
  }
}
