/// A statement's own fault: SQLSTATE, Redshift's message, and what helps beyond it (sql.md part 5).
///
/// Bad rows of a load are not errors but rows of `stl_load_errors`.
package struct SQLError: Error, Hashable, Sendable {
  package var state: SQLState
  package var message: String
  package var detail: String?
  package var hint: String?
  /// 1-based position in the statement's text, in characters.
  package var position: Int?

  package init(_ state: SQLState, _ message: String, detail: String? = nil, hint: String? = nil, position: Int? = nil) {
    self.state = state
    self.message = message
    self.detail = detail
    self.hint = hint
    self.position = position
  }

  /// `0A000 <what> is not supported yet`: the answer to what is not built.
  package static func notSupported(_ what: String, hint: String? = nil) -> SQLError {
    SQLError(.featureNotSupported, "\(what) is not supported yet", hint: hint)
  }

  /// An error found by a compute node: class XX000, with the boxed DETAIL of sql.md part 5.
  package static func compute(_ message: String, code: Int, context: String) -> SQLError {
    let rule = "  -----------------------------------------------"
    let facts = "  error:  \(message)\n  code:      \(code)\n  context:   \(context)"
    return SQLError(.internalError, message, detail: "\n\(rule)\n\(facts)\n\(rule)")
  }
}

extension SQLError: CustomStringConvertible {
  package var description: String { "\(state.code) \(message)" }
}
