import SQLTypes

/// What loads leave behind beyond their errors and files: the fields before an error, replaced bytes, and each COPY as a
/// whole (copy.md 8.3).
extension SystemRelation {
  /// The page calls `field` only "the field in error"; it is the column's number in the record here, from 0, as the sample
  /// row of a missing delimiter counts (copy.md 8.2).
  static let loadErrorFields = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stl_loaderror_detail"),
    columns: [
      ColumnDefinition("userid", .integer), ColumnDefinition("slice", .integer), ColumnDefinition("session", .integer),
      ColumnDefinition("query", .integer), ColumnDefinition("filename", .char(256)),
      ColumnDefinition("line_number", .bigint), ColumnDefinition("field", .integer),
      ColumnDefinition("colname", .char(1024)), ColumnDefinition("value", .char(1024)),
      ColumnDefinition("is_null", .integer), ColumnDefinition("type", .char(10)),
      ColumnDefinition("col_length", .char(10)),
    ],
    rows: { context in context.log.loadErrors.flatMap(fieldRows) })

  private static func fieldRows(_ error: LoadError) -> [[Value]] {
    error.fields.enumerated().map { number, field in
      [
        .int(100), .int(0), .int(Int64(error.session)), .int(Int64(error.query)), text(error.fileName, 256),
        .int(Int64(error.lineNumber)), .int(Int64(number)), text(field.name, 1024), text(field.value ?? "", 1024),
        .int(field.value == nil ? 1 : 0), text(field.type, 10), text(field.length, 10),
      ]
    }
  }

  static let replacements = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stl_replacements"),
    columns: [
      ColumnDefinition("userid", .integer), ColumnDefinition("query", .integer), ColumnDefinition("slice", .integer),
      ColumnDefinition("tbl", .integer), ColumnDefinition("starttime", .timestamp),
      ColumnDefinition("session", .integer), ColumnDefinition("filename", .char(256)),
      ColumnDefinition("line_number", .bigint), ColumnDefinition("colname", .char(127)),
      ColumnDefinition("raw_line", .char(1024)),
    ],
    rows: { context in
      context.log.loadReplacements.map { row in
        [
          .int(100), .int(Int64(row.query)), .int(0), .int(Int64(row.table)), .int(row.startTime),
          .int(Int64(row.session)), text(row.fileName, 256), .int(Int64(row.lineNumber)), text(row.columnName, 127),
          text(row.rawLine, 1024),
        ]
      }
    })

  static let copyReplacements = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "sys_copy_replacements"),
    columns: [
      ColumnDefinition("user_id", .integer), ColumnDefinition("query_id", .bigint),
      ColumnDefinition("table_id", .integer), ColumnDefinition("file_name", .char(256)),
      ColumnDefinition("line_number", .bigint), ColumnDefinition("column_name", .char(127)),
    ],
    rows: { context in
      context.log.loadReplacements.map { row in
        [
          .int(100), .int(Int64(row.query)), .int(Int64(row.table)), text(row.fileName, 256),
          .int(Int64(row.lineNumber)), text(row.columnName, 127),
        ]
      }
    })

  /// `loaded_bytes` is what the files hold: a table's own size is a cluster's affair.
  static let loadHistory = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "sys_load_history"),
    columns: [
      ColumnDefinition("user_id", .integer), ColumnDefinition("query_id", .bigint),
      ColumnDefinition("transaction_id", .bigint), ColumnDefinition("session_id", .integer),
      ColumnDefinition("database_name", .text), ColumnDefinition("status", .text),
      ColumnDefinition("table_name", .text), ColumnDefinition("start_time", .timestamp),
      ColumnDefinition("end_time", .timestamp), ColumnDefinition("duration", .bigint),
      ColumnDefinition("data_source", .text), ColumnDefinition("file_format", .text),
      ColumnDefinition("loaded_rows", .bigint), ColumnDefinition("loaded_bytes", .bigint),
      ColumnDefinition("source_file_count", .integer), ColumnDefinition("source_file_bytes", .bigint),
      ColumnDefinition("file_count_scanned", .integer), ColumnDefinition("file_bytes_scanned", .bigint),
      ColumnDefinition("error_count", .bigint), ColumnDefinition("copy_job_id", .bigint),
    ],
    rows: { context in context.log.loadRuns.map(historyRow) })

  /// The same under a view's name, as people who know the STL and SVL families look for it.
  static let loadHistoryOfViews = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "svl_load_history"), columns: loadHistory.columns,
    rows: { context in context.log.loadRuns.map(historyRow) })

  private static func historyRow(_ run: LoadRun) -> [Value] {
    [
      .int(100), .int(Int64(run.query)), .null, .int(Int64(run.session)), .string("dev"),
      .string(run.isCompleted ? "completed" : "aborted"), text(run.table, 256), .int(run.startTime), .int(run.endTime),
      .int(run.endTime - run.startTime), text(run.source, 256), .string(run.format), .int(Int64(run.rows)),
      .int(run.isCompleted ? Int64(run.scannedBytes) : 0), .int(Int64(run.fileCount)), .int(Int64(run.fileBytes)),
      .int(Int64(run.scannedFiles)), .int(Int64(run.scannedBytes)), .int(Int64(run.errors)), .int(0),
    ]
  }

  /// One row a file. Only columns whose meaning is sure; a file counts as loaded whole.
  static let loadFiles = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "sys_load_detail"),
    columns: [
      ColumnDefinition("user_id", .integer), ColumnDefinition("query_id", .bigint),
      ColumnDefinition("file_name", .text), ColumnDefinition("lines_scanned", .bigint),
      ColumnDefinition("error_count", .bigint), ColumnDefinition("record_time", .timestamp),
      ColumnDefinition("file_format", .text),
    ],
    rows: { context in
      context.log.loadCommits.map { commit in
        [
          .int(100), .int(Int64(commit.query)), text(commit.fileName, 256), .int(Int64(commit.linesScanned)),
          .int(Int64(commit.errors)), .int(commit.time), .string(commit.format.lowercased()),
        ]
      }
    })
}
