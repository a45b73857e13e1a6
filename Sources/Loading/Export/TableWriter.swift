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
    let sources = try tables.indices.map { try source(tables[$0], tokens[$0]) }
    let parts = try plan(tables, sources)
    let buffers = PiecePool()
    let files = parts.map { file(of: $0, tables[$0.table], sources[$0.table], buffers) }
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

  private func plan(_ tables: [ExportTable], _ sources: [RenderSource]) throws -> [ExportPart] {
    let sizes = try pool.map(count: sources.count) { index in
      try LoadFileSize.estimate(sources[index], tables[index].rowCount, options.compression)
    }
    return tables.indices.flatMap { ExportPart.plan(tables[$0], number: $0, size: sizes[$0], options) }
  }

  private func file(
    of part: ExportPart, _ table: ExportTable, _ source: RenderSource, _ buffers: PiecePool
  ) -> PartFile {
    let name = table.fileName + "/" + part.name
    let file = RollingFile(header: source.format.header, compression: options.compression) { _ throws(SQLError) in
      try folder.make(name)
    }
    return PartFile(pieces: part.rows.pieceCount, files: file, buffers: buffers)
  }
}
