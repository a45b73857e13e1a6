import Console
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import Serving
import Sessions
import System

/// The shell: statements that end with a semicolon, and commands that begin with a backslash, read from a terminal line
/// by line.
///
/// Where the terminal can do it, lines are edited, and what was typed is remembered beyond the shell. Ctrl-C cancels a
/// statement or forgets what is typed; the shell ends with Ctrl-D.
final class Shell {
  let executor: any StatementExecutor
  let printer: ResultPrinter
  /// Where statements run, unless in this process.
  private let server: ServerSession?
  /// Stands in the prompt.
  private let name: String
  private var statements: StatementRunner
  private let lines: LineReader?
  private let completer: Completer
  private var history: History
  private var splitter = ScriptSplitter()
  /// What is typed of a statement that has not ended.
  private(set) var typed = ""
  private var isLeaving = false
  private var tellsTime = false

  init(
    _ statements: StatementRunner, _ executor: any StatementExecutor, _ printer: ResultPrinter, _ server: ServerSession?
  ) {
    self.statements = statements
    self.executor = executor
    self.printer = printer
    self.server = server
    name = server?.database ?? "localshift"
    lines = LineReader(environment: { Environment[$0] })
    history = History(path: lines == nil ? nil : History.path(environment: { Environment[$0] }))
    completer = Completer(executor)
  }

  func run() -> Int32 {
    Signals.outlivesInterrupts = true
    tell("localshift \(CommandLineTool.version): statements end with a semicolon, \\? tells the commands, \\q leaves.")
    lines?.isStopped = { Signals.last != 0 }
    lines?.complete = { [self] text in completer.complete(typed.isEmpty ? text : typed + "\n" + text) }
    while !isLeaving {
      switch read() {
      case .line(let line): take(line)
      case .interrupted: reset()
      case .ended: isLeaving = true
      }
      if Signals.last != 0, Signals.last != Signals.interrupt { return 128 + Signals.last }
      Signals.forget()
    }
    return ExitCode.done
  }

  func tell(_ text: String) { StandardStream.error.write(TerminalText.block(text) + "\n") }

  // MARK: Lines

  private func read() -> LineReader.Answer {
    let prompt = "\(name)=\(executor.isInTransaction ? "*" : "")# "
    let mark = typed.isEmpty ? prompt : "\(name)\(splitter.pendingMark)# "
    if let lines { return lines.read(prompt: mark, continuation: "\(name)-# ", history: history.entries) }
    StandardStream.error.write(TerminalText.line(mark))
    if let line = StandardStream.readLine(from: StandardStream.input.rawValue) { return .line(line) }
    StandardStream.error.write("\n")
    return Signals.last == Signals.interrupt ? .interrupted : .ended
  }

  private func take(_ line: String) {
    let words = line.split(whereSeparator: \.isWhitespace)
    if typed.isEmpty, words.isEmpty { return }
    if words.first?.first == "\\", !splitter.isQuoting { return command(String(line.drop(while: \.isWhitespace))) }
    if typed.isEmpty, words.count == 1, ["quit", "exit", "quit;", "exit;"].contains(words[0].lowercased()) {
      isLeaving = true
      return
    }
    typed += (typed.isEmpty ? "" : "\n") + line
    splitter.append(line + "\n")
    var ready: [ScriptStatement] = []
    while let statement = splitter.next() { ready.append(statement) }
    if splitter.isIdle { remember() }
    execute(ready)
  }

  /// Forgets what is typed.
  func reset() {
    splitter = ScriptSplitter()
    typed = ""
  }

  /// What is typed goes into the history; into its file without what is secret in it.
  private func remember() {
    history.append(typed, kept: StatementSecrets.masked(typed))
    typed = ""
  }

  /// Runs what is typed, although no semicolon ends it.
  func runTyped() {
    guard !typed.isEmpty else { return }
    var ready: [ScriptStatement] = []
    while let statement = splitter.finish() { ready.append(statement) }
    remember()
    splitter = ScriptSplitter()
    execute(ready)
  }

  private func execute(_ ready: [ScriptStatement]) {
    for statement in ready {
      let (_, duration) = Stopwatch.time { statements.execute(statement, name: nil) }
      if tellsTime { tell("Time: \(StatementLine.time(duration))") }
      if Signals.last != 0 { break }
    }
    guard !ready.isEmpty else { return }
    completer.forget()
    reconnect()
  }

  /// A connection that was lost is made again; what the session had is gone.
  private func reconnect() {
    guard let server, !server.isOpen else { return }
    do {
      try server.reconnect()
      tell("connected again: settings, temporary tables and the open transaction are gone")
    } catch { StandardStream.error.write(ErrorText.plain(error)) }
  }

  // MARK: Commands

  private func command(_ line: String) {
    guard let command = ShellCommand(line) else {
      let word = String(line.prefix { !$0.isWhitespace })
      let names = ShellCommand.Kind.allCases.map { "\\\($0.rawValue)" }
      let nearest = word.count > 2 ? EditDistance.nearest(to: word, among: names) : nil
      return tell(
        "there is no command \(word); \(nearest.map { "did you mean \($0)? " } ?? "")\\? tells those there are")
    }
    history.append(line, kept: StatementSecrets.masked(line))
    switch command.kind {
    case .quit: isLeaving = true
    case .help: StandardStream.output.write(ShellCommand.Kind.overview)
    case .run: runTyped()
    case .reset: reset()
    case .print: tell(typed)
    case .expanded: set(&printer.isExpanded, command, "expanded output")
    case .timing: set(&tellsTime, command, "timing")
    case .include: include(command.words)
    case .output: redirect(command.words)
    case .connection:
      tell(server?.description ?? "a database of this process; it ends with the shell")
    default: answer(command)
    }
  }

  private func set(_ flag: inout Bool, _ command: ShellCommand, _ what: String) {
    switch command.words.first {
    case nil: flag.toggle()
    case "on": flag = true
    case "off": flag = false
    default: return tell("\\\(command.kind.rawValue) takes on or off")
    }
    tell("\(what) is \(flag ? "on" : "off")")
  }

  private func include(_ words: [String]) {
    guard words.count == 1 else { return tell("\\i needs the name of one file") }
    do { try statements.run([(name: "file", value: words[0])]) } catch {
      StandardStream.error.write(ErrorText.plain(error))
    }
    completer.forget()
    reconnect()
  }

  private func redirect(_ words: [String]) {
    guard let path = words.first else {
      printer.write = { StandardStream.output.write($0) }
      return
    }
    do {
      let file = try TextFile(path: path)
      printer.write = { file.write($0) }
    } catch { tell("could not write \"\(path)\": \(SystemCalls.words(for: error.code))") }
  }

  /// What the catalogs say.
  private func answer(_ command: ShellCommand) {
    let pattern = command.words.first
    switch command.kind {
    case .tables where command.isDetailed: query(CatalogQuery.tableSizes(pattern: pattern))
    case .tables: query(CatalogQuery.relations("BASE TABLE", pattern: pattern))
    case .views: query(CatalogQuery.relations("VIEW", pattern: pattern))
    case .schemas: query(CatalogQuery.schemas(pattern: pattern))
    case .databases: query(CatalogQuery.databases)
    case .functions: query(CatalogQuery.functions(pattern: pattern))
    case .users: query(CatalogQuery.users)
    default:
      guard let pattern else { return query(CatalogQuery.relations(nil, pattern: nil)) }
      query(CatalogQuery.columns(of: pattern, isDetailed: command.isDetailed))
      if printer.rowCount == 0 { return tell("there is no table or view \(pattern)") }
      showKeys(of: pattern)
      guard command.isDetailed else { return }
      for row in texts(CatalogQuery.definition(ofView: pattern)) { show("view: \(row[0])\n") }
    }
  }

  /// `"songs_pkey" PRIMARY KEY (song_id)`
  private func showKeys(of pattern: String) {
    var keys: [(title: String, columns: [String])] = []
    for row in texts(CatalogQuery.keys(of: pattern)) {
      let title = "\"\(row[0])\" \(row[1])"
      if keys.last?.title == title {
        keys[keys.count - 1].columns.append(row[2])
      } else {
        keys.append((title, [row[2]]))
      }
    }
    for key in keys { show("\(key.title) (\(key.columns.joined(separator: ", ")))\n") }
  }

  private func show(_ text: String) { _ = printer.write(TerminalText.block(text)) }

  /// The rows of a query as texts; none where it fails.
  private func texts(_ query: String) -> [[String]] {
    guard let result = try? executor.execute(query), let columns = result.columns else { return [] }
    return TextRows(columns, result.batches).map { row in row.map { $0 ?? "" } }
  }

  private func query(_ text: String) {
    _ = statements.execute(ScriptStatement(text: text, line: 1, offset: 0, isTerminated: true), name: nil)
    reconnect()
  }
}
