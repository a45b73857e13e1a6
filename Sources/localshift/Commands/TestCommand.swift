import Console
import ObjectStore
import SQLTypes
import Scheduling
import System
import Verification

/// `localshift test`: sqllogictest files, and folders of given files, SQL and expected tables.
enum TestCommand: Command {
  static let name = "test"
  static let usage = "test [options] PATH..."
  static let summary = "check sqllogictest files (*.slt), and folders with given/, *.sql and expect/TABLE.csv"
  static let options =
    Option.shared + [
      Option(name: "junit", value: "FILE", summary: "write the outcome as JUnit XML"),
      Option(name: "update", summary: "accept the tables as they are: rewrite expect/TABLE.csv"),
    ]

  static let notes = """

    records of a script, set apart by empty lines:
      statement ok, statement count N, statement error [PATTERN], query error [PATTERN]
      query TYPES [nosort|rowsort|valuesort] [LABEL]
                               the rows below "----"; a letter a column: I, R, T
      plan [RULE...]           the plan below "----": as it was bound and after each rule of the optimizer that
                               changed it, or before and after each RULE
      connection NAME          the record below it runs in a session of that name
      background LABEL         the record below it waits for a lock while those after it run
      join LABEL               that record ends here
      cancel NAME              what that connection runs is cancelled
      halt                     nothing after it is run

    """

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard !arguments.operands.isEmpty else {
      throw UsageError("test needs *.slt files or folders", hint: "usage: localshift \(usage)")
    }
    let context = try CommandContext(arguments)
    let checks = try CheckFinder.find(arguments.operands)
    guard !checks.isEmpty else {
      throw UsageError(
        "no test found under \(arguments.operands.joined(separator: ", "))",
        hint: "A test is a *.slt file, or a folder with *.sql files and expect/TABLE.csv.")
    }
    let runner = CheckRunner(
      pool: context.pool, s3Root: context.s3Root, settings: context.settings, updates: arguments.has("update"))
    var reports: [CheckReport] = []
    for check in checks {
      let report = try runner.run(check)
      // What it says of a test that was called off is not the test's.
      if Signals.last != 0 { throw CancellationError() }
      reports.append(report)
      show(report, context)
    }
    if let path = arguments.value("junit") { try LocalFolder.write(JUnitReport.text(reports), to: path) }
    return summarise(reports)
  }

  private static func show(_ report: CheckReport, _ context: CommandContext) {
    for failure in report.failures {
      let place = failure.line.map { "\(report.name):\($0)" } ?? report.name
      let text = "\(TerminalText.line(place)): \(TerminalText.block(failure.message))"
      StandardStream.error.write("\(context.style.red("FAILED")) \(text)\n\n")
    }
  }

  /// A file of which no record ran says so; a test of which none ran at all has tested nothing.
  private static func showEmpty(_ reports: [CheckReport]) {
    for report in reports where report.passed == 0 && report.failures.isEmpty {
      StandardStream.error.write(
        "nothing ran: there is no record for this engine in \(TerminalText.line(report.name))\n")
    }
  }

  private static func summarise(_ reports: [CheckReport]) -> Int32 {
    let passed = reports.reduce(0) { $0 + $1.passed }
    let failed = reports.reduce(0) { $0 + $1.failures.count }
    StandardStream.output.write("\(passed) passed, \(failed) failed\n")
    showEmpty(reports)
    return failed == 0 && passed > 0 ? ExitCode.done : ExitCode.failed
  }
}
