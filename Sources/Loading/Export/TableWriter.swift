import Columnar
import Formats
import ObjectStore
import SQLTypes
import Scheduling

/// Writes the files of tables into a load folder, with the same bytes for any number of threads and whatever tables are
/// written with them.
struct TableWriter: Sendable {
  let options: ExportOptions
  let pool: WorkerPool
  let folder: StagedFiles

  /// Errors: 58030; cancellation.
  func write(_ tables: [ExportTable]) throws -> [WrittenTable] {
    let surveys = try TableSurvey.take(tables, pool)
    let tokens = zip(tables, surveys).map { NullToken.choose(for: $0.batches, $1) }
    for table in tables { try folder.makeFolder(table.fileName) }
    var sources = try tables.indices.map { try source(tables[$0], tokens[$0]) }
    let samples = try pool.map(count: sources.count) { [sources] index in
      try TableSample(sources[index], tables[index].rowCount, options.compression)
    }
    for index in tables.indices { sources[index].gzipLevel = samples[index].gzipLevel }
    let parts = tables.indices.flatMap { ExportPart.plan(tables[$0], number: $0, samples[$0], options) }
    let buffers = PiecePool()
    let files = try parts.map { try file(of: $0, tables[$0.table], sources[$0.table], buffers) }
    let written = try PartWriter(sources: sources, parts: parts.map(\.rows), files: files, buffers: buffers).write(pool)
    return tables.indices.map { number in
      let own = parts.indices.filter { parts[$0].table == number }.map { part in
        WrittenTable.File(name: parts[part].name, size: written.files[part].reduce(0) { $0 + $1.size })
      }
      return WrittenTable(
        table: tables[number], nullToken: tokens[number], survey: surveys[number],
        checksum: written.checksums[number], files: own)
    }
  }

  private func source(_ table: ExportTable, _ token: String) throws -> RenderSource {
    let writer = FieldFormat.csv(DelimitedWriter(delimiter: options.delimiter, null: token))
    var format = RowFormat(table.definition.columns.map { _ in writer }, delimiter: options.delimiter)
    if options.hasHeader { try format.addHeader(table.definition.columns.map(\.name)) }
    return try RenderSource(table.batches, format, pool, hasChecksum: true)
  }

  private func file(
    of part: ExportPart, _ table: ExportTable, _ source: RenderSource, _ buffers: PiecePool
  ) throws(SQLError) -> PartFile {
    let name = table.fileName + "/" + part.name
    let file = RollingFile(
      header: try header(of: part, source), compression: source.gzipLevel == nil ? options.compression : .none
    ) { _ throws(SQLError) in try folder.make(name) }
    return PartFile(pieces: part.rows.pieceCount, files: file, buffers: buffers)
  }

  /// Where pieces are gzip members the header is one too, and a file without rows has it even where it is empty.
  private func header(of part: ExportPart, _ source: RenderSource) throws(SQLError) -> [UInt8] {
    let text = source.format.header
    guard let level = source.gzipLevel, !text.isEmpty || part.rows.pieces.isEmpty else { return text }
    return try GzipPacker(level: level).pack(text)
  }
}
