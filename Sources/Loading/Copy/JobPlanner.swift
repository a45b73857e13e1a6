import Formats
import ObjectStore
import SQLSyntax
import SQLTypes

/// From a statement to what the workers need: options, columns, objects, mapper. No data is read yet.
struct JobPlanner {
  let request: CopyRequest
  let sizes: LoadSizes
  private let store: ObjectStorage

  /// `store` is asked as the statement's clauses say.
  init(_ request: CopyRequest, _ store: ObjectStorage, _ sizes: LoadSizes) {
    self.request = request
    self.sizes = sizes
    self.store = store.asking(request.s3)
  }

  /// Errors: 42601 and 0A000 for options that do not fit the columns, XX000 (8001) for objects that are not there, and
  /// those of the jsonpaths file.
  func job() throws(SQLError) -> LoadJob {
    let (options, target) = (request.options, request.target)
    try options.check(columns: target.loaded.map(\.definition.type))
    let (mapper, splitter) = try mapper()
    return LoadJob(
      objects: try objects(), options: options, target: target, mapper: mapper, splitter: splitter,
      context: request.datetimes, sizes: sizes)
  }

  // MARK: Objects

  private func objects() throws(SQLError) -> [StoredObject] {
    let location = try location(request.source)
    guard request.options.isManifest else { return try store.list(location) }
    var manifest = try store.manifest(at: location)
    switch location {
    case .path(let path):
      for index in manifest.entries.indices {
        manifest.entries[index].url = Self.resolve(manifest.entries[index].url, beside: path)
      }
    case .s3: try Self.checkRemote(manifest, "\(location)")
    }
    let isParquet = request.options.format == .parquet
    if isParquet { try ParquetErrors.checkMeta(manifest) }
    let objects = try store.list(manifest, name: "\(location)")
    if isParquet { try ParquetErrors.checkSizes(manifest, objects) }
    return objects
  }

  /// Errors: XX000 where a manifest in S3 names anything else: who may write to the bucket may not choose files of this
  /// machine.
  private static func checkRemote(_ manifest: Manifest, _ name: String) throws(SQLError) {
    for (index, entry) in manifest.entries.enumerated() where !entry.url.hasPrefix("s3://") {
      throw .compute(
        "Invalid manifest file: the url of entry \(index + 1) is no object of S3", code: 8001,
        context: "manifest \(name)")
    }
  }

  /// A relative path is one in the request's folder.
  private func location(_ text: String) throws(SQLError) -> Location {
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

  private func mapper() throws(SQLError) -> (any RecordMapper, RecordSplitter) {
    let (options, count) = (request.options, request.target.loaded.count)
    if case .json(let source) = options.format { return (JSONRecordMapper(try mapping(source)), .json) }
    return options.textMapper(columnCount: count)
  }

  private func mapping(_ source: CopyOptions.JSONSource) throws(SQLError) -> JSONMapping {
    let loaded = request.target.loaded
    let names = loaded.map(\.definition.name)
    switch source {
    case .auto: return .keys(names)
    case .autoIgnoringCase: return .keysIgnoringCase(names)
    case .whole:
      guard loaded.count == 1, loaded[0].definition.type == .super else {
        throw SQLError(
          .invalidParameter, "JSON 'noshred' needs a table, or a column list, with a single column of type SUPER")
      }
      return .paths([try JSONPath("$")])
    case .paths(let text):
      let file = try pathsFile(try location(text), text)
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
