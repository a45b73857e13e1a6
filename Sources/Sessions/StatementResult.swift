import Catalogs
import Columnar
import Loading
import ObjectStore
import Planning
import SQLSyntax
import SQLTypes
import Scheduling

/// What a statement answers: rows or a count, and what it has to say beside them.
package struct StatementResult: Sendable {
  /// The command tag's words: `SELECT`, `INSERT`, `CREATE TABLE` (wire.md 5.1).
  package var tag: String
  /// Of a statement that gives rows; nil for the others.
  package var columns: [OutputColumn]?
  package var batches: [Batch] = []
  /// Rows given, inserted, deleted or loaded; nil where the statement counts none.
  package var rowCount: Int?
  package var notices: [Notice] = []
  /// How the session wants its values written.
  package var textStyle = TextStyle.result
  /// The table written to.
  package var table: TableName?
  /// Of a COPY: the rows it refused.
  package var rejects: LoadErrors = []
  /// Of a COPY: what Redshift would pass over in silence. Not for clients of the wire.
  package var advice: [String] = []
  /// In a session that profiles: the plan, with what each operator did.
  package var profile: [String] = []

  package init(tag: String) { self.tag = tag }
}

/// A message to the client that is no error.
package struct Notice: Hashable, Sendable {
  package enum Severity: String, Sendable {
    case info = "INFO"
    case notice = "NOTICE"
    case warning = "WARNING"
  }

  package var severity: Severity
  /// What drivers tell them apart by.
  package var state: SQLState
  package var message: String

  /// `state`: nil for that of its severity.
  package init(_ message: String, severity: Severity = .info, state: SQLState? = nil) {
    self.severity = severity
    self.state = state ?? (severity == .warning ? .warning : .success)
    self.message = message
  }
}

/// What a statement has said so far.
final class NoticeList {
  var all: [Notice] = []
}

/// A statement that failed, with the rows a load refused.
package struct StatementFailure: Error, Sendable {
  package var error: SQLError
  package var rejects: LoadErrors
  package var advice: [String]
  /// What it said before.
  package var notices: [Notice] = []

  package init(error: SQLError, rejects: LoadErrors = [], advice: [String] = []) {
    self.error = error
    self.rejects = rejects
    self.advice = advice
  }

  /// Whatever went wrong with a statement, without what is secret in its text.
  package init(of error: any Error, in text: String) {
    self.init(of: error)
    if self.error.state == .outOfMemory { self.error = .outOfMemory(Self.description(of: text)) }
    let secrets = StatementSecrets(of: text)
    self.error.message = secrets.hidden(in: self.error.message)
    self.error.detail = self.error.detail.map(secrets.hidden)
    self.error.hint = self.error.hint.map(secrets.hidden)
    advice = advice.map(secrets.hidden)
  }

  /// `COPY into "songs"`: the statement's first word, and the tables it writes.
  private static func description(of text: String) -> String {
    let verb = text.prefix { !$0.isWhitespace && $0 != "(" }.uppercased()
    if verb == "COPY", let table = text.split(whereSeparator: { $0.isWhitespace || $0 == "(" }).dropFirst().first {
      return "COPY into \"\(table)\""
    }
    guard case .tables(let names) = StatementTargets(of: text), !names.isEmpty else { return verb }
    return "\(verb) into " + names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  /// Whatever went wrong, as a statement's failure.
  package init(of error: any Error) {
    switch error {
    case let error as StatementFailure: self = error
    case let error as SQLError: self.init(error: error)
    case let error as CopyFailure: self.init(error: error.error, rejects: error.errors, advice: error.advice)
    case let error as Scheduling.CancellationError:
      self.init(error: SQLError(error))
    default: self.init(error: SQLError(.internalError, "\(error)"))
    }
  }
}
