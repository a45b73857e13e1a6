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
    /// Nothing after it is run.
    case halt
  }

  package var body: Body
  /// 1-based, of the record's first line.
  package var line: Int
  /// `skipif` and `onlyif` lines say that it is not for this engine.
  package var isSkipped: Bool

  package init(body: Body, line: Int, isSkipped: Bool) {
    self.body = body
    self.line = line
    self.isSkipped = isSkipped
  }
}

/// A file that is no sqllogictest script, with the line that is not understood.
package struct ScriptSyntaxError: Error, Hashable, Sendable {
  package var line: Int
  package var message: String
}
