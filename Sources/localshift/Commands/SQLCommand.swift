import ObjectStore
import SQLSyntax
import SQLTypes
import Sessions
import System

/// `localshift sql`: statements from an argument, a file, standard input or a prompt.
enum SQLCommand: Command {
  static let name = "sql"
  static let usage = "sql [options] [-c SQL | -f FILE]"
  static let summary = "run statements from an argument, a file or standard input; on a terminal, the shell"
  static let options =
    [
      Option(name: "command", value: "SQL", summary: "run these statements", letter: "c", repeats: true),
      Option(name: "file", value: "FILE", summary: "run this file (- is standard input)", letter: "f", repeats: true),
      Option(
        name: "format", value: "FORMAT", summary: "table, csv, tsv, json or markdown",
        choices: ResultFormat.allCases.map(\.rawValue)),
      Option(name: "null", value: "TEXT", summary: "what stands for NULL in csv and tsv (default \\N)"),
      Option(name: "keep-going", summary: "go on after a statement that failed"),
      ProfileOption.option, ServerOption.option,
    ] + Option.shared

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard arguments.operands.isEmpty else {
      throw UsageError(
        "sql takes no operand \"\(arguments.operands[0])\"", hint: "Give statements with -c, or a file with -f.")
    }
    try ServerOption.refuseLocal(arguments)
    let context = try CommandContext(arguments)
    let format =
      arguments.value("format").flatMap(ResultFormat.init) ?? (context.isJSON ? .json : ResultFormat.table)
    if arguments.has("null"), format != .csv, format != .tsv {
      throw UsageError("--null is about --format csv and tsv")
    }
    let server = try ServerOption.connect(arguments, context)
    let session = ObservedExecutor.observing(
      server ?? ProfileOption.profiling(context.makeSession(), arguments), context)
    defer { session.close() }
    let printer = ResultPrinter(format, of: session, null: arguments.value("null") ?? "\\N")
    let sources = arguments.ordered.filter { $0.name == "command" || $0.name == "file" }
    let isShell = sources.isEmpty && StandardStream.input.isTerminal
    var runner = StatementRunner(
      session, context, printer, keepsGoing: isShell || arguments.has("keep-going"))
    if isShell { return Shell(runner, session, printer, server).run() }
    try runner.run(sources.isEmpty ? [(name: "file", value: "-")] : sources)
    return runner.finish()
  }
}
