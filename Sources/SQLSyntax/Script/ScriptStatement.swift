/// One statement of a script, as it stands there: with its semicolon, without the blanks and comments around it.
package struct ScriptStatement: Hashable, Sendable {
  package var text: String
  /// 1-based line on which it starts.
  package var line: Int
  /// Bytes of the script before it.
  package var offset: Int
  /// False for the last statement when the script ends without a semicolon.
  package var isTerminated: Bool
  /// Of the first byte that is no UTF-8, counted from the start of the script: `text` is not what stands there.
  package var faultOffset: Int?

  package init(text: String, line: Int, offset: Int, isTerminated: Bool) {
    self.text = text
    self.line = line
    self.offset = offset
    self.isTerminated = isTerminated
  }
}
