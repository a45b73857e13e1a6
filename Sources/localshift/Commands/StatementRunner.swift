import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import Sessions
import System

/// Runs statements one by one and prints what they answer.
struct StatementRunner {
  private let session: any StatementExecutor
  private let context: CommandContext
  private let printer: ResultPrinter
  private let keepsGoing: Bool
  /// Set once nobody reads the output any more: there is nothing left to do, and nothing failed.
  private var isUnread = false
  private var failures = 0
  private var hasUnreadable = false
  private var count = 0

  init(
    _ session: any StatementExecutor, _ context: CommandContext, _ printer: ResultPrinter, keepsGoing: Bool
  ) {
    self.session = session
    self.context = context
    self.printer = printer
    self.keepsGoing = keepsGoing
  }

  /// What the process answers; says so where there was nothing to run.
  func finish() -> Int32 {
    if Signals.last != 0 { return 128 + Signals.last }
    if count == 0 && !hasUnreadable { StandardStream.error.write("nothing ran: there is no statement\n") }
    return hasUnreadable ? ExitCode.unreadable : failures == 0 ? ExitCode.done : ExitCode.failed
  }

  private var stops: Bool { failures > 0 && !keepsGoing || isUnread || Signals.last != 0 }

  /// Runs the values of `-c` and `-f`, in order. Errors: 58030 and 22021 for a file that cannot be read, unless it is
  /// to keep going.
  mutating func run(_ sources: [(name: String, value: String)]) throws(SQLError) {
    for (name, value) in sources where !stops {
      do throws(SQLError) {
        if name == "command" {
          run(value, name: nil)
        } else if value == "-" {
          try runInput()
        } else {
          run(try LocalFolder.text(of: value), name: value)
        }
      } catch {
        guard keepsGoing else { throw error }
        hasUnreadable = true
        StandardStream.error.write(ErrorText.plain(error))
      }
    }
  }

  /// All statements of a text.
  private mutating func run(_ text: String, name: String?) {
    for statement in ScriptSplitter.split(text) where !stops { _ = execute(statement, name: name) }
  }

  /// Statements from standard input, each as soon as it has come. Errors: 22021.
  private mutating func runInput() throws(SQLError) {
    var splitter = ScriptSplitter()
    while !stops, let bytes = StandardStream.read() {
      splitter.append(bytes: bytes)
      while !stops, let statement = splitter.next() { try executeInput(statement) }
    }
    while !stops, let statement = splitter.finish() { try executeInput(statement) }
  }

  private mutating func executeInput(_ statement: ScriptStatement) throws(SQLError) {
    if let offset = statement.faultOffset {
      throw ScriptText.refusal(at: offset, line: statement.line, name: "standard input")
    }
    _ = execute(statement, name: nil)
  }

  /// Runs one statement and prints its answer or its failure; true when it succeeded.
  @discardableResult
  mutating func execute(_ statement: ScriptStatement, name: String?) -> Bool {
    count += 1
    do {
      if let offset = statement.faultOffset {
        throw ScriptText.refusal(at: offset, line: statement.line, name: "the text")
      }
      try show(try answer(to: statement.text))
      return true
    } catch is OutputClosed {
      isUnread = true
      return true
    } catch {
      failures += 1
      let failure = StatementFailure(of: error)
      show(failure.notices)
      let origin = name.map { "statement \(count) (\($0):\(statement.line))" }
      StandardStream.error.write(
        ErrorText.statement(failure, at: origin ?? "ERROR", sql: statement.text, style: context.style))
      return false
    }
  }

  /// Runs it, while the printer prints its rows. Throws `StatementFailure`; `OutputClosed` where nobody reads them.
  private func answer(to text: String) throws -> StatementResult {
    do {
      guard let settings = context.settings else { return try session.execute(text, into: printer) }
      return try session.execute(try Placeholders.filled(text, from: settings), into: printer)
    } catch {
      if printer.isUnread { throw OutputClosed() }
      throw error
    }
  }

  private func show(_ notices: [Notice]) {
    for notice in notices where !context.isQuiet || notice.severity == .warning {
      StandardStream.error.write(ErrorText.notice(notice))
    }
  }

  private func show(_ result: StatementResult) throws {
    show(result.notices)
    StandardStream.error.write(ErrorText.rejects(result.rejects) + ErrorText.advice(result.advice))
    if result.columns != nil {
      try printer.finish()
    } else if !context.isQuiet {
      StandardStream.error.write(result.tag + (result.rowCount.map { " \($0)" } ?? "") + "\n")
    }
    ProfileOption.show(result)
  }
}
