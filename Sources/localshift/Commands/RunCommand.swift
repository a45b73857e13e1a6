import Catalogs
import Loading
import ObjectStore
import SQLTypes
import Scheduling
import Serving
import Sessions

/// `localshift run`: scripts or a pipeline folder, statement by statement, and the tables as load files.
enum RunCommand: Command {
  static let name = "run"
  static let usage = "run [options] PATH..."
  static let summary =
    "run .sql files (- is stdin), or a pipeline folder (its *.sql in name order, dwh.cfg, s3/)"
  static let options =
    Option.shared + [
      Option(name: "keep-going", summary: "go on after a statement that failed; load files are begun at the end"),
      ProfileOption.option, ServerOption.option,
    ] + Export.options

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard !arguments.operands.isEmpty else {
      throw UsageError("run needs a .sql file or a folder", hint: "usage: localshift \(usage)")
    }
    try ServerOption.refuseLocal(arguments)
    let context = try CommandContext(arguments)
    let export = try Export(arguments)
    let pipeline = try Pipeline(paths: arguments.operands, settings: context.settings)
    let keepsGoing = arguments.has("keep-going")
    if let server = try ServerOption.connect(arguments, context) {
      return run(pipeline, context, on: server, keepsGoing: keepsGoing)
    }
    let session = ProfileOption.profiling(context.makeSession(s3Root: pipeline.s3Root), arguments)
    defer { session.close() }
    return try run(pipeline, context, session, export, keepsGoing: keepsGoing)
  }

  /// On a server: what its statements write is counted there in the end.
  private static func run(
    _ pipeline: Pipeline, _ context: CommandContext, on server: ServerSession, keepsGoing: Bool
  ) -> Int32 {
    defer { server.close() }
    let printer = PipelinePrinter(context)
    let runner = PipelineRunner(pipeline, in: ObservedExecutor.observing(server, context), keepsGoing: keepsGoing)
    printer.showEmpty(runner.emptyScripts)
    var tables = WrittenTables()
    let failures = runner.run { report in
      printer.show(report)
      if case .success = report.outcome { tables.note(runner.filled(report.text)) }
    }
    if Signals.last != 0 { return 128 + Signals.last }
    printer.show(tables.counted(by: server))
    return failures == 0 ? ExitCode.done : ExitCode.failed
  }

  private static func run(
    _ pipeline: Pipeline, _ context: CommandContext, _ session: Session, _ export: Export?, keepsGoing: Bool
  ) throws -> Int32 {
    let printer = PipelinePrinter(context)
    let writing = try export?.makeEarlyExport(context.pool)
    let runner = PipelineRunner(pipeline, in: ObservedExecutor.observing(session, context), keepsGoing: keepsGoing)
    let lastChanges = writing == nil || keepsGoing ? nil : runner.lastChanges
    printer.showEmpty(runner.emptyScripts)
    var failed: [StatementReport] = []
    _ = runner.run { report in
      printer.show(report)
      if case .failure = report.outcome { failed.append(report) }
      guard let writing, let lastChanges, case .success = report.outcome, !session.isInTransaction else { return }
      writing.begin(
        Export.tables(of: session.connected.catalog).filter {
          lastChanges.isSettled($0.definition.name, after: report.number)
        })
    }
    if Signals.last != 0 { return 128 + Signals.last }
    printer.show(TableRows.all(of: session.connected.catalog))
    guard failed.isEmpty || keepsGoing else { return ExitCode.failed }
    if let export, let writing {
      let tables = Export.tables(of: session.connected.catalog)
      printer.showExport(try Stopwatch.time { try writing.finish(tables) }, export.folder)
      if let prefix = export.uploadPrefix {
        printer.showUpload(try Stopwatch.time { try export.upload(to: prefix, pool: context.pool) }, prefix)
      }
    }
    if writing != nil { printer.showIncomplete(failed) }
    return failed.isEmpty ? ExitCode.done : ExitCode.failed
  }
}
