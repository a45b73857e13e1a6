import SQLTypes

/// What UNLOADs leave behind (copy.md 8.3): a row a file, and a row a statement.
extension SystemRelation {
  static let unloadRelations = [unloadLog, unloadLogOfViews, unloadDetail, unloadHistory]

  private static let unloadLog = SystemRelation("stl_unload_log", rows: \.history.unloadCommits) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn("slice", .integer) { $0.slice }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("path", .char(1280)) { $0.path }
    unloadedFile
    SystemColumn("user_query_id", .bigint) { $0.query }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
  }

  /// The same without slices.
  private static let unloadLogOfViews = SystemRelation("svcs_unload_log", rows: \.history.unloadCommits) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("path", .char(1280)) { $0.path }
    unloadedFile
  }

  private static let unloadDetail = SystemRelation("sys_unload_detail", rows: \.history.unloadCommits) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("query_id", .integer) { $0.query }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("file_name", .char(1280)) { $0.path }
    unloadedFile
  }

  /// `line_count` counts rows; a header is none.
  @SystemColumnBuilder<UnloadCommit>
  private static var unloadedFile: [SystemColumn<UnloadCommit>] {
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("end_time", .timestamp) { $0.endTime }
    SystemColumn("line_count", .bigint) { $0.rows }
    SystemColumn("transfer_size", .bigint) { $0.bytes }
    SystemColumn("file_format", .char(10)) { $0.format }
  }

  private static let unloadHistory = SystemRelation("sys_unload_history", rows: \.history.unloadRuns) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("query_id", .bigint) { $0.query }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn.database("database_name", .text)
    SystemColumn("status", .text) { $0.isCompleted ? "completed" : "aborted" }
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("end_time", .timestamp) { $0.endTime }
    SystemColumn("duration", .bigint) { $0.endTime - $0.startTime }
    SystemColumn("file_format", .text) { $0.format }
    SystemColumn("compression_type", .text) { $0.compression }
    SystemColumn("unloaded_location", .text) { $0.location }
    SystemColumn("unloaded_rows", .bigint) { $0.rows }
    SystemColumn("unloaded_files_count", .bigint) { $0.fileCount }
    SystemColumn("unloaded_files_size", .bigint) { $0.fileBytes }
    SystemColumn("error_message", .text) { $0.error }
  }
}
