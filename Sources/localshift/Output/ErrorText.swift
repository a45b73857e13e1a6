import Catalogs
import Loading
import SQLTypes
import Sessions

/// The one place where errors become words.
enum ErrorText {
  /// How many refused rows are shown one by one.
  private static let shownRejects = 3

  static func plain(_ error: SQLError) -> String {
    "localshift: \(error.state.code) \(error.message)\n" + details(error)
  }

  /// A statement's failure: where it stands, what is wrong, the place in its text, and the rows a load refused.
  static func statement(_ failure: StatementFailure, at place: String?, sql: String, style: Style) -> String {
    let error = failure.error
    let head = (place.map { "\($0): " } ?? "") + style.red("\(error.state.code) \(error.message)")
    return head + "\n" + (error.position.map { Self.pointer(sql, $0) } ?? "")
      + (failure.rejects.isEmpty ? details(error) : rejects(failure.rejects))
  }

  private static func details(_ error: SQLError) -> String {
    let detail = error.detail.map { "DETAIL: \($0)\n" } ?? ""
    return detail + (error.hint.map { "HINT: \($0)\n" } ?? "")
  }

  /// The line of the statement that the error is in, and a caret below the place.
  private static func pointer(_ sql: String, _ position: Int) -> String {
    let before = sql.prefix(max(0, position - 1))
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).count
    let column = before.reversed().prefix { $0 != "\n" }.count
    let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
    guard line >= 1, line <= lines.count else { return "" }
    let label = "LINE \(line): "
    return "\(label)\(lines[line - 1])\n\(String(repeating: " ", count: label.count + column))^\n"
  }

  /// The first refused rows with file, line, column, value and reason, and how many there are of each reason.
  static func rejects(_ errors: [LoadError]) -> String {
    guard !errors.isEmpty else { return "" }
    let shown = errors.prefix(shownRejects).map(reject).joined()
    let counts = Dictionary(grouping: errors) { "\($0.code) \($0.reason)" }.mapValues(\.count)
    let reasons = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
      .map { "  \($0.value) × \($0.key)\n" }
    return shown + (errors.count > 1 ? "rejected rows by reason:\n" + reasons.joined() : "")
  }

  private static func reject(_ error: LoadError) -> String {
    let advice = LoadAdvice.hint(for: error).map { "      \($0)\n" } ?? ""
    return "  \(LoadAdvice.description(of: error))\n" + advice
  }
}
