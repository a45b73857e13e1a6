import Console
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import System

/// Finds the command, runs it, and turns what goes wrong into words and an exit code (CommandLine.md "Exit codes").
enum CommandLineTool {
  static let version = "0.1.0"
  static var commands: [any Command.Type] {
    [
      RunCommand.self, ExecCommand.self, ServeCommand.self, SQLCommand.self, InspectCommand.self, TestCommand.self,
      VerifyCommand.self,
      GenerateCommand.self,
    ]
  }

  static func run(_ arguments: [String]) -> Int32 {
    let status = outcome(of: arguments)
    guard let fault = StandardStream.fault, status < 128 else { return status }
    StandardStream.error.write(ErrorText.plain(SQLError(FileError("write", "standard output", fault))))
    return ExitCode.unreadable
  }

  private static func outcome(of arguments: [String]) -> Int32 {
    do {
      if let place = ProcessArguments.faultyPlace {
        throw SQLError(
          .characterNotInRepertoire, "argument \(place.argument) is not UTF-8: the byte at offset \(place.offset)")
      }
      return try dispatch(arguments)
    } catch let error as UsageError {
      let text = "localshift: \(error.message)\n\(error.hint.map { $0 + "\n" } ?? "")"
      StandardStream.error.write(StatementSecrets.masked(TerminalText.block(text)))
      return ExitCode.usage
    } catch let error as SQLError {
      StandardStream.error.write(ErrorText.plain(error))
      return Signals.last == 0 ? ExitCode.unreadable : 128 + Signals.last
    } catch is ReportedFailure {
      return ExitCode.failed
    } catch is CancellationError {
      return 128 + Signals.last
    } catch {
      StandardStream.error.write(StatementSecrets.masked(TerminalText.block("localshift: \(error)\n")))
      return ExitCode.failed
    }
  }

  private static func dispatch(_ arguments: [String]) throws -> Int32 {
    guard let name = arguments.first else {
      StandardStream.error.write(help)
      return ExitCode.usage
    }
    switch name {
    case "help" where arguments.count > 1: return try run(arguments[1], ["--help"])
    case "--help", "-h", "help":
      StandardStream.output.write(help)
      return ExitCode.done
    case "--version", "version":
      StandardStream.output.write("localshift \(version)\n")
      return ExitCode.done
    default: return try run(name, Array(arguments.dropFirst()))
    }
  }

  private static func run(_ name: String, _ arguments: [String]) throws -> Int32 {
    guard let command = commands.first(where: { $0.name == name }) else { throw unknown(name) }
    // What another command is given is its own: `exec psql -h host`.
    let arguments = command.runsAnother ? Arguments.fenced(arguments, command.options) : arguments
    let own = arguments.prefix { $0 != "--" }
    if own.contains("--help") || own.contains("-h") {
      StandardStream.output.write(Help.text(command))
      return ExitCode.done
    }
    return try command.run(try Arguments(arguments, options: command.options))
  }

  private static func unknown(_ name: String) -> UsageError {
    let nearest = EditDistance.nearest(to: name, among: commands.map { $0.name })
    return UsageError(
      "there is no command \"\(name)\"",
      hint: nearest.map { "Did you mean \"\($0)\"?" } ?? "\"localshift --help\" lists the commands.")
  }

  private static var help: String {
    let lines = commands.map { "  localshift \($0.usage)\n      \($0.summary)\n" }
    return """
      localshift: your Redshift ETL on your own machine

      \(lines.joined())
      "localshift COMMAND --help" or "localshift help COMMAND" tells a command's options, "localshift --version" the version.

      """
  }
}

/// One command of the tool.
protocol Command {
  static var name: String { get }
  /// `run [options] PATH...`
  static var usage: String { get }
  static var summary: String { get }
  static var options: [Option] { get }
  /// What help tells below the options: lines with their line ends.
  static var notes: String { get }
  /// Whether the first operand is a command, to which all that follows belongs.
  static var runsAnother: Bool { get }

  static func run(_ arguments: Arguments) throws -> Int32
}

extension Command {
  static var notes: String { "" }
  static var runsAnother: Bool { false }
}

/// What the process answers its caller (CommandLine.md "Exit codes").
enum ExitCode {
  static let done: Int32 = 0
  /// A statement or a check failed.
  static let failed: Int32 = 1
  static let usage: Int32 = 2
  /// A script that cannot be read, or an export that cannot be written.
  static let unreadable: Int32 = 3
  /// As shells have it, from here on: a command that could not be run, or that a signal ended.
  static let notRun: Int32 = 126
}
