import SQLTypes

/// How far loads are and what each file took (copy.md 8.3). A COPY that has ended is seen with all bytes loaded, one
/// that runs with those that are through. What a file took by itself is not measured: NULL. And what COPY met in S3.
extension SystemRelation {
  static let loadState = SystemRelation("stv_load_state", rows: \.loads) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("session", .integer) { $0.session }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn.slice()
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("recordtime", .timestamp) { $0.endTime }
    SystemColumn("bytes_to_load", .bigint) { $0.isCompressed ? 0 : $0.fileBytes }
    SystemColumn("bytes_loaded", .bigint) { $0.isCompressed ? 0 : $0.loadedBytes }
    SystemColumn("bytes_to_load_compressed", .bigint) { $0.isCompressed ? $0.fileBytes : 0 }
    SystemColumn("bytes_loaded_compressed", .bigint) { $0.isCompressed ? $0.loadedBytes : 0 }
    SystemColumn("lines", .integer) { $0.rows }
    SystemColumn("num_files", .integer) { $0.fileCount }
    SystemColumn("num_files_complete", .integer) { $0.isCompleted ? $0.fileCount : $0.scannedFiles }
    SystemColumn("current_file", .char(256)) { $0.source }
    SystemColumn("pct_complete", .integer) { $0.fileBytes == 0 ? 100 : $0.loadedBytes * 100 / $0.fileBytes }
  }

  static let fileScans = SystemRelation("stl_file_scan", rows: \.history.loadCommits) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn.slice()
    SystemColumn("name", .char(90)) { $0.fileName }
    SystemColumn("lines", .bigint) { $0.linesScanned }
    SystemColumn("bytes", .bigint) { $0.bytes }
    SystemColumn.unknown("loadtime", .bigint)
    SystemColumn("curtime", .timestamp) { $0.time }
    SystemColumn.constant("is_partial", .integer, 0)
    SystemColumn.constant("start_offset", .bigint, 0)
  }
}

extension SystemRelation {
  /// Each COPY parses in one step, as a cluster numbers it.
  static let parses = SystemRelation("stl_parse", rows: \.history.loadRuns) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn.slice()
    SystemColumn.constant("segment", .integer, 0)
    SystemColumn.constant("step", .integer, 1)
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("endtime", .timestamp) { $0.endTime }
    SystemColumn.constant("tasknum", .integer, 0)
    SystemColumn("rows", .bigint) { $0.rows }
  }

  static let storeErrors = SystemRelation("stl_s3client_error", rows: \.history.storeErrors) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query }
    SystemColumn.slice("sliceid")
    SystemColumn("recordtime", .timestamp) { $0.time }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn.constant("http_method", .char(64), "GET")
    SystemColumn("bucket", .char(64)) { $0.bucket }
    SystemColumn("key", .char(256)) { $0.key }
    SystemColumn("error", .char(1024)) { $0.error }
    SystemColumn.constant("is_partial", .integer, 0)
    SystemColumn.constant("start_offset", .bigint, 0)
  }
}

extension SystemContext {
  fileprivate var loads: [LoadRun] { history.loadRuns + database.sessions.all.compactMap(\.load) }
}

extension LoadRun {
  fileprivate var loadedBytes: Int { isCompleted ? fileBytes : scannedBytes }
}
