import Columnar
import Console
import Loading
import Planning
import SQLTypes

/// An inspection for people: what was read, a table of columns, problems, and what to write.
enum InspectionText {
  private static let shownProblems = 20

  static func text(_ report: Inspection, style: Style) -> String {
    TerminalText.block(head(report)) + "\n" + columns(report) + problems(report, style) + suggestion(report, style)
  }

  private static func head(_ report: Inspection) -> String {
    let empty = report.emptyObjects > 0 ? " (\(counted(report.emptyObjects, "empty one")))" : ""
    let extent = report.isWhole ? "all of it" : "a sample: --all reads everything"
    return
      "\(report.source): \(counted(report.objects, "object"))\(empty), \(counted(report.bytes, "byte")), "
      + "\(report.format)\nread \(counted(report.records, "record")) of \(counted(report.sampledObjects, "object")), "
      + "\(extent); COPY would refuse \(StatementLine.grouped(report.refusedRecords)) of them\n"
  }

  private static func columns(_ report: Inspection) -> String {
    let hasKinds = report.columns.contains { !$0.kinds.isEmpty }
    let texts = OutputColumn.texts(
      ["column", "from", report.createTable == nil ? "type" : "fitting type"] + (hasKinds ? ["kinds"] : []))
    let numbers = OutputColumn.numbers(["values", "nulls", "refused", "widest"])
    let rows = report.columns.map { column -> [Value] in
      let words = [column.name, column.source, column.type.description] + (hasKinds ? [column.kinds] : [])
      let counts = [column.values, column.nulls, column.refused, column.widest]
      return words.map(Value.string) + counts.map { .int(Int64($0)) } + [.string(column.example ?? "")]
    }
    return TableFormat.text(texts + numbers + OutputColumn.texts(["example"]), rows: rows)
  }

  private static func problems(_ report: Inspection, _ style: Style) -> String {
    let problems = report.problems.prefix(shownProblems).map { "  \(TerminalText.block($0.text))\n" }
    let left = report.problems.count - problems.count
    let lines =
      report.warnings.map { "  \(TerminalText.block($0))\n" } + problems + (left > 0 ? ["  and \(left) more\n"] : [])
    return lines.isEmpty ? "no problems found\n" : style.bold("problems") + "\n" + lines.joined()
  }

  private static func suggestion(_ report: Inspection, _ style: Style) -> String {
    let parts = [
      ("table", report.createTable.map { $0 + "\n" }), ("jsonpaths file", report.jsonPaths),
      ("statement", report.copy.map { $0 + "\n" }),
    ]
    return parts.map { title, text in
      text.map { "\n\(style.bold("suggested \(title)"))\n\(TerminalText.block($0))" } ?? ""
    }.joined()
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(StatementLine.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension OutputColumn {
  fileprivate static func texts(_ names: [String]) -> [OutputColumn] {
    names.map { OutputColumn(name: $0, type: .varchar(DataType.maximumVarcharLength)) }
  }

  fileprivate static func numbers(_ names: [String]) -> [OutputColumn] {
    names.map { OutputColumn(name: $0, type: .bigint) }
  }
}

extension TableFormat {
  /// Rows that come from no query.
  fileprivate static func text(_ columns: [OutputColumn], rows: [[Value]]) -> String {
    let values = columns.indices.map { column in Column(columns[column].type, values: rows.map { $0[column] }) }
    return text(columns, TextRows(columns, [Batch(values, count: rows.count)]))
  }
}
