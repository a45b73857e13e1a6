import Loading
import SQLTypes
import Scheduling
import Sessions
import System

/// `localshift inspect`: what a COPY would meet, or what a location holds.
enum InspectCommand: Command {
  static let name = "inspect"
  static let usage = "inspect [options] 'COPY ...' | LOCATION"
  static let summary = "what a COPY would meet, or what files hold: types, widths, nulls, keys that match nothing"
  static let options =
    Option.shared + [
      Option(
        name: "schema", value: "PATH", summary: "a .sql file or pipeline folder whose CREATE TABLE statements count"),
      Option(name: "table", value: "NAME", summary: "match a location's files with this table of --schema"),
      Option(name: "jsonpaths", value: "LOCATION", summary: "read a location's JSON files by this jsonpaths file"),
      Option(name: "records", value: "N", summary: "records to read of each file (default 1000)"),
      Option(name: "objects", value: "N", summary: "files to read, spread over all (default 20)"),
      Option(name: "all", summary: "read everything"),
    ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard arguments.operands.count == 1, let what = arguments.operands.first, !what.isEmpty else {
      throw UsageError(
        "inspect takes one COPY statement, in quotes, or one location", hint: "usage: localshift \(usage)")
    }
    let context = try CommandContext(arguments)
    let limits = try limits(arguments)
    let isCopy = what.lowercased().split(whereSeparator: \.isWhitespace).first == "copy"
    try check(arguments, isCopy: isCopy, what)
    let pipeline = try arguments.value("schema").map { path throws(SQLError) in
      try Pipeline(paths: [path], settings: context.settings)
    }
    let session = context.makeSession(s3Root: pipeline?.s3Root)
    defer { session.close() }
    if let pipeline, try session.declareTables(of: pipeline) == 0 {
      throw UsageError("--schema \(arguments.value("schema") ?? ""): no CREATE TABLE statement in it makes a table")
    }
    let sql = isCopy ? try filled(what, pipeline, context) : ""
    do {
      let report =
        isCopy
        ? try session.inspect(copy: sql, limits: limits)
        : try session.inspect(
          location: what, jsonPaths: arguments.value("jsonpaths"), table: arguments.value("table"), limits: limits)
      StandardStream.output.write(
        context.isJSON ? InspectionJSON.text(report) : InspectionText.text(report, style: context.style))
      return report.fails ? ExitCode.failed : ExitCode.done
    } catch let failure as StatementFailure {
      return report(failure, sql: sql, hasSchema: pipeline != nil, context)
    }
  }

  private static func report(
    _ failure: StatementFailure, sql: String, hasSchema: Bool, _ context: CommandContext
  ) -> Int32 {
    if Signals.last != 0 { return 128 + Signals.last }
    var failure = failure
    if !hasSchema, failure.error.message.hasPrefix("Cannot COPY into nonexistent table") {
      failure.error.hint = "--schema FILE.sql tells the table's columns, where it holds its CREATE TABLE statement."
    }
    StandardStream.error.write(ErrorText.statement(failure, at: "localshift", sql: sql, style: context.style))
    return ExitCode.failed
  }

  private static func limits(_ arguments: Arguments) throws(UsageError) -> InspectLimits {
    if arguments.has("all") {
      for name in ["records", "objects"] where arguments.has(name) {
        throw UsageError("--all reads everything: it does not go with --\(name)")
      }
      return .all
    }
    var limits = InspectLimits()
    limits.records = try arguments.number("records", atLeast: 1) ?? limits.records
    limits.objects = try arguments.number("objects", atLeast: 1) ?? limits.objects
    return limits
  }

  private static func check(_ arguments: Arguments, isCopy: Bool, _ what: String) throws(UsageError) {
    for name in ["table", "jsonpaths"] where isCopy && arguments.has(name) {
      throw UsageError("--\(name) goes with a location: the COPY statement says that itself")
    }
    if arguments.has("table") && !arguments.has("schema") {
      throw UsageError("--table needs --schema PATH, which tells the table's columns")
    }
    if !isCopy, what.lowercased().hasSuffix(".sql") {
      throw UsageError(
        "\"\(what)\" is a script: inspect takes one COPY statement as text",
        hint: "localshift inspect --schema \(what) 'COPY ...'")
    }
  }

  private static func filled(_ text: String, _ pipeline: Pipeline?, _ context: CommandContext) throws -> String {
    if let pipeline, pipeline.hasPlaceholders { return try Placeholders.fill(text, from: pipeline.config) }
    return try context.settings.map { settings throws(SQLError) in try Placeholders.fill(text, from: settings) }
      ?? text
  }
}
