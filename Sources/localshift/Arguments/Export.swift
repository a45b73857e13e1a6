import Catalogs
import Loading
import ObjectStore
import SQLTypes
import Scheduling

/// What the command line asks of `--export`: the folder, and how its files are written.
struct Export {
  static let options = [
    Option(
      name: "export", value: "DIR", summary: "write every permanent table as load files",
      remoteHint: "--export DIR --s3-prefix s3://… --upload writes them into a folder and puts them there."),
    Option(
      name: "export-format", value: "FORMAT", summary: "csv or tsv",
      choices: ExportOptions.Format.allCases.map(\.rawValue)),
    Option(name: "header", summary: "start each load file with the columns' names"),
    Option(
      name: "compress", value: "HOW", summary: "none, gzip, bzip2 or zstd",
      choices: Compression.allCases.filter { $0 != .lzop }.map(\.rawValue)),
    Option(name: "parts", value: "N", summary: "files a table (default: by size)"),
    Option(
      name: "slices", value: "N", summary: "slices of the cluster: large tables get a multiple of them (default 4)"),
    Option(name: "s3-prefix", value: "s3://…", summary: "what the manifests and COPY statements name"),
    Option(name: "upload", summary: "put the load files there, over the network"),
  ]

  let folder: String
  private var settings = ExportOptions()
  /// Where to put the folder afterwards.
  private(set) var uploadPrefix: String?

  /// nil where nothing is to be exported.
  init?(_ arguments: Arguments) throws {
    guard let folder = arguments.value("export") else {
      try Self.refuseStray(arguments)
      return nil
    }
    self.folder = folder
    try StagedFolder.check(target: folder)
    settings.format = arguments.value("export-format").flatMap(ExportOptions.Format.init) ?? .csv
    settings.hasHeader = arguments.has("header")
    settings.compression = arguments.value("compress").flatMap(Compression.init) ?? .none
    settings.parts = try arguments.number("parts", atLeast: 1)
    settings.slices = try arguments.number("slices", atLeast: 1) ?? settings.slices
    settings.s3Prefix = arguments.value("s3-prefix")
    do { settings = try LoadFolderWriter.checked(settings) } catch { throw UsageError(error.message) }
    guard arguments.has("upload") else { return }
    guard let prefix = settings.s3Prefix else { throw UsageError("--upload needs --s3-prefix: where the files go") }
    uploadPrefix = prefix
  }

  private static func refuseStray(_ arguments: Arguments) throws(UsageError) {
    for option in options where arguments.has(option.name) {
      throw UsageError("--\(option.name) is about load files: it needs --export DIR")
    }
  }

  /// The export of a run, not yet begun. Errors: 22023.
  func makeEarlyExport(_ pool: WorkerPool) throws -> EarlyExport {
    EarlyExport(try LoadFolderWriter(options: settings, pool: pool), to: folder)
  }

  /// The tables to export: the permanent ones, but for what materialized views are made of them.
  static func tables(of catalog: Catalog) -> [TableEntry] {
    catalog.allTables.filter { !$0.definition.isTemporary && !$0.definition.isMaterialized }
  }

  /// Writes the tables of databases that nobody uses any more: into the folder, or where several have tables, into a
  /// folder of its own for each.
  func write(_ databases: [Database], _ context: CommandContext, _ pool: WorkerPool) throws {
    let filled = databases.filter { !Self.tables(of: $0.catalog).isEmpty }
    for database in filled {
      let path = filled.count > 1 ? "\(folder)/\(database.name)" : folder
      let writer = try LoadFolderWriter(options: settings, pool: pool)
      let outcome = try Stopwatch.time {
        try EarlyExport(writer, to: path).finish(Self.tables(of: database.catalog))
      }
      PipelinePrinter(context).showExport(outcome, path)
    }
    if let prefix = uploadPrefix {
      guard filled.count <= 1 else { throw SQLError.notSupported("--upload of the tables of several databases") }
      PipelinePrinter(context).showUpload(
        try Stopwatch.time { try upload(to: prefix, pool: pool) }, prefix)
    }
  }

  /// Puts the written folder where `--s3-prefix` says. `--s3-root` and a pipeline's own `s3/` tree are for reading.
  /// Errors: those of S3; cancellation.
  func upload(to prefix: String, pool: WorkerPool) throws -> (files: Int, bytes: Int) {
    let storage = ObjectStorage(cancellation: pool.cancellation)
    return try LoadFolderUploader(folder: folder, prefix: prefix, storage: storage, pool: pool).run()
  }
}
