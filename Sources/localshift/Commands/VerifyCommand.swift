import Console
import SQLTypes
import Scheduling
import System
import Verification

/// `localshift verify`: loads a load folder back and compares it with what was exported.
enum VerifyCommand: Command {
  static let name = "verify"
  static let usage = "verify [options] DIR|s3://bucket/prefix/"
  static let summary = "load a load folder back and compare it with what was exported"
  static let options = Option.shared

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard arguments.operands.count == 1, let location = arguments.operands.first else {
      throw UsageError("verify needs one load folder", hint: "usage: localshift \(usage)")
    }
    let context = try CommandContext(arguments)
    let verdicts = try LoadFolderVerifier(location, pool: context.pool, storage: context.storage()).run()
    if context.isJSON {
      StandardStream.output.write(verdicts.map(json).joined())
    } else {
      for verdict in verdicts { show(verdict, context) }
      if verdicts.isEmpty && !context.isQuiet { StandardStream.output.write("ok  it holds no tables\n") }
    }
    return verdicts.allSatisfy(\.isWhole) ? ExitCode.done : ExitCode.failed
  }

  private static func show(_ verdict: TableVerdict, _ context: CommandContext) {
    let name = TerminalText.line(PipelinePrinter.name(verdict.table.name))
    guard verdict.isWhole else {
      for fault in verdict.faults {
        StandardStream.error.write("\(context.style.red("FAILED")) \(name): \(TerminalText.block(fault))\n")
      }
      return
    }
    if !context.isQuiet {
      StandardStream.output.write("ok  \(name): \(StatementLine.grouped(verdict.table.rows)) rows\n")
    }
  }

  private static func json(_ verdict: TableVerdict) -> String {
    let faults = verdict.faults.map(JSONFormat.quoted).joined(separator: ",")
    return JSONFormat.object([
      ("table", JSONFormat.quoted(verdict.table.name.description)), ("rows", "\(verdict.table.rows)"),
      ("faults", "[\(faults)]"),
    ]) + "\n"
  }
}
