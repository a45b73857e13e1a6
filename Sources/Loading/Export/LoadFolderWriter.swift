import Catalogs
import Columnar
import Formats
import ObjectStore
import SQLTypes
import Scheduling

/// Writes tables as a load folder (design.md part 5): files, manifests and the `load.sql` that loads them, whole or not at
/// all, with the same bytes for any number of threads.
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
    let exported = try fill(folder, tables)
    try folder.commit()
    return exported
  }

  private func fill(_ folder: StagedFolder, _ tables: [ExportTable]) throws -> [ExportedTable] {
    let surveys = try TableSurvey.take(tables, pool)
    let tokens = zip(tables, surveys).map { NullToken.choose(for: $0.batches, $1) }
    for table in tables { try folder.makeFolder(table.fileName) }
    let sources = try tables.indices.map { try source(tables[$0], tokens[$0]) }
    let estimates = try pool.map(count: sources.count) { place in
      try LoadFileSize.estimate(sources[place], tables[place].rowCount, options.compression)
    }
    let parts = tables.indices.flatMap { ExportPart.plan(tables[$0], number: $0, size: estimates[$0], options) }
    let buffers = BufferPool()
    let files = parts.map { file(of: $0, tables[$0.table], sources[$0.table], folder.files, buffers) }
    let written = try PartWriter(sources: sources, parts: parts, files: files, buffers: buffers).write(pool)
    let sizes = written.files.map { $0.reduce(0) { $0 + $1.size } }
    let exported = try writeManifests(tables, parts, sizes, folder)
    try folder.write(
      LoadScript(tables: tables, options: options, nullTokens: tokens, surveys: surveys).text, to: "load.sql")
    let contents = FolderContents(tables, written.checksums, s3Prefix: options.s3Prefix)
    try folder.write(contents.json, to: FolderContents.fileName)
    return exported
  }

  private func source(_ table: ExportTable, _ token: String) throws -> RowSource {
    let writer = FieldFormat.csv(DelimitedWriter(delimiter: options.delimiter, null: token))
    var format = RowFormat(table.definition.columns.map { _ in writer }, delimiter: options.delimiter)
    if options.hasHeader { try format.addHeader(table.definition.columns.map(\.name)) }
    return try RowSource(table.batches, format, pool, hasChecksum: true)
  }

  private func file(
    of part: ExportPart, _ table: ExportTable, _ source: RowSource, _ files: StagedFiles, _ buffers: BufferPool
  ) -> PartFile {
    let name = table.fileName + "/" + part.name
    let file = RollingFile(header: source.format.header, compression: options.compression) { _ throws(SQLError) in
      try files.make(name)
    }
    return PartFile(pieces: part.pieceCount, files: file, buffers: buffers)
  }

  private func writeManifests(
    _ tables: [ExportTable], _ parts: [ExportPart], _ sizes: [Int], _ folder: StagedFolder
  ) throws(SQLError) -> [ExportedTable] {
    var exported: [ExportedTable] = []
    for (number, table) in tables.enumerated() {
      let own = parts.indices.filter { parts[$0].table == number }
      let entries = own.map { part in
        Manifest.Entry(
          url: (options.s3Prefix ?? "") + table.fileName + "/" + parts[part].name, isMandatory: true,
          contentLength: sizes[part])
      }
      try folder.write(Manifest(entries: entries).json, to: table.fileName + ".manifest")
      exported.append(
        ExportedTable(
          name: table.definition.name.description, rows: table.rowCount, parts: own.count,
          bytes: own.reduce(0) { $0 + sizes[$1] }))
    }
    return exported
  }
}
