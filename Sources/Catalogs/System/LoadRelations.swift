import SQLTypes

/// What loads leave behind (copy.md 8.2, 8.3). Character columns are blank-padded CHARs there; CHAR values carry no
/// padding here until they are printed.
extension SystemRelation {
  static let loadRelations = [
    loadErrors, loadErrorFields, loadCommits, replacements, loadErrorDetail, copyReplacements, loadHistory,
    loadHistoryOfViews, loadFiles,
    loadState, fileScans,
  ]

  private static let loadErrors = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stl_load_errors"),
    columns: [
      ColumnDefinition("userid", .integer), ColumnDefinition("slice", .integer), ColumnDefinition("tbl", .integer),
      ColumnDefinition("starttime", .timestamp), ColumnDefinition("session", .integer),
      ColumnDefinition("query", .integer), ColumnDefinition("filename", .char(256)),
      ColumnDefinition("line_number", .bigint), ColumnDefinition("colname", .char(127)),
      ColumnDefinition("type", .char(10)), ColumnDefinition("col_length", .char(10)),
      ColumnDefinition("position", .integer), ColumnDefinition("raw_line", .char(1024)),
      ColumnDefinition("raw_field_value", .char(1024)), ColumnDefinition("err_code", .integer),
      ColumnDefinition("err_reason", .char(100)), ColumnDefinition("is_partial", .integer),
      ColumnDefinition("start_offset", .bigint), ColumnDefinition("copy_job_id", .bigint),
    ],
    rows: { context in context.log.loadErrors.map(errorRow) })

  private static func errorRow(_ error: LoadError) -> [Value] {
    [
      .int(100), .int(0), .int(Int64(error.table)), .int(error.startTime), .int(Int64(error.session)),
      .int(Int64(error.query)),
      text(error.fileName, 256), .int(Int64(error.lineNumber)), text(error.columnName, 127), text(error.columnType, 10),
      text(error.columnLength, 10), .int(Int64(error.position)), text(error.rawLine, 1024), text(error.rawField, 1024),
      .int(Int64(error.code)), text(error.reason, 100), .int(0), .int(0), .int(0),
    ]
  }

  private static let loadCommits = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "stl_load_commits"),
    columns: [
      ColumnDefinition("userid", .integer), ColumnDefinition("query", .integer), ColumnDefinition("slice", .integer),
      ColumnDefinition("name", .char(256)), ColumnDefinition("filename", .char(256)),
      ColumnDefinition("byte_offset", .integer), ColumnDefinition("lines_scanned", .integer),
      ColumnDefinition("errors", .integer), ColumnDefinition("curtime", .timestamp),
      ColumnDefinition("status", .integer), ColumnDefinition("file_format", .char(16)),
      ColumnDefinition("is_partial", .integer), ColumnDefinition("start_offset", .bigint),
      ColumnDefinition("copy_job_id", .bigint),
    ],
    rows: { context in context.log.loadCommits.map(commitRow) })

  private static func commitRow(_ commit: LoadCommit) -> [Value] {
    [
      .int(100), .int(Int64(commit.query)), .int(0), text(commit.fileName, 256), text(commit.fileName, 256), .int(0),
      .int(Int64(commit.linesScanned)), .int(Int64(commit.errors)), .int(commit.time), .int(1),
      text(commit.format, 16), .int(0), .int(0), .int(0),
    ]
  }

  private static let loadErrorDetail = SystemRelation(
    name: TableName(schema: "pg_catalog", name: "sys_load_error_detail"),
    columns: [
      ColumnDefinition("user_id", .integer), ColumnDefinition("query_id", .bigint),
      ColumnDefinition("transaction_id", .bigint), ColumnDefinition("session_id", .integer),
      ColumnDefinition("database_name", .char(64)), ColumnDefinition("table_id", .integer),
      ColumnDefinition("start_time", .timestamp), ColumnDefinition("file_name", .char(256)),
      ColumnDefinition("line_number", .bigint), ColumnDefinition("column_name", .char(127)),
      ColumnDefinition("column_type", .char(10)), ColumnDefinition("column_length", .char(10)),
      ColumnDefinition("position", .integer), ColumnDefinition("error_code", .integer),
      ColumnDefinition("error_message", .char(512)),
    ],
    rows: { context in context.log.loadErrors.map(detailRow) })

  private static func detailRow(_ error: LoadError) -> [Value] {
    [
      .int(100), .int(Int64(error.query)), .null, .int(Int64(error.session)), .string("dev"),
      .int(Int64(error.table)),
      .int(error.startTime), text(error.fileName, 256), .int(Int64(error.lineNumber)), text(error.columnName, 127),
      text(error.columnType, 10), text(error.columnLength, 10), .int(Int64(error.position)), .int(Int64(error.code)),
      text(error.reason, 512),
    ]
  }

  /// At most `limit` bytes, as their CHAR column holds them.
  static func text(_ string: String, _ limit: Int) -> Value {
    .string(String(decoding: string.utf8.prefix(limit), as: UTF8.self))
  }
}
