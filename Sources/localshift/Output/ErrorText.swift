import Catalogs
import Console
import Loading
import SQLSyntax
import SQLTypes
import Sessions

/// Where errors become words.
enum ErrorText {
  /// How many refused rows are shown one by one.
  private static let shownRejects = 3
  /// How much of a line an error shows, and how much of it before the caret, in characters.
  private static let (shownWidth, shownBefore) = (160, 120)

  static func plain(_ error: SQLError) -> String {
    let text = TerminalText.block("localshift: \(error.state.code) \(error.message)\n")
    // What is said of a login speaks of passwords, and quotes none.
    return (error.state.code.hasPrefix("28") ? text : StatementSecrets.masked(text)) + details(error)
  }

  /// A statement's failure: where it stands, what is wrong, the line of its text, and the rows a load refused.
  static func statement(_ failure: StatementFailure, at origin: String?, sql: String, style: Style) -> String {
    let error = failure.error
    let head =
      (origin.map { TerminalText.line($0) + ": " } ?? "")
      + style.red("\(error.state.code) \(TerminalText.block(error.message))")
    return head + "\n" + (error.position.map { Self.pointer(sql, $0) } ?? "")
      + (failure.rejects.isEmpty ? details(error) : rejects(failure.rejects)) + advice(failure.advice)
  }

  /// What Redshift would not say, a line each.
  static func advice(_ lines: [String]) -> String {
    lines.map { "WARNING:  \(TerminalText.block($0))\n" }.joined()
  }

  static func notice(_ notice: Notice) -> String {
    "\(notice.severity.rawValue):  \(TerminalText.block(notice.message))\n"
  }

  private static func details(_ error: SQLError) -> String {
    let detail = error.detail.map { "DETAIL: \($0)\n" } ?? ""
    return TerminalText.block(detail + (error.hint.map { "HINT: \($0)\n" } ?? ""))
  }

  /// The line of the statement that the error is in, and a caret below its position; of a long line, what is around it.
  private static func pointer(_ sql: String, _ position: Int) -> String {
    let text = Array(StatementSecrets.masked(sql).unicodeScalars)
    let place = min(max(0, position - 1), text.count)
    let number = text[..<place].count { $0 == "\n" } + 1
    let start = (text[..<place].lastIndex(of: "\n") ?? -1) + 1
    let end = text[place...].firstIndex { $0 == "\n" || $0 == "\r" } ?? text.count
    let from = place - start > shownBefore ? place - shownBefore / 2 : start
    let to = min(end, from + shownWidth)
    let label = "LINE \(number): " + (from > start ? "..." : "")
    let caret = String(repeating: " ", count: label.count + DisplayWidth.of(shown(text[from..<max(from, place)])))
    return label + shown(text[from..<max(from, to)]) + (to < end ? "..." : "") + "\n" + caret + "^\n"
  }

  /// Tabs and what a terminal would obey are shown as blanks.
  private static func shown(_ text: ArraySlice<Unicode.Scalar>) -> String {
    var line = ""
    for scalar in text { line.unicodeScalars.append(TerminalText.isControl(scalar) ? " " : scalar) }
    return line
  }

  /// The first refused rows with file, line, column, value and reason, and how many there are of each reason.
  static func rejects(_ errors: LoadErrors) -> String {
    guard !errors.isEmpty else { return "" }
    let shown = errors.prefix(shownRejects).map(reject).joined()
    let reasons = LoadAdvice.reasons(errors).prefix(5).map { "  \($0.count) × \(TerminalText.line($0.reason))\n" }
    return shown + (errors.count > 1 ? "rejected rows by reason:\n" + reasons.joined() : "")
  }

  private static func reject(_ error: LoadError) -> String {
    let advice = error.advice.map { "      \(TerminalText.line($0))\n" } ?? ""
    return "  \(TerminalText.line(LoadAdvice.description(of: error)))\n" + advice
  }
}
