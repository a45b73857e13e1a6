import Catalogs
import Columnar
import Formats
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling

/// Reads the rows of an external table as they are now, with COPY's scanners and converters.
///
/// ```
/// location, partitions ─ ExternalFiles ─► files ─ groups that are read alike ─► LoadCollector ─► columns of the files
///                                                      partition, "$path", "$size" of each file ─► the others
/// ```
package struct ExternalScan {
  let definition: TableDefinition
  let table: ExternalTable
  /// Columns that somebody reads; the others are NULL.
  let wanted: Set<Int>
  let store: ObjectStorage
  let pool: WorkerPool
  /// Microseconds since 1970-01-01 UTC: the statement's.
  let time: Int64
  private let sizes = LoadSizes()
  let options: ExternalOptions

  /// Throws 22023 and 0A000 for properties that no scan can follow.
  package init(
    _ definition: TableDefinition, _ table: ExternalTable, wanted: Set<Int>, store: ObjectStorage, pool: WorkerPool,
    time: Int64
  ) throws(SQLError) {
    self.definition = definition
    self.table = table
    self.wanted = wanted
    self.store = store
    self.pool = pool
    self.time = time
    options = try ExternalOptions(table)
  }

  /// Batches of all columns that a scan can give. Throws XX000 for what cannot be read, 0A000 for what is not built,
  /// those of the store, `CancellationError`.
  package func rows() throws -> [Batch] {
    do { return try readAll() } catch let error as SQLError { throw error.withoutCopyHint }
  }

  private func readAll() throws -> [Batch] {
    let partitions = try partitionValues()
    return try groups(ExternalFiles(table: table, store: store).find()).flatMap { group in
      let (batches, tallies) = try read(group)
      var origins = RowOrigins(tallies)
      return batches.map { complete($0, of: group, origins.take($0.count), partitions) }
    }
  }

  // MARK: Groups

  /// Files that one job reads: those compressed alike, and of Parquet those that have the same columns.
  private struct Group {
    var files: [ExternalFile]
    let compression: Compression
    /// Indices of the columns that are read of them.
    let columns: [Int]
    /// How many of these, the first ones, the files have.
    let present: Int
  }

  private func groups(_ files: [ExternalFile]) throws -> [Group] {
    if table.format.kind == .parquet { return try parquetGroups(files) }
    let columns = readColumns
    var groups: [Group] = []
    for file in files {
      let compression = try options.compression(of: file.object.name)
      if groups.last?.compression == compression {
        groups[groups.count - 1].files.append(file)
      } else {
        groups.append(
          Group(files: [file], compression: compression, columns: columns, present: columns.count))
      }
    }
    return groups
  }

  /// By name where the files name their columns, else all up to the last one wanted; one at least, for its rows count.
  private var readColumns: [Int] {
    let own = wanted.filter { $0 < table.columns.count }.sorted()
    return switch table.format.kind {
    case .text, .csv: Array(0...(own.last ?? 0))
    case .json, .parquet: own.isEmpty ? [0] : own
    }
  }

  private func parquetGroups(_ files: [ExternalFile]) throws -> [Group] {
    let columns = readColumns
    let names = try pool.map(count: files.count) { number in
      try Set(ParquetFile(files[number].object).footer.schema.fields.map { $0.name.lowercased() })
    }
    var groups: [Group] = []
    for (file, names) in zip(files, names) {
      let found = columns.filter { names.contains(table.columns[$0].name.lowercased()) }
      let order = found + columns.filter { !found.contains($0) }
      if groups.last?.columns == order && groups.last?.present == found.count {
        groups[groups.count - 1].files.append(file)
      } else {
        groups.append(Group(files: [file], compression: .none, columns: order, present: found.count))
      }
    }
    return groups
  }

  // MARK: Reading

  private func read(_ group: Group) throws -> ([Batch], [UnitResult.Tally]) {
    let request = try request(group)
    var collector = LoadCollector(job(group, request))
    do {
      table.format.kind == .parquet
        ? try collector.runParquet(pool, source: table.location) { _, _, _ in } : try collector.run(pool)
    } catch let rejection as ParquetRejection {
      throw report(request, collector).failure(rejection).error.asScanError
    }
    if collector.hasFailed { throw try failure(report(request, collector)) }
    if table.format.kind == .csv { try collector.batches.forEach(refuseBackslashes) }
    return (collector.batches, collector.tallies)
  }

  private func request(_ group: Group) throws -> CopyRequest {
    let columns = TableDefinition(name: definition.name, columns: group.columns.map { table.columns[$0] })
    let copy = Copy(
      table: QualifiedName([definition.name.schema, definition.name.name]), columns: [], source: table.location,
      options: [])
    var request = try CopyRequest(copy, into: columns, tableID: table.id, queryID: 0, startTime: time) { _ in .null }
    request.options = options.options
    request.options.compression = group.compression
    return request
  }

  private func job(_ group: Group, _ request: CopyRequest) -> LoadJob {
    let names = request.table.columns.map(\.name)
    let (mapper, splitter): (any RecordMapper, RecordSplitter) =
      table.format.kind == .json
      ? (JSONRecordMapper(.keysIgnoringCase(names)), .json)
      : request.options.textMapper(columnCount: names.count)
    var job = LoadJob(
      objects: group.files.map(\.object), options: request.options, target: request.target, mapper: mapper,
      splitter: splitter, context: DatetimeContext(now: time, zone: .utc), sizes: sizes)
    job.columnNames = table.format.kind == .parquet ? Array(names.prefix(group.present)) : nil
    return job
  }

  private func report(_ request: CopyRequest, _ collector: LoadCollector) -> LoadReport {
    LoadReport(request: request, job: collector.job, collector: collector)
  }

  /// A record that is none: no row says so, as with COPY, and the statement fails.
  private func failure(_ report: LoadReport) throws(SQLError) -> SQLError {
    guard let first = try report.errors().first else { return ParquetErrors.scan("File of \(definition.name.name)") }
    return ParquetErrors.scan("\(first.reason). File name: \(first.fileName), line \(first.lineNumber)")
  }

  /// What a backslash means to OpenCSVSerde depends on what stands around it: that is not built.
  private func refuseBackslashes(_ batch: Batch) throws(SQLError) {
    for column in batch.columns {
      guard case .strings(let texts) = column.storage else { continue }
      for row in 0..<texts.count
      where texts.view(row).withBytes({ $0.contains(UInt8(ascii: "\\")) }) {
        throw .notSupported("A backslash in a CSV file of an external table (\"\(definition.name.name)\")")
      }
    }
  }

  // MARK: Columns

  private func partitionValues() throws(SQLError) -> [[Value]] {
    var values: [[Value]] = []
    for partition in table.partitions {
      values.append(try table.partitionValues(partition.values, at: time))
    }
    return values
  }

  /// All columns of the table, in its order.
  private func complete(
    _ batch: Batch, of group: Group, _ origins: [RowOrigins.Run], _ partitions: [[Value]]
  ) -> Batch {
    var columns = table.allColumns.map { Column.constant(.null, $0.type, count: batch.count) }
    for (index, column) in zip(group.columns, batch.columns) { columns[index] = column }
    let files = group.files
    let partitionStart = table.columns.count
    let pathIndex = partitionStart + table.partitionColumns.count
    for index in wanted where index >= partitionStart {
      columns[index] = origins.column(table.allColumns[index].type) { file in
        switch index {
        case pathIndex: .string(files[file].object.name)
        case pathIndex + 1: .int(Int64(files[file].object.size))
        default: files[file].partition.map { partitions[$0][index - partitionStart] } ?? .null
        }
      }
    }
    return Batch(columns, count: batch.count)
  }
}

extension ExternalTable {
  /// The values of a partition's columns; Hive's name of its default partition is NULL. Errors: 22007 and its like.
  package func partitionValues(_ texts: [String], at time: Int64) throws(SQLError) -> [Value] {
    var values: [Value] = []
    for (text, column) in zip(texts, partitionColumns) {
      let isNull = text == "__HIVE_DEFAULT_PARTITION__"
      let context = DatetimeContext(now: time, zone: .utc)
      values.append(isNull ? .null : try ValueText.parse(text, as: column.type, context))
    }
    return values
  }
}

extension SQLError {
  /// In the words of a scan; COPY's are of a load.
  fileprivate var asScanError: SQLError {
    message == "Spectrum Scan Error" ? self : ParquetErrors.scan(detail ?? message)
  }

  /// What helps a COPY.
  fileprivate var withoutCopyHint: SQLError {
    var error = self
    if message == "Spectrum Scan Error" { error.hint = nil }
    return error
  }
}
