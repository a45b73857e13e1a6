/// A command of the shell: a backslash, a name, and words behind it.
struct ShellCommand: Hashable {
  enum Kind: String, CaseIterable {
    case describe = "d"
    case tables = "dt"
    case views = "dv"
    case schemas = "dn"
    case databases = "l"
    case functions = "df"
    case users = "du"
    case expanded = "x"
    case timing = "timing"
    case include = "i"
    case output = "o"
    case run = "g"
    case reset = "r"
    case print = "p"
    case connection = "conninfo"
    case help = "?"
    case quit = "q"
  }

  let kind: Kind
  /// Whether a `+` stands behind the name: more is wanted.
  let isDetailed: Bool
  let words: [String]

  /// nil for a name that there is not.
  init?(_ line: String) {
    var words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard var name = words.first?.dropFirst() else { return nil }
    words.removeFirst()
    // `\q;` is what fingers write.
    if words.isEmpty, name.last == ";" { name = name.dropLast() }
    isDetailed = name.last == "+"
    if isDetailed { name = name.dropLast() }
    guard let kind = Kind(rawValue: String(name)), !isDetailed || kind.hasDetails else { return nil }
    self.kind = kind
    self.words = words.map { $0.last == ";" ? String($0.dropLast()) : $0 }.filter { !$0.isEmpty }
  }
}

extension ShellCommand.Kind {
  var hasDetails: Bool { self == .describe || self == .tables }

  /// What stands behind the name, and what the command does.
  var usage: (arguments: String, summary: String) {
    switch self {
    case .describe: ("[NAME]", "tables and views, or the columns of one; \\d+ with encodings")
    case .tables: ("[PATTERN]", "tables; \\dt+ with their rows")
    case .views: ("[PATTERN]", "views")
    case .schemas: ("[PATTERN]", "schemas")
    case .databases: ("", "databases")
    case .functions: ("[PATTERN]", "functions that users have made")
    case .users: ("", "users")
    case .expanded: ("[on|off]", "a line a value, for rows that are wide")
    case .timing: ("[on|off]", "tell how long each statement takes")
    case .include: ("FILE", "run the statements of a file")
    case .output: ("[FILE]", "write results into a file; without one, here again")
    case .run: ("", "run what is typed, without a semicolon")
    case .reset: ("", "forget what is typed")
    case .print: ("", "show what is typed")
    case .connection: ("", "where statements run")
    case .help: ("", "these commands")
    case .quit: ("", "leave; so does Ctrl-D")
    }
  }

  /// All of them, a line each.
  static var overview: String {
    let lines = allCases.map { kind in ("\\\(kind.rawValue) \(kind.usage.arguments)", kind.usage.summary) }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { "  \($0)\(String(repeating: " ", count: width - $0.count))  \($1)\n" }.joined()
      + "statements end with a semicolon; Ctrl-C cancels one, Tab completes names, Ctrl-R searches the history\n"
  }
}
