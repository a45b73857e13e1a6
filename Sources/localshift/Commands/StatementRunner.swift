import SQLSyntax
import SQLTypes
import Scheduling
import Sessions
import System

/// Runs statements one by one and prints what they answer.
struct StatementRunner {
  private let session: Session
  private let context: CommandContext
  private let format: ResultFormat
  private let keepsGoing: Bool
  private var failures = 0
  private var count = 0

  init(_ session: Session, _ context: CommandContext, _ format: ResultFormat, keepsGoing: Bool) {
    self.session = session
    self.context = context
    self.format = format
    self.keepsGoing = keepsGoing
  }

  var exitCode: Int32 {
    if Signals.last != 0 { return 128 + Signals.last }
    return failures == 0 ? ExitCode.done : ExitCode.failed
  }

  /// All statements of a text. False when it stopped at a failure.
  mutating func run(_ text: String, name: String?) -> Bool {
    for statement in ScriptSplitter.split(text) {
      guard execute(statement, name: name) || (keepsGoing && Signals.last == 0) else { return false }
    }
    return failures == 0
  }

  /// Statements from standard input, each as soon as it has come.
  mutating func runInput() -> Int32 {
    var splitter = ScriptSplitter()
    while let bytes = StandardStream.read() {
      splitter.append(bytes: bytes)
      while let statement = splitter.next() {
        guard execute(statement, name: nil) || keepsGoing else { return exitCode }
      }
      if Signals.last != 0 { return exitCode }
    }
    while let statement = splitter.finish() {
      guard execute(statement, name: nil) || keepsGoing else { return exitCode }
    }
    return exitCode
  }

  /// Runs one statement and prints its answer or its failure; true when it succeeded.
  mutating func execute(_ statement: ScriptStatement, name: String?) -> Bool {
    count += 1
    do {
      let text = try context.settings.map { settings throws(SQLError) in
        try Placeholders.fill(statement.text, from: settings)
      }
      show(try session.execute(text ?? statement.text))
      return true
    } catch {
      failures += 1
      let failure = StatementFailure(of: error)
      let origin = name.map { "statement \(count) (\($0):\(statement.line))" }
      StandardStream.error.write(
        ErrorText.statement(failure, at: origin ?? "ERROR", sql: statement.text, style: context.style))
      return false
    }
  }

  private func show(_ result: StatementResult) {
    for notice in result.notices where !context.isQuiet || notice.severity == .warning {
      StandardStream.error.write("\(notice.severity.rawValue):  \(notice.message)\n")
    }
    StandardStream.error.write(ErrorText.rejects(result.rejects) + ErrorText.advice(result.advice))
    if let columns = result.columns {
      StandardStream.output.write(format.text(columns, result.batches))
    } else if !context.isQuiet {
      StandardStream.error.write(result.tag + (result.rowCount.map { " \($0)" } ?? "") + "\n")
    }
  }
}
