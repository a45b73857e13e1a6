import Catalogs
import Columnar
import Loading
import ObjectStore
import SQLTypes
import Scheduling
import Sessions

/// Loads a load folder back and compares what comes of it with what was exported (CommandLine.md "Load folders"): the
/// files with the lengths in the manifests, the tables with the rows and checksums in `contents.json`.
///
/// A folder that was exported for S3 is read where it lies: what its manifests call `s3://bucket/prefix/…` is
/// looked for in the folder itself.
package struct LoadFolderVerifier {
  /// With a slash at its end.
  private let folder: String
  private let pool: WorkerPool
  private let storage: ObjectStorage

  /// `location`: a folder of this machine, or `s3://bucket/prefix/`.
  package init(_ location: String, pool: WorkerPool, storage: ObjectStorage) {
    folder = location.hasSuffix("/") ? location : location + "/"
    self.pool = pool
    self.storage = storage
  }

  /// One verdict a table, in the order of `contents.json`. Errors: 58030 for a folder that is no whole load folder,
  /// 22023 for a `contents.json` that is none; those of S3; cancellation.
  package func run() throws -> [TableVerdict] {
    let contents = try FolderContents(
      parsing: bytes(of: FolderContents.fileName), name: folder + FolderContents.fileName)
    let script = String(decoding: try bytes(of: "load.sql"), as: UTF8.self)
    let storage = contents.s3Prefix.map { self.storage.finding($0, at: folder) } ?? self.storage
    var verdicts: [TableVerdict] = []
    for table in contents.tables {
      var verdict = TableVerdict(table)
      verdict.faults = try FileCheck(folder: folder, storage: storage).faults(table.manifest)
      verdicts.append(verdict)
    }
    // Files that are known to be wrong are not worth loading.
    guard verdicts.allSatisfy(\.isWhole) else { return verdicts }
    try compare(try load(script, storage), &verdicts)
    return verdicts
  }

  private func bytes(of name: String) throws(SQLError) -> [UInt8] {
    guard let object = try storage.object(at: Location(folder + name)) else {
      throw SQLError(
        .ioError, "\(folder) is no whole load folder: it has no \(name)",
        hint: "verify takes what run --export wrote; a folder that was not finished has no \(name) either")
    }
    return try object.wholeBytes()
  }

  /// Runs `load.sql`. Gives the tables, or where a statement failed, what is wrong.
  private func load(_ script: String, _ storage: ObjectStorage) throws -> Result<Catalog, StatementFailure> {
    let session = Session(database: Database(), pool: pool, storage: storage)
    let pipeline = Pipeline(scripts: [Pipeline.Script(path: folder + "load.sql", text: script)])
    var failure: StatementFailure?
    _ = PipelineRunner(pipeline, in: session, keepsGoing: false).run { report in
      if case .failure(let reason) = report.outcome { failure = reason }
    }
    try pool.cancellation.check()
    return failure.map { .failure($0) } ?? .success(session.connected.catalog)
  }

  private func compare(_ loaded: Result<Catalog, StatementFailure>, _ verdicts: inout [TableVerdict]) throws {
    switch loaded {
    case .failure(let failure):
      for index in verdicts.indices { verdicts[index].faults = ["load.sql failed: \(failure.error)"] }
    case .success(let catalog):
      for index in verdicts.indices {
        let version = catalog.table(verdicts[index].table.name)?.version
        verdicts[index].compare(
          rows: version?.rowCount, try version.map { try FolderContents.checksum($0.rows, pool) })
      }
    }
  }
}

/// The files of one table: whether those that its manifest names are there, in full length.
private struct FileCheck {
  let folder: String
  let storage: ObjectStorage

  func faults(_ manifest: String) throws(SQLError) -> [String] {
    let entries: [Manifest.Entry]
    do { entries = try storage.manifest(at: Location(folder + manifest)).entries } catch { return ["\(error)"] }
    var locations: [Location] = []
    for entry in entries { locations.append(try Location(entry.url.contains("://") ? entry.url : folder + entry.url)) }
    return zip(entries, try storage.objects(at: locations)).compactMap(Self.fault)
  }

  private static func fault(_ entry: Manifest.Entry, _ object: StoredObject?) -> String? {
    guard let object else { return "\(entry.url) is missing" }
    guard let length = entry.contentLength, object.size != length else { return nil }
    return "\(entry.url) has \(object.size) bytes, not \(length)"
  }
}
