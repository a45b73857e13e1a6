import Columnar
import SQLTypes

/// What functions do to sessions. Workers call it, several at a time.
package struct SessionCommands: Sendable {
  /// Ends what a session runs; false where there is no such session.
  package var cancel: @Sendable (Int) throws -> Bool
  /// Ends a session; false where there is none.
  package var terminate: @Sendable (Int) throws -> Bool
  /// Sets a parameter once the statement has ended: its name, its value, and whether for the transaction only. Gives
  /// the value as SHOW will tell it.
  package var setConfig: @Sendable (String, String, Bool) throws -> String
  /// The value of a parameter that the statement has set before, by its name in lower case.
  package var changedSetting: @Sendable (String) -> String?

  package init(
    cancel: @escaping @Sendable (Int) throws -> Bool, terminate: @escaping @Sendable (Int) throws -> Bool,
    setConfig: @escaping @Sendable (String, String, Bool) throws -> String,
    changedSetting: @escaping @Sendable (String) -> String?
  ) {
    self.cancel = cancel
    self.terminate = terminate
    self.setConfig = setConfig
    self.changedSetting = changedSetting
  }

  /// Where there is no session to command.
  package static let none = SessionCommands(
    cancel: { _ in false }, terminate: { _ in false }, setConfig: { _, value, _ in value },
    changedSetting: { _ in nil })
}

extension KernelCall {
  /// 1 for each session that was there, else 0.
  func signal(_ command: (Int) throws -> Bool) throws -> Column {
    let sessions = try first.expanded.unpacked.ints
    return column(
      try (0..<count).map { row in
        guard validity[row] else { return 0 }
        return try command(Int(sessions[row])) ? 1 : 0
      } as [Int64])
  }

  func setConfig() throws -> Column {
    let value = try context.commands.setConfig(constantText(0), constantText(1), arguments[2].bools.first ?? false)
    return .constant(.string(value), type, count: count)
  }
}
