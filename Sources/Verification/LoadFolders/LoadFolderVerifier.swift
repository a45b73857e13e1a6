import Catalogs
import Columnar
import Loading
import ObjectStore
import SQLTypes
import Scheduling
import Sessions

/// Loads a load folder back and compares what comes of it with what was exported (CommandLine.md "Load folders"): the files with the
/// lengths in the manifests, the tables with the rows and checksums in `contents.json`.
///
/// A folder that was exported for a place on S3 is read where it lies: what its manifests call `s3://bucket/prefix/…` is
/// looked for in the folder itself.
package struct LoadFolderVerifier {
  /// With a slash at its end.
  private let place: String
  private let pool: WorkerPool
  private let storage: Storage

  /// `location`: a folder of this machine, or `s3://bucket/prefix/`.
  package init(_ location: String, pool: WorkerPool, storage: Storage) {
    place = location.hasSuffix("/") ? location : location + "/"
    self.pool = pool
    self.storage = storage
  }

  /// One verdict a table, in the order of `contents.json`. Errors: 58030 for a folder that is no whole load folder, 22023
  /// for a `contents.json` that is none; those of S3; cancellation.
  package func run() throws -> [TableVerdict] {
    let contents = try FolderContents(
      parsing: bytes(of: FolderContents.fileName), name: place + FolderContents.fileName)
    let script = String(decoding: try bytes(of: "load.sql"), as: UTF8.self)
    let storage = contents.s3Prefix.map { self.storage.finding($0, at: place) } ?? self.storage
    var verdicts: [TableVerdict] = []
    for table in contents.tables {
      var verdict = TableVerdict(table)
      verdict.faults = try FileCheck(place: place, storage: storage).faults(table.manifest)
      verdicts.append(verdict)
    }
    // Files that are known to be wrong are not worth loading.
    guard verdicts.allSatisfy(\.isWhole) else { return verdicts }
    try compare(try load(script, storage), &verdicts)
    return verdicts
  }

  private func bytes(of name: String) throws(SQLError) -> [UInt8] {
    guard let object = try storage.object(at: Location(place + name)) else {
      throw SQLError(
        .ioError, "\(place) is no whole load folder: it has no \(name)",
        hint: "verify takes what run --export wrote; a folder that was not finished has no \(name) either")
    }
    return try object.wholeBytes()
  }

  /// Runs `load.sql`. Gives the tables, or where a statement failed, what is wrong.
  private func load(_ script: String, _ storage: Storage) throws -> Result<Catalog, StatementFailure> {
    let session = Session(database: Database(), pool: pool, store: storage)
    let pipeline = Pipeline(scripts: [Pipeline.Script(path: place + "load.sql", text: script)])
    var failure: StatementFailure?
    _ = PipelineRunner(pipeline, in: session, keepsGoing: false).run { report in
      if case .failure(let reason) = report.outcome { failure = reason }
    }
    try pool.cancellation.check()
    return failure.map { .failure($0) } ?? .success(session.database.catalog)
  }

  private func compare(_ loaded: Result<Catalog, StatementFailure>, _ verdicts: inout [TableVerdict]) throws {
    switch loaded {
    case .failure(let failure):
      for place in verdicts.indices { verdicts[place].faults = ["load.sql failed: \(failure.error)"] }
    case .success(let catalog):
      for place in verdicts.indices {
        let batches = catalog.table(verdicts[place].table.name)?.version.batches
        verdicts[place].compare(
          rows: batches.map { $0.reduce(0) { $0 + $1.count } },
          try batches.map { try FolderContents.checksum($0, pool) })
      }
    }
  }
}

/// The files of one table: whether those that its manifest names are there, in full length.
private struct FileCheck {
  let place: String
  let storage: Storage

  func faults(_ manifest: String) throws(SQLError) -> [String] {
    let entries: [Manifest.Entry]
    do { entries = try storage.manifest(at: Location(place + manifest)).entries } catch { return ["\(error)"] }
    var locations: [Location] = []
    for entry in entries { locations.append(try Location(entry.url.contains("://") ? entry.url : place + entry.url)) }
    return zip(entries, try storage.objects(at: locations)).compactMap(Self.fault)
  }

  private static func fault(_ entry: Manifest.Entry, _ object: StoredObject?) -> String? {
    guard let object else { return "\(entry.url) is missing" }
    guard let length = entry.contentLength, object.size != length else { return nil }
    return "\(entry.url) has \(object.size) bytes, not \(length)"
  }
}
