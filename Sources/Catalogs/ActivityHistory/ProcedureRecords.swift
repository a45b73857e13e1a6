/// A CALL that has ended: a row of SVL_STORED_PROC_CALL.
package struct ProcedureCallRecord: Sendable {
  package var statement: StatementRecord
  /// The query id of the CALL whose procedure made it; nil for a client's own.
  package var caller: Int?

  package init(statement: StatementRecord, caller: Int?) {
    self.statement = statement
    self.caller = caller
  }
}

/// What a procedure said by RAISE: a row of SVL_STORED_PROC_MESSAGES.
package struct ProcedureMessage: Sendable {
  package enum Level: Int, CaseIterable, Sendable {
    case log = 20
    case info = 30
    case notice = 40
    case warning = 50
    case exception = 60

    /// In whatever case.
    package init?(name: String) {
      guard let level = Self.allCases.first(where: { $0.name == name.uppercased() }) else { return nil }
      self = level
    }

    package var name: String {
      switch self {
      case .log: "LOG"
      case .info: "INFO"
      case .notice: "NOTICE"
      case .warning: "WARNING"
      case .exception: "EXCEPTION"
      }
    }
  }

  /// The query id of the client's CALL.
  package var query: Int
  package var session: Int
  package var userID: Int64
  /// Of the CALL, and the one that was open when it was said.
  package var transaction: Int
  package var messageTransaction: Int
  /// Microseconds since 1970-01-01 UTC.
  package var time: Int64
  package var level: Level
  package var message: String
  /// Of the procedure's body, from 1.
  package var line: Int
  package var text: String
  package var label: String
  /// That the CALL failed; not known before its end.
  package var isAborted = false

  package init(
    query: Int, session: Int, userID: Int64, transaction: Int, messageTransaction: Int, time: Int64, level: Level,
    message: String, line: Int, text: String, label: String
  ) {
    self.query = query
    self.session = session
    self.userID = userID
    self.transaction = transaction
    self.messageTransaction = messageTransaction
    self.time = time
    self.level = level
    self.message = message
    self.line = line
    self.text = text
    self.label = label
  }
}
