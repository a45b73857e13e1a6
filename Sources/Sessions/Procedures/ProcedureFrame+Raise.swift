import Catalogs
import Planning
import SQLSyntax
import SQLTypes

/// RAISE.
/// https://docs.aws.amazon.com/redshift/latest/dg/c_PLpgSQL-statements.html#r_PLpgSQL-messages-errors
extension ProcedureFrame {
  func raise(_ raise: RaiseStatement, line: Int) throws {
    guard let level = raise.level else {
      guard let error = handled.last else {
        throw SQLError(SQLState("0Z002"), "RAISE without parameters cannot be used outside an exception handler")
      }
      throw error
    }
    var message = try formatted(raise)
    if let given = try option("message", of: raise) { message = given }
    if let level = ProcedureMessage.Level(name: level.rawValue) { call.note(message, level, line: line) }
    guard level == .exception else { return say(message, level) }
    throw SQLError(
      SQLState(try option("errcode", of: raise) ?? "P0001"), message, detail: try option("detail", of: raise),
      hint: try option("hint", of: raise))
  }

  /// Each `%` of the format is the next value.
  private func formatted(_ raise: RaiseStatement) throws -> String {
    let pieces = RaiseStatement.pieces(of: raise.format ?? "")
    var message = pieces[0]
    for (argument, piece) in zip(raise.arguments, pieces.dropFirst()) {
      message += text(of: try evaluate(argument)) + piece
    }
    return message
  }

  private func option(_ name: String, of raise: RaiseStatement) throws -> String? {
    try raise.options[name].map { text(of: try evaluate($0)) }
  }

  /// LOG and DEBUG are for the server alone.
  private func say(_ message: String, _ level: RaiseStatement.Level) {
    switch level {
    case .info: call.context.notices.append(Notice(message, severity: .info))
    case .notice: call.context.notices.append(Notice(message, severity: .notice))
    case .warning: call.context.notices.append(Notice(message, severity: .warning))
    case .debug, .log, .exception: break
    }
  }
}
