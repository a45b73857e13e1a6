import Formats
import ObjectStore
import SQLSyntax
import SQLTypes

/// From a statement to what the workers need: options, columns, objects, mapper. No data is read yet.
extension CopyLoader {
  func job(for request: CopyRequest) throws(SQLError) -> LoadJob {
    let options = try CopyOptions(request.copy.options)
    return try CopyLoader(store: store.asking(S3Clauses(request.copy.options)), pool: pool, sizes: sizes)
      .job(for: request, options)
  }

  private func job(for request: CopyRequest, _ options: CopyOptions) throws(SQLError) -> LoadJob {
    let target = try CopyTarget(request.copy, request.table, explicitIDs: options.explicitIDs)
    try options.check(columns: target.loaded.map(\.definition.type))
    let (mapper, splitter) = try mapper(options, target, request)
    let objects = try objects(options, request)
    return LoadJob(
      objects: objects, options: options, target: target, mapper: mapper, splitter: splitter,
      context: DatetimeContext(now: request.startTime, zone: request.zone), sizes: sizes,
      unfillable: unfillable(target, request))
  }

  /// Columns that nothing fills and that must not be NULL.
  private func unfillable(_ target: CopyTarget, _ request: CopyRequest) -> [Int] {
    request.table.columns.indices.filter { position in
      let column = request.table.columns[position]
      let isLoaded = target.loaded.contains { $0.position == position }
      return !isLoaded && !column.isNullable && column.identity == nil && request.defaults[position] ?? .null == .null
    }
  }

  // MARK: Objects

  private func objects(_ options: CopyOptions, _ request: CopyRequest) throws(SQLError) -> [StoredObject] {
    let location = try location(request.copy.source, request)
    guard options.isManifest else { return try store.list(location) }
    var manifest = try store.manifest(at: location)
    if case .path(let path) = location {
      for index in manifest.entries.indices {
        manifest.entries[index].url = Self.resolve(manifest.entries[index].url, beside: path)
      }
    }
    return try store.list(manifest, name: "\(location)")
  }

  /// A relative path is one in the request's folder.
  private func location(_ text: String, _ request: CopyRequest) throws(SQLError) -> Location {
    let location = try Location(text)
    guard case .path(let path) = location, let folder = request.folder, !path.hasPrefix("/") else { return location }
    return .path(folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)")
  }

  /// A manifest that is a file may name files by their paths from its own folder: that of a load folder does.
  private static func resolve(_ url: String, beside manifest: String) -> String {
    guard !url.hasPrefix("/"), !url.contains("://"), let slash = manifest.lastIndex(of: "/") else { return url }
    return manifest[...slash] + url
  }

  // MARK: Formats

  private func mapper(
    _ options: CopyOptions, _ target: CopyTarget, _ request: CopyRequest
  ) throws(SQLError) -> (any RecordMapper, RecordSplitter) {
    let count = target.loaded.count
    switch options.format {
    case .json(let source):
      return (JSONRecordMapper(try mapping(source, target, request)), .json)
    case .csv:
      var csv = CSVOptions(delimiter: options.delimiter, quote: options.quote)
      csv.ignoresBlankLines = options.ignoresBlankLines
      csv.fillsRecord = options.fillsRecords
      return (CSVMapper(columnCount: count, options: csv), .quoted)
    case .fixedWidth(let widths):
      var fixed = FixedWidthOptions(widths: widths)
      fixed.ignoresBlankLines = options.ignoresBlankLines
      fixed.fillsRecord = options.fillsRecords
      return (FixedWidthMapper(options: fixed), .lines)
    case .delimited:
      var lines = DelimitedOptions(delimiter: options.delimiter)
      lines.escapes = options.hasEscapes
      lines.ignoresBlankLines = options.ignoresBlankLines
      lines.fillsRecord = options.fillsRecords
      lines.removesQuotes = options.removesQuotes
      lines.takesNUL = options.rules.nullText == [0]
      return (DelimitedMapper(columnCount: count, options: lines), options.hasEscapes ? .escapedLines : .lines)
    }
  }

  private func mapping(
    _ source: CopyOptions.JSONSource, _ target: CopyTarget, _ request: CopyRequest
  ) throws(SQLError) -> JSONMapping {
    let names = target.loaded.map(\.definition.name)
    switch source {
    case .auto: return .keys(names)
    case .autoIgnoringCase: return .keysIgnoringCase(names)
    case .whole:
      guard target.loaded.count == 1, target.loaded[0].definition.type == .super else {
        throw SQLError(
          .invalidParameter, "JSON 'noshred' needs a table, or a column list, with a single column of type SUPER")
      }
      return .paths([try JSONPath("$")])
    case .paths(let text):
      let file = try pathsFile(try location(text, request), text)
      try file.check(columnCount: names.count)
      return file.paths.map(JSONMapping.paths) ?? .keys(names)
    }
  }

  /// Errors: XX000 (8001) where there is no such object or it is no jsonpaths file.
  private func pathsFile(_ location: Location, _ text: String) throws(SQLError) -> JSONPathsFile {
    guard let object = try store.object(at: location) else {
      var error = SQLError.compute(
        "The specified key does not exist", code: 8001, context: "JSONPaths file \(location)")
      error.hint = Self.pathsHint(text)
      throw error
    }
    return try JSONPathsFile(parsing: object.wholeBytes(), name: object.name)
  }

  private static func pathsHint(_ text: String) -> String {
    ["auto", "auto ignorecase", "noshred"].contains(text.lowercased())
      ? "Write '\(text.lowercased())' in lower case: anything else names a JSONPaths file."
      : "JSON takes 'auto', 'auto ignorecase', 'noshred', or the location of one JSONPaths file."
  }
}
