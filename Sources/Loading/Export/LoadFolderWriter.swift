import ObjectStore
import SQLTypes
import Scheduling

/// Writes tables as a load folder (CommandLine.md "Load folders"): files, manifests and the `load.sql` that loads them,
/// whole or not at all, with the same bytes for any number of threads.
package struct LoadFolderWriter: Sendable {
  let options: ExportOptions
  let pool: WorkerPool

  /// Errors: 22023 for a number of parts or a prefix that makes no sense.
  package init(options: ExportOptions, pool: WorkerPool) throws(SQLError) {
    self.options = try Self.checked(options)
    self.pool = pool
  }

  /// The options as they are used. Errors: 22023.
  package static func checked(_ options: ExportOptions) throws(SQLError) -> ExportOptions {
    var options = options
    if let parts = options.parts, !(1...10_000).contains(parts) {
      throw SQLError(.invalidParameter, "the number of parts must be between 1 and 10000, not \(parts)")
    }
    if let prefix = options.s3Prefix {
      guard try Location(prefix).isS3 else {
        throw SQLError(.invalidParameter, "the prefix '\(prefix)' does not start with s3://")
      }
      if !prefix.hasSuffix("/") { options.s3Prefix = prefix + "/" }
    }
    return options
  }

  /// Replaces the folder if it is empty or a load folder. Errors: 58030; cancellation.
  package func write(_ tables: [ExportTable], to path: String) throws -> [ExportedTable] {
    let folder = try StagedFolder(target: path)
    return try finish(folder, try writer(into: folder, pool).write(tables))
  }

  func writer(into folder: StagedFolder, _ pool: WorkerPool) -> TableWriter {
    TableWriter(options: options, pool: pool, folder: folder.files)
  }

  /// Adds the lists of a folder that holds the files of these tables, and gives it its name.
  func finish(_ folder: StagedFolder, _ tables: [WrittenTable]) throws(SQLError) -> [ExportedTable] {
    for table in tables { try folder.write(manifest(of: table).json, to: table.table.fileName + ".manifest") }
    try folder.write(LoadScript(tables: tables, options: options).text, to: "load.sql")
    try folder.write(FolderContents(tables, s3Prefix: options.s3Prefix).json, to: FolderContents.fileName)
    try folder.commit()
    return tables.map(\.exported)
  }

  private func manifest(of table: WrittenTable) -> Manifest {
    Manifest(
      entries: table.files.map { file in
        Manifest.Entry(
          url: (options.s3Prefix ?? "") + table.table.fileName + "/" + file.name, isMandatory: true,
          contentLength: file.size)
      })
  }
}
