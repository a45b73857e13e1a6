import Catalogs
import Console
import Loading
import SQLTypes
import Sessions
import System

/// Shows a pipeline as it runs, and what it leaves.
struct PipelinePrinter {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  func show(_ report: StatementReport) {
    if context.isJSON { StandardStream.output.write(StatementLine.json(report)) }
    switch report.outcome {
    case .success(let result):
      ProfileOption.show(result)
      guard !context.isJSON else { return }
      if !context.isQuiet { StandardStream.output.write(StatementLine.text(report, style: context.style)) }
      if let columns = result.columns {
        StandardStream.output.write(ResultFormat.table.text(columns, result))
      }
      for notice in result.notices where notice.severity == .warning || !result.rejects.isEmpty {
        StandardStream.error.write(ErrorText.notice(notice))
      }
      StandardStream.error.write(ErrorText.rejects(result.rejects) + ErrorText.advice(result.advice))
    case .failure(let failure):
      let origin = "statement \(report.number) (\(report.path):\(report.line))"
      StandardStream.error.write(
        ErrorText.statement(failure, at: origin, sql: report.text, style: context.style))
    }
  }

  /// Every table with the number of its rows.
  func show(_ tables: [TableRows]) {
    if context.isJSON {
      let members = tables.map { table in
        JSONFormat.object([("table", JSONFormat.quoted(table.name)), ("rows", "\(table.rows)")])
      }
      StandardStream.output.write(#"{"tables":[\#(members.joined(separator: ","))]}"# + "\n")
    } else if !context.isQuiet {
      StandardStream.output.write(TableList.text(tables, style: context.style))
    }
  }

  /// The load files of each table.
  func showExport(_ outcome: (tables: [ExportedTable], duration: Duration), _ folder: String) {
    if context.isJSON {
      StandardStream.output.write(exportJSON(outcome.tables, outcome.duration, folder))
    } else if !context.isQuiet {
      let bytes = outcome.tables.reduce(0) { $0 + $1.bytes }
      let files = outcome.tables.reduce(0) { $0 + $1.parts }
      StandardStream.output.write(
        "\nexported \(outcome.tables.count) tables to \(TerminalText.line(folder)): \(files) files, \(StatementLine.grouped(bytes)) bytes, "
          + "\(StatementLine.time(outcome.duration))\n")
    }
  }

  /// Of load files that hold what stands after statements that failed: which those are.
  func showIncomplete(_ failed: [StatementReport]) {
    guard !failed.isEmpty else { return }
    let places = failed.map { "  statement \($0.number) (\($0.path):\($0.line))\n" }
    StandardStream.error.write(
      TerminalText.block("WARNING:  the load files hold what stands without what failed:\n\(places.joined())"))
  }

  func showEmpty(_ scripts: [String]) {
    for path in scripts {
      StandardStream.error.write(TerminalText.block("nothing ran: there is no statement in \(path)\n"))
    }
  }

  func showUpload(_ outcome: (sent: (files: Int, bytes: Int), duration: Duration), _ prefix: String) {
    let (files, bytes) = outcome.sent
    if context.isJSON {
      let members = [
        ("upload", JSONFormat.quoted(prefix)), ("files", "\(files)"), ("bytes", "\(bytes)"),
        ("seconds", "\(StatementLine.seconds(outcome.duration))"),
      ]
      StandardStream.output.write(JSONFormat.object(members) + "\n")
    } else if !context.isQuiet {
      StandardStream.output.write(
        "uploaded \(files) files to \(TerminalText.line(prefix)): \(StatementLine.grouped(bytes)) bytes, "
          + "\(StatementLine.time(outcome.duration))\n")
    }
  }

  private func exportJSON(_ tables: [ExportedTable], _ duration: Duration, _ folder: String) -> String {
    let members = tables.map { table in
      JSONFormat.object([
        ("table", JSONFormat.quoted(table.name)), ("rows", "\(table.rows)"), ("files", "\(table.parts)"),
        ("bytes", "\(table.bytes)"),
      ])
    }
    return JSONFormat.object([
      ("export", JSONFormat.quoted(folder)), ("tables", "[\(members.joined(separator: ","))]"),
      ("seconds", "\(StatementLine.seconds(duration))"),
    ]) + "\n"
  }

  static func name(_ table: TableName) -> String {
    table.schema == "public" ? table.name : table.description
  }
}
