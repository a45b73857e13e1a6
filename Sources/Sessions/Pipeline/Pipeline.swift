import ObjectStore
import SQLSyntax
import SQLTypes
import System

/// What `run` runs: scripts in order, and the configuration and S3 tree that belong to them.
package struct Pipeline: Sendable {
  package struct Script: Sendable {
    package var path: String
    package var text: String

    package init(path: String, text: String) { (self.path, self.text) = (path, text) }

    /// The folder it lies in.
    var folder: String {
      guard let slash = path.lastIndex(of: "/") else { return "." }
      return slash == path.startIndex ? "/" : String(path[..<slash])
    }
  }

  package var scripts: [Script] = []
  package var config = ConfigFile()
  /// The folder's own `s3/` tree, if it has one.
  package var s3Root: String?
  /// Whether any path is a pipeline folder: `${…}` is only filled in there.
  package var hasPlaceholders = false

  package init(scripts: [Script]) { self.scripts = scripts }

  /// The statements of all scripts, in order.
  var statements: [(script: Script, statement: ScriptStatement)] {
    scripts.flatMap { script in ScriptSplitter.split(script.text).map { (script, $0) } }
  }

  /// Reads scripts and pipeline folders (their `*.sql` in name order, `dwh.cfg`, `s3/`); `settings` override what a
  /// folder's own file says, and `-` is standard input. Errors: 58030 for what cannot be read, with the path.
  package init(paths: [String], settings: ConfigFile? = nil) throws(SQLError) {
    for path in paths {
      if path == "-" {
        scripts.append(Script(path: path, text: try Self.standardInput()))
        continue
      }
      switch LocalFolder.kind(of: path) {
      case .folder: try addFolder(path)
      case .file, .stream: scripts.append(Script(path: path, text: try LocalFolder.text(of: path)))
      case nil: throw SQLError(.ioError, "could not read \"\(path)\": no such file or folder")
      }
    }
    guard let settings else { return }
    config.merge(settings)
    hasPlaceholders = true
  }

  private static func standardInput() throws(SQLError) -> String {
    try ScriptText.decode(StandardStream.readAll() ?? [], name: "standard input")
  }

  private mutating func addFolder(_ path: String) throws(SQLError) {
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    let names = try LocalFolder.names(in: path)
    let files = names.filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }
    guard !files.isEmpty else {
      throw SQLError(
        .ioError, "\"\(path)\" holds no *.sql file",
        hint: "A pipeline folder has *.sql files, which run in the order of their names, a dwh.cfg and an s3/ tree.")
    }
    for name in files {
      scripts.append(Script(path: "\(folder)/\(name)", text: try LocalFolder.text(of: "\(folder)/\(name)")))
    }
    if names.contains("dwh.cfg") { config.merge(try ConfigFile(path: "\(folder)/dwh.cfg")) }
    if names.contains("s3") && s3Root == nil { s3Root = "\(folder)/s3" }
    hasPlaceholders = true
  }
}
