import SQLTypes

/// What UNLOADs leave behind (copy.md 8.3): a row a file, and a row a statement.
extension SystemRelation {
  static let unloadRelations = [unloadLog, unloadLogOfViews, unloadDetail, unloadHistory]

  private static let unloadLog = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stl_unload_log"),
    columns: [
      ColumnDefinition("userid", .integer), ColumnDefinition("query", .integer), ColumnDefinition("slice", .integer),
      ColumnDefinition("pid", .integer), ColumnDefinition("path", .char(1280)),
    ] + factsOfFiles,
    rows: { context in
      context.log.unloadCommits.map { file in
        [
          .int(100), .int(Int64(file.query)), .int(Int64(file.slice)), .int(Int64(file.session)), text(file.path, 1280),
        ] + facts(file)
      }
    })

  /// The same without slices.
  private static let unloadLogOfViews = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "svcs_unload_log"),
    columns: [
      ColumnDefinition("userid", .integer), ColumnDefinition("query", .integer), ColumnDefinition("pid", .integer),
      ColumnDefinition("path", .char(1280)),
    ] + factsOfFiles,
    rows: { context in
      context.log.unloadCommits.map { file in
        [.int(100), .int(Int64(file.query)), .int(Int64(file.session)), text(file.path, 1280)] + facts(file)
      }
    })

  private static let unloadDetail = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "sys_unload_detail"),
    columns: [
      ColumnDefinition("user_id", .integer), ColumnDefinition("query_id", .integer),
      ColumnDefinition("session_id", .integer), ColumnDefinition("transaction_id", .bigint),
      ColumnDefinition("file_name", .char(1280)),
    ] + factsOfFiles,
    rows: { context in
      context.log.unloadCommits.map { file in
        [.int(100), .int(Int64(file.query)), .int(Int64(file.session)), .null, text(file.path, 1280)] + facts(file)
      }
    })

  /// `line_count` counts rows; a header is none.
  private static let factsOfFiles = [
    ColumnDefinition("start_time", .timestamp), ColumnDefinition("end_time", .timestamp),
    ColumnDefinition("line_count", .bigint), ColumnDefinition("transfer_size", .bigint),
    ColumnDefinition("file_format", .char(10)),
  ]

  private static func facts(_ file: UnloadCommit) -> [Value] {
    [
      .int(file.startTime), .int(file.endTime), .int(Int64(file.rows)), .int(Int64(file.bytes)), text(file.format, 10),
    ]
  }

  private static let unloadHistory = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "sys_unload_history"),
    columns: [
      ColumnDefinition("user_id", .integer), ColumnDefinition("query_id", .bigint),
      ColumnDefinition("transaction_id", .bigint), ColumnDefinition("session_id", .integer),
      ColumnDefinition("database_name", .text), ColumnDefinition("status", .text),
      ColumnDefinition("start_time", .timestamp), ColumnDefinition("end_time", .timestamp),
      ColumnDefinition("duration", .bigint), ColumnDefinition("file_format", .text),
      ColumnDefinition("compression_type", .text), ColumnDefinition("unloaded_location", .text),
      ColumnDefinition("unloaded_rows", .bigint), ColumnDefinition("unloaded_files_count", .bigint),
      ColumnDefinition("unloaded_files_size", .bigint), ColumnDefinition("error_message", .text),
    ],
    rows: { context in context.log.unloadRuns.map(historyRow) })

  private static func historyRow(_ run: UnloadRun) -> [Value] {
    [
      .int(100), .int(Int64(run.query)), .null, .int(Int64(run.session)), .string("dev"),
      .string(run.isCompleted ? "completed" : "aborted"), .int(run.startTime), .int(run.endTime),
      .int(run.endTime - run.startTime), .string(run.format), .string(run.compression), text(run.location, 256),
      .int(Int64(run.rows)), .int(Int64(run.fileCount)), .int(Int64(run.fileBytes)), text(run.error, 256),
    ]
  }
}
