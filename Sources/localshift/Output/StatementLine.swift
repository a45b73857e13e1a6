import Catalogs
import Console
import Loading
import SQLSyntax
import SQLTypes
import Sessions

/// One line about a statement of a pipeline: for people, or as a JSON object.
enum StatementLine {
  static func text(_ report: StatementReport, style: Style) -> String {
    guard case .success(let result) = report.outcome else { return "" }
    let number = padded(String(report.number), 3, right: true)
    let facts = [
      result.rowCount.map { padded("\(grouped($0)) row\($0 == 1 ? "" : "s")", 16, right: true) }
        ?? padded("", 16, right: true),
      result.tag == "COPY"
        ? padded("\(grouped(result.rejects.count)) rejected", 12, right: true) : padded("", 12, right: true),
      padded(time(report.duration), 10, right: true),
    ]
    let what = padded(TerminalText.line(summary(report.text, result)), 44, right: false)
    let place = TerminalText.line("\(report.path):\(report.line)")
    return "\(number)  \(what)\(facts.joined())  \(style.faint(place))\n"
  }

  static func json(_ report: StatementReport) -> String {
    var members: [(String, String)] = [("statement", "\(report.number)")]
    members.append(("path", JSONFormat.quoted(report.path)))
    members.append(("line", "\(report.line)"))
    switch report.outcome {
    case .success(let result):
      members.append(("kind", JSONFormat.quoted(result.tag)))
      if let table = result.table { members.append(("table", JSONFormat.quoted(table.name))) }
      if let rows = result.rowCount { members.append(("rows", "\(rows)")) }
      if result.tag == "COPY" { members.append(("rejects", "\(result.rejects.count)")) }
      members += load(result.rejects, result.advice)
    case .failure(let failure):
      members.append(("error", error(failure)))
    }
    members.append(("seconds", "\(seconds(report.duration))"))
    return JSONFormat.object(members) + "\n"
  }

  /// Why rows were refused, and what else is to be said of a load; nothing where there is nothing.
  private static func load(_ rejects: LoadErrors, _ advice: [String]) -> [(String, String)] {
    let reasons = LoadAdvice.reasons(rejects).prefix(20).map {
      JSONFormat.object([("count", "\($0.count)"), ("reason", JSONFormat.quoted($0.reason))])
    }
    let lists = [("reasons", reasons), ("warnings", advice.map(JSONFormat.quoted))]
    return lists.filter { !$0.1.isEmpty }.map { ($0.0, "[\($0.1.joined(separator: ","))]") }
  }

  private static func error(_ failure: StatementFailure) -> String {
    var members = [
      ("sqlstate", JSONFormat.quoted(failure.error.state.code)), ("message", JSONFormat.quoted(failure.error.message)),
      ("rejects", "\(failure.rejects.count)"),
    ]
    if let hint = failure.error.hint { members.append(("hint", JSONFormat.quoted(hint))) }
    return JSONFormat.object(members + load(failure.rejects, failure.advice))
  }

  /// The first words, as far as they tell what it is about.
  private static func summary(_ text: String, _ result: StatementResult) -> String {
    if let table = result.table { return "\(result.tag) \(table.name)" }
    let words = StatementSecrets.masked(text).split(whereSeparator: \.isWhitespace).prefix(8).joined(separator: " ")
    return words.count > 42 ? words.prefix(41) + "…" : words
  }

  static func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }

  static func time(_ duration: Duration) -> String {
    let milliseconds = seconds(duration) * 1000
    if milliseconds >= 10_000 { return "\(tenths(milliseconds / 1000)) s" }
    return "\(tenths(milliseconds)) ms"
  }

  private static func tenths(_ number: Double) -> String {
    let scaled = Int((number * 10).rounded())
    return "\(scaled / 10).\(scaled % 10)"
  }

  /// `8056` as `8,056`.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  private static func padded(_ text: String, _ width: Int, right: Bool) -> String {
    DisplayWidth.padded(text, width, right: right)
  }
}
