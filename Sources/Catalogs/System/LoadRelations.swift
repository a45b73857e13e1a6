import SQLTypes

/// What loads leave behind (copy.md 8.2, 8.3). Character columns are blank-padded CHARs there; CHAR values carry no
/// padding here until they are printed.
extension SystemRelation {
  static let loadRelations = [
    loadErrors, loadErrorFields, loadCommits, replacements, loadErrorDetail, copyReplacements, loadHistory,
    loadHistoryOfViews, loadFiles, loadState, fileScans, parses, storeErrors,
  ]

  private static let loadErrors = SystemRelation("stl_load_errors", rows: \.history.loadErrors) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn.slice()
    SystemColumn("tbl", .integer) { $0.table }
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("session", .integer) { $0.session }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn("filename", .char(256)) { $0.fileName }
    SystemColumn("line_number", .bigint) { $0.lineNumber }
    SystemColumn("colname", .char(127)) { $0.columnName }
    SystemColumn("type", .char(10)) { $0.columnType }
    SystemColumn("col_length", .char(10)) { $0.columnLength }
    SystemColumn("position", .integer) { $0.position }
    SystemColumn("raw_line", .char(1024)) { $0.rawLine }
    SystemColumn("raw_field_value", .char(1024)) { $0.rawField }
    SystemColumn("err_code", .integer) { $0.code }
    SystemColumn("err_reason", .char(100)) { $0.reason }
    SystemColumn.constant("is_partial", .integer, 0)
    SystemColumn.constant("start_offset", .bigint, 0)
    SystemColumn.constant("copy_job_id", .bigint, 0)
  }

  private static let loadCommits = SystemRelation("stl_load_commits", rows: \.history.loadCommits) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn.slice()
    SystemColumn("name", .char(256)) { $0.fileName }
    SystemColumn("filename", .char(256)) { $0.fileName }
    SystemColumn.constant("byte_offset", .integer, 0)
    SystemColumn("lines_scanned", .integer) { $0.linesScanned }
    SystemColumn("errors", .integer) { $0.errors }
    SystemColumn("curtime", .timestamp) { $0.time }
    SystemColumn.constant("status", .integer, 1)
    SystemColumn("file_format", .char(16)) { $0.format }
    SystemColumn.constant("is_partial", .integer, 0)
    SystemColumn.constant("start_offset", .bigint, 0)
    SystemColumn.constant("copy_job_id", .bigint, 0)
  }

  private static let loadErrorDetail = SystemRelation("sys_load_error_detail", rows: \.history.loadErrors) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("query_id", .bigint) { $0.query }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn.database("database_name", .char(64))
    SystemColumn("table_id", .integer) { $0.table }
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("file_name", .char(256)) { $0.fileName }
    SystemColumn("line_number", .bigint) { $0.lineNumber }
    SystemColumn("column_name", .char(127)) { $0.columnName }
    SystemColumn("column_type", .char(10)) { $0.columnType }
    SystemColumn("column_length", .char(10)) { $0.columnLength }
    SystemColumn("position", .integer) { $0.position }
    SystemColumn("error_code", .integer) { $0.code }
    SystemColumn("error_message", .char(512)) { $0.reason }
  }
}
