/// One record of a sqllogictest file.
package struct ScriptRecord: Sendable {
  package enum Sorting: String, Sendable {
    case nosort, rowsort, valuesort
  }

  package enum Body: Sendable {
    /// `count`, where given, is how many rows it is about.
    case statementOK(sql: String, count: Int?)
    /// `pattern` is matched against `SQLSTATE message`; nil accepts any error.
    case statementError(sql: String, pattern: String?)
    case query(sql: String, types: String, sorting: Sorting, label: String?, expected: [String])
    /// What the optimizer makes of the statement, by the rules named, or by all.
    case plan(sql: String, rules: [String], expected: [String])
    /// A record that runs in the background ends here and is checked.
    case join(label: String)
    /// Cancels what a connection runs.
    case cancel(connection: String)
    /// Nothing after it is run.
    case halt
  }

  package var body: Body
  /// 1-based, of the record's first line.
  package var line: Int
  /// `skipif` and `onlyif` lines say that it is not for this engine.
  package var isSkipped: Bool

  /// The session it runs in; nil for the script's first.
  package var connection: String?
  /// Who that session is and where, as far as the record says so.
  package var login = ScriptLogin()
  /// It waits for a lock, and goes on while other records run, until the one that joins this label.
  package var background: String?

  package init(body: Body, line: Int, isSkipped: Bool) {
    self.body = body
    self.line = line
    self.isSkipped = isSkipped
  }
}

/// `connection NAME user USER database NAME`: of a session's first record.
package struct ScriptLogin: Hashable, Sendable {
  package var user: String?
  package var database: String?

  package init() {}
}

/// A file that is no sqllogictest script, with the line that is not understood.
package struct ScriptSyntaxError: Error, Hashable, Sendable {
  package var line: Int
  package var message: String
}
