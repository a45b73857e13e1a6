import SQLTypes

/// What loads leave behind beyond their errors and files: the fields before an error, replaced bytes, and each COPY as
/// a whole (copy.md 8.3).
extension SystemRelation {
  /// The page calls `field` only "the field in error"; it is the column's number in the record here, from 0, as the
  /// sample row of a missing delimiter counts (copy.md 8.2).
  static let loadErrorFields = SystemRelation(
    "stl_loaderror_detail", rows: \.errorFields
  ) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn.slice()
    SystemColumn("session", .integer) { $0.error.session }
    SystemColumn("query", .integer) { $0.error.query }
    SystemColumn("filename", .char(256)) { $0.error.fileName }
    SystemColumn("line_number", .bigint) { $0.error.lineNumber }
    SystemColumn("field", .integer) { $0.number }
    SystemColumn("colname", .char(1024)) { $0.field.name }
    SystemColumn("value", .char(1024)) { $0.field.value ?? "" }
    SystemColumn("is_null", .integer) { $0.field.value == nil ? 1 : 0 }
    SystemColumn("type", .char(10)) { $0.field.type }
    SystemColumn("col_length", .char(10)) { $0.field.length }
  }

  static let replacements = SystemRelation("stl_replacements", rows: \.history.loadReplacements) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn.slice()
    SystemColumn("tbl", .integer) { $0.table }
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("session", .integer) { $0.session }
    SystemColumn("filename", .char(256)) { $0.fileName }
    SystemColumn("line_number", .bigint) { $0.lineNumber }
    SystemColumn("colname", .char(127)) { $0.columnName }
    SystemColumn("raw_line", .char(1024)) { $0.rawLine }
    SystemColumn("user_query_id", .bigint) { $0.query }
  }

  static let copyReplacements = SystemRelation("sys_copy_replacements", rows: \.history.loadReplacements) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("query_id", .bigint) { $0.query }
    SystemColumn("table_id", .integer) { $0.table }
    SystemColumn("file_name", .char(256)) { $0.fileName }
    SystemColumn("column_name", .char(127)) { $0.columnName }
    SystemColumn("line_number", .bigint) { $0.lineNumber }
    SystemColumn("raw_line", .char(1024)) { $0.rawLine }
  }

  static let loadHistory = history("sys_load_history")

  /// The same under a view's name, as people who know the STL and SVL families look for it.
  static let loadHistoryOfViews = history("svl_load_history")

  /// `loaded_bytes` is what the files hold: a table's own size is a cluster's affair.
  private static func history(_ name: String) -> SystemRelation {
    SystemRelation(name, rows: \.history.loadRuns) {
      SystemColumn("user_id", .integer) { $0.userID }
      SystemColumn("query_id", .bigint) { $0.query }
      SystemColumn("transaction_id", .bigint) { $0.transaction }
      SystemColumn("session_id", .integer) { $0.session }
      SystemColumn.database("database_name", .text)
      SystemColumn("status", .text) { $0.isCompleted ? "completed" : "aborted" }
      SystemColumn("table_name", .text) { $0.table }
      SystemColumn("start_time", .timestamp) { $0.startTime }
      SystemColumn("end_time", .timestamp) { $0.endTime }
      SystemColumn("duration", .bigint) { $0.endTime - $0.startTime }
      SystemColumn("data_source", .text) { $0.source }
      SystemColumn("file_format", .text) { $0.format }
      SystemColumn("loaded_rows", .bigint) { $0.rows }
      SystemColumn("loaded_bytes", .bigint) { $0.isCompleted ? $0.scannedBytes : 0 }
      SystemColumn("source_file_count", .integer) { $0.fileCount }
      SystemColumn("source_file_bytes", .bigint) { $0.fileBytes }
      SystemColumn("file_count_scanned", .integer) { $0.scannedFiles }
      SystemColumn("file_bytes_scanned", .bigint) { $0.scannedBytes }
      SystemColumn("error_count", .bigint) { $0.errors }
      SystemColumn.constant("copy_job_id", .bigint, 0)
    }
  }

  /// One row a file, which counts as loaded whole. What a file took by itself is not measured: NULL.
  static let loadFiles = SystemRelation("sys_load_detail", rows: \.history.loadCommits) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("query_id", .integer) { $0.query }
    SystemColumn("file_name", .char(256)) { $0.fileName }
    SystemColumn("bytes_scanned", .integer) { min($0.bytes, Int(Int32.max)) }
    SystemColumn("lines_scanned", .integer) { $0.linesScanned }
    SystemColumn("record_time", .timestamp) { $0.time }
    SystemColumn.constant("splits_scanned", .integer, 1)
    SystemColumn.unknown("start_time", .timestamp)
    SystemColumn("end_time", .timestamp) { $0.time }
    SystemColumn.unknown("file_etag", .char(256))
    SystemColumn.unknown("file_last_modified", .timestamp)
  }
}

/// A field of a record up to the one at fault.
private struct ErrorField: OwnedRow {
  let error: LoadError
  let number: Int
  let field: LoadError.Field

  var userID: Int64 { error.userID }
}

extension SystemContext {
  fileprivate var errorFields: [ErrorField] {
    history.loadErrors.flatMap { error in
      error.fields.enumerated().map { ErrorField(error: error, number: $0, field: $1) }
    }
  }
}
