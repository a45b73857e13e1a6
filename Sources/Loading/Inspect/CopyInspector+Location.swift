import Catalogs
import Formats
import ObjectStore
import SQLSyntax
import SQLTypes

extension CopyOptions {
  /// Reads clauses as a COPY statement has them.
  init(parsing clauses: String) throws(SQLError) {
    try self.init(CopyInspector.statement("'x' \(clauses)").options)
  }
}

/// Files for which there is no COPY statement yet: format, columns and types are guessed, tried, and suggested.
extension CopyInspector {
  /// Inspects what lies at `source`: as JSON by the jsonpaths file or the keys there are, as text by its fields. With
  /// `table` the files are matched with its columns, else a table is suggested.
  ///
  /// Errors: XX000 where nothing lies there, 22023 for empty and binary files, 0A000 for formats without support.
  package func inspect(
    location source: String, jsonPaths: String? = nil, table: TableDefinition? = nil, folder: String? = nil
  ) throws -> Inspection {
    let objects = try objects(source)
    guard let first = objects.first(where: { $0.size > 0 }) else {
      throw SQLError(
        .invalidParameter, "\(source) holds \(objects.count) empty file\(objects.count == 1 ? "" : "s") and no data")
    }
    if jsonPaths == nil, ParquetFile.begins(first) { return try inspectParquet(source, first, table: table) }
    let guess = try FileGuess(first)
    if jsonPaths != nil, !guess.isJSON {
      throw SQLError(.invalidParameter, "\"\(first.name)\" is no JSON, and --jsonpaths is about JSON")
    }
    if let table { return try inspect(source, into: table, guess, jsonPaths) }
    if !guess.isJSON { return try inspectText(source, guess) }
    return try inspectJSON(source, guess, objects, jsonPaths)
  }

  private func objects(_ source: String) throws(SQLError) -> [StoredObject] {
    let location = try Location(source)
    let found = try loader.store.find(location)
    if found.isEmpty, case .path(let path) = location, LocalFolder.kind(of: path) == .folder {
      throw SQLError(.ioError, "the folder \"\(path)\" holds no file")
    }
    return try found.isEmpty ? loader.store.list(location) : found
  }

  private func inspect(
    _ source: String, into table: TableDefinition, _ guess: FileGuess, _ jsonPaths: String?
  ) throws -> Inspection {
    let clauses = jsonPaths.map { Self.json($0, guess) } ?? guess.clauses
    let statement = try Self.statement("\(DDLText.literal(source)) \(clauses) IGNOREALLERRORS")
    var report = try inspect(Self.request(statement, table))
    report.copy = Self.copyText(table, source, clauses)
    return report
  }

  private func inspectText(_ source: String, _ guess: FileGuess) throws -> Inspection {
    var used = Set<String>()
    let names = (0..<guess.layout.fieldCount).map { index in
      FoundColumns.unique(
        guess.layout.header.map { ColumnNames.identifier($0[index], index) } ?? "c\(index + 1)", &used)
    }
    let table = Self.table(source, names)
    let statement = try Self.statement("\(DDLText.literal(source)) \(guess.clauses) IGNOREALLERRORS")
    let request = try Self.request(statement, table)
    return try suggest(try job(for: request), request, guess.clauses, pathsFile: nil)
  }

  private func inspectJSON(
    _ source: String, _ guess: FileGuess, _ objects: [StoredObject], _ jsonPaths: String?
  ) throws -> Inspection {
    let auto = try Self.statement("\(DDLText.literal(source)) \(guess.clauses) IGNOREALLERRORS")
    let options = try CopyOptions(auto.options)
    let sample = try SampledDocuments(objects, options, recordLimit: 200)
    var found = FoundColumns(sample.documents)
    if let jsonPaths { found = FoundColumns(paths: try paths(jsonPaths)) }
    guard !found.paths.isEmpty else {
      throw SQLError(
        .invalidParameter, "no JSON record at the start of \"\(objects.first { $0.size > 0 }?.name ?? source)\"",
        hint: "Records are objects one after the other, without commas between them.")
    }
    let table = Self.table(source, found.names)
    let request = try Self.request(auto, table)
    var job = try job(for: request)
    job.mapper = JSONRecordMapper(.paths(found.paths.map { JSONPath(steps: $0) }))
    let needsFile = jsonPaths == nil && !found.areKeys
    let suggested =
      found.areKeys ? "auto" : found.areKeysIgnoringCase ? "auto ignorecase" : Self.pathsName(source, table)
    var report = try suggest(
      job, request, Self.json(jsonPaths ?? suggested, guess), pathsFile: needsFile ? found.pathsFile : nil)
    if !found.unnameable.isEmpty {
      report.warnings.append(
        "no jsonpath can name \(found.unnameable.map { "\"\($0)\"" }.joined(separator: ", ")): a key with '] in it.")
    }
    if sample.documents.contains(where: { $0.elements?.first?.memberNames.isEmpty == false }) {
      report.warnings.append(
        "an array is one record to COPY: to load its objects as rows, write them one after the other, without brackets "
          + "and commas.")
    }
    return report
  }

  /// Errors: XX000 for a file that is no jsonpaths file, 58030 for one that cannot be read.
  private func paths(_ name: String) throws(SQLError) -> [[JSONPath.Step]] {
    guard let object = try loader.store.object(at: Location(name)) else {
      throw SQLError(.ioError, "could not read \"\(name)\": no such file")
    }
    guard let paths = try JSONPathsFile(parsing: object.wholeBytes(), name: object.name).paths else {
      throw SQLError(
        .invalidParameter, "\"\(name)\" has no member \"jsonpaths\"", hint: "COPY would read the data with 'auto'.")
    }
    return paths.map(\.steps)
  }

  /// Reads all columns as text, and says which types they fit.
  private func suggest(
    _ job: LoadJob, _ request: CopyRequest, _ clauses: String, pathsFile: String?
  ) throws -> Inspection {
    var (report, profiles) = try inspect(job, request, suggests: true)
    var table = request.table
    var times = ""
    for (index, profile) in profiles.enumerated() {
      let column = report.columns[index]
      table.columns[index].type = column.type
      if column.type.isInteger, profile.texts.isMilliseconds, profile.texts.count > 0 {
        report.warnings.append(
          "column \"\(column.name)\" looks like milliseconds since 1970: a TIMESTAMP column takes it with TIMEFORMAT "
            + "'epochmillisecs'.")
      }
      if profile.needsAutomaticTimes { times = " TIMEFORMAT 'auto'" }
    }
    keepText(&table, job, clauses + times, refused: report.refusedRecords)
    for index in table.columns.indices { report.columns[index].type = table.columns[index].type }
    report.format = clauses
    report.createTable = DDLText.createTable(table) + ";"
    report.jsonPaths = pathsFile
    report.copy = Self.copyText(table, request.source, clauses + times)
    report.fails = report.refusedRecords > 0 || report.fails
    return report
  }

  /// Makes text again of columns whose suggested types refuse what text did not: the types were tried one by one, and
  /// all share the statement's TIMEFORMAT.
  private func keepText(_ table: inout TableDefinition, _ job: LoadJob, _ clauses: String, refused: Int) {
    guard let options = try? CopyOptions(parsing: clauses),
      let target = try? CopyTarget([], of: table, explicitIDs: false)
    else { return }
    var typed = LoadJob(
      objects: job.objects, options: options, target: target, mapper: job.mapper, splitter: job.splitter,
      context: job.context, sizes: job.sizes)
    typed.options.errorLimit = nil
    let sources = Array(repeating: "", count: target.loaded.count)
    guard let report = try? JobInspector(typed, limits, sources: sources, suggests: false).run(cancellation),
      report.refusedRecords > refused
    else { return }
    for index in report.columns.indices where report.columns[index].refused > 0 {
      table.columns[index].type = .varchar(fitting: max(16, report.columns[index].widest * 2))
    }
  }

  /// Where a jsonpaths file may lie: not under the data's prefix, or it would be read as data.
  private static func pathsName(_ source: String, _ table: TableDefinition) -> String {
    guard case .s3(let bucket, _)? = try? Location(source) else { return "jsonpaths.json" }
    return "s3://\(bucket)/jsonpaths/\(table.name.name).json"
  }

  // MARK: Statements

  static func statement(_ rest: String) throws(SQLError) -> Copy {
    let parsed = try SQLParser.parseStatement("COPY inspected FROM \(rest)")
    guard case .copy(let copy) = parsed else { throw SQLError(.syntaxError, "no COPY statement: \(rest)") }
    return copy
  }

  static func copyText(_ table: TableDefinition, _ source: String, _ clauses: String) -> String {
    "COPY \(DDLText.name(table.name)) FROM \(DDLText.literal(source)) IAM_ROLE default \(clauses);"
  }

  private static func json(_ argument: String, _ guess: FileGuess) -> String {
    (["JSON \(DDLText.optionLiteral(argument))"] + guess.fileClauses).joined(separator: " ")
  }

  static func request(_ copy: Copy, _ table: TableDefinition) throws -> CopyRequest {
    try CopyRequest(copy, into: table, tableID: 0, queryID: 0, startTime: 0) { _ in .null }
  }

  /// Named after the location's last part that is a word.
  static func table(_ source: String, _ names: [String]) -> TableDefinition {
    let parts = source.split(separator: "/").map { $0.prefix { $0 != "." } }
    let name = parts.last { !$0.isEmpty }.map { ColumnNames.identifier(String($0), 0) } ?? "loaded"
    return TableDefinition(
      name: TableName(schema: "public", name: name),
      columns: names.map { ColumnDefinition($0, .varchar(DataType.maximumVarcharLength)) })
  }
}
