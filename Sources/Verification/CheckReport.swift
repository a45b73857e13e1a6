/// What became of the checks of one file or folder.
package struct CheckReport: Hashable, Sendable {
  package var name: String
  package var passed = 0
  package var failures: [CheckFailure] = []
  package var seconds = 0.0

  package init(name: String) { self.name = name }
}

package struct CheckFailure: Hashable, Sendable {
  /// 1-based; nil where the check has no line.
  package var line: Int?
  /// Several lines: what was expected, what came, the SQL.
  package var message: String

  package init(line: Int?, message: String) {
    self.line = line
    self.message = message
  }
}
