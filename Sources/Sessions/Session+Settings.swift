import Catalogs
import Planning
import SQLSyntax
import SQLTypes

extension Session {
  /// A parameter that a client sets as it logs in; one that nobody knows is passed over.
  package func set(_ name: String, to value: String) {
    let name = name.lowercased()
    if let values = try? SettingList.values(of: name, in: value) { try? parameters.set(name, to: values) }
  }

  func runSet(_ parameter: SetParameter, _ context: StatementContext) throws -> StatementResult {
    let name = parameter.name.lowercased()
    if name == "seed" { seededStatements = 0 }
    guard parameter.isLocal else {
      try parameters.set(name, to: parameter.values)
      return StatementResult(tag: "SET")
    }
    if isInTransaction {
      try parameters.setLocal(name, to: parameter.values)
    } else {
      var unchanged = settings
      try unchanged.set(name, to: parameter.values)
      context.notices.append(Notice("SET LOCAL can only be used within a transaction", severity: .warning))
    }
    return StatementResult(tag: "SET")
  }

  func runReset(_ name: String?) -> StatementResult {
    parameters.reset(name?.lowercased())
    return StatementResult(tag: "RESET")
  }

  func runShow(_ name: String?, _ context: StatementContext) throws -> StatementResult {
    guard let name else {
      return try give("SHOW", ["name", "setting"], settings.all.map { [$0.name, $0.value] }, context)
    }
    let key = settingKey(name)
    let value = settings[isInTransaction ? key : Self.defaultOutside[key] ?? key] ?? PresetSettings.all[key]
    guard let value else {
      throw SQLError(.undefinedObject, "unrecognized configuration parameter \"\(name)\"")
    }
    return try give("SHOW", [key], [[value]], context)
  }

  /// What a statement between transactions has: it is a transaction of its own.
  private static let defaultOutside = [
    "transaction_read_only": "default_transaction_read_only", "transaction_isolation": "default_transaction_isolation",
  ]

  /// A parameter as SHOW heads its column.
  func settingKey(_ name: String) -> String {
    name.lowercased() == "transaction isolation level" ? "transaction_isolation" : name.lowercased()
  }
}
