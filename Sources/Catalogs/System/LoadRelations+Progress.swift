import SQLTypes

/// How far loads are and what each file took (copy.md 8.3). A COPY is seen only when it has ended, as Redshift shows it then:
/// all bytes loaded. What a file took by itself is not measured: NULL.
extension SystemRelation {
  static let loadState = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stv_load_state"),
    columns: [
      ColumnDefinition("userid", .integer), ColumnDefinition("session", .integer), ColumnDefinition("query", .integer),
      ColumnDefinition("slice", .integer), ColumnDefinition("pid", .integer),
      ColumnDefinition("recordtime", .timestamp), ColumnDefinition("bytes_to_load", .bigint),
      ColumnDefinition("bytes_loaded", .bigint), ColumnDefinition("bytes_to_load_compressed", .bigint),
      ColumnDefinition("bytes_loaded_compressed", .bigint), ColumnDefinition("lines", .integer),
      ColumnDefinition("num_files", .integer), ColumnDefinition("num_files_complete", .integer),
      ColumnDefinition("current_file", .char(256)), ColumnDefinition("pct_complete", .integer),
    ],
    rows: { context in context.log.loadRuns.map(stateRow) })

  private static func stateRow(_ run: LoadRun) -> [Value] {
    let (plain, packed) = run.isCompressed ? (0, Int64(run.fileBytes)) : (Int64(run.fileBytes), 0)
    let scanned = run.isCompleted ? run.fileBytes : run.scannedBytes
    let (plainDone, packedDone) = run.isCompressed ? (0, Int64(scanned)) : (Int64(scanned), 0)
    return [
      .int(100), .int(Int64(run.session)), .int(Int64(run.query)), .int(0), .int(Int64(run.session)),
      .int(run.endTime), .int(plain), .int(plainDone), .int(packed), .int(packedDone), .int(Int64(run.rows)),
      .int(Int64(run.fileCount)), .int(Int64(run.isCompleted ? run.fileCount : run.scannedFiles)),
      text(run.source, 256), .int(run.fileBytes == 0 ? 100 : Int64(scanned) * 100 / Int64(run.fileBytes)),
    ]
  }

  static let fileScans = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stl_file_scan"),
    columns: [
      ColumnDefinition("userid", .integer), ColumnDefinition("query", .integer), ColumnDefinition("slice", .integer),
      ColumnDefinition("name", .char(90)), ColumnDefinition("lines", .bigint), ColumnDefinition("bytes", .bigint),
      ColumnDefinition("loadtime", .bigint), ColumnDefinition("curtime", .timestamp),
      ColumnDefinition("is_partial", .integer), ColumnDefinition("start_offset", .bigint),
    ],
    rows: { context in
      context.log.loadCommits.map { commit in
        [
          .int(100), .int(Int64(commit.query)), .int(0), text(commit.fileName, 90), .int(Int64(commit.linesScanned)),
          .int(Int64(commit.bytes)), .null, .int(commit.time), .int(0), .int(0),
        ]
      }
    })
}
