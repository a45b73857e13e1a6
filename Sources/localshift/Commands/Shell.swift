import SQLSyntax
import Scheduling
import System

/// The prompt: statements end with a semicolon, `\q` or the end of input leaves, Ctrl-C forgets what is typed.
struct Shell {
  private var statements: StatementRunner
  private var splitter = ScriptSplitter()

  init(_ statements: StatementRunner) { self.statements = statements }

  consuming func run() -> Int32 {
    var shell = self
    StandardStream.error.write("localshift \(CommandLineTool.version): statements end with a semicolon, \\q leaves.\n")
    shell.prompt()
    while let bytes = StandardStream.read() {
      if Signals.last != 0 {
        shell.forget()
      } else if shell.splitter.isIdle && shell.isLeaving(bytes) {
        return ExitCode.done
      } else {
        shell.take(bytes)
      }
      shell.prompt()
    }
    StandardStream.error.write("\n")
    return ExitCode.done
  }

  private func prompt() { StandardStream.error.write(splitter.isIdle ? "localshift=# " : "localshift-# ") }

  private func isLeaving(_ bytes: [UInt8]) -> Bool {
    let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return ["\\q", "quit", "exit"].contains(line.first) && line.count == 1
  }

  private mutating func forget() {
    Signals.forget()
    splitter = ScriptSplitter()
    StandardStream.error.write("\n")
  }

  private mutating func take(_ bytes: [UInt8]) {
    splitter.append(bytes: bytes)
    while let statement = splitter.next() {
      _ = statements.execute(statement, name: nil)
      if Signals.last != 0 { Signals.forget() }
    }
  }
}
