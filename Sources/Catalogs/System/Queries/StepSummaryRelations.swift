import SQLTypes

/// All steps of queries: SVL_QUERY_SUMMARY, SVL_QUERY_REPORT, SYS_QUERY_DETAIL. There is one slice, so that a step has one row in
/// each; a segment is a stream of its own, since one ends before the next begins.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVL_QUERY_SUMMARY.html
extension SystemRelation {
  static let stepSummaryRelations = [summary, report, detail]

  private static let summary = SystemRelation("svl_query_summary", rows: \.allSteps) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query.id }
    SystemColumn("stm", .integer) { $0.step.segment }
    SystemColumn("seg", .integer) { $0.step.segment }
    SystemColumn("step", .integer) { $0.step.step }
    SystemColumn("maxtime", .bigint) { $0.step.time / 1000 }
    SystemColumn("avgtime", .bigint) { $0.step.time / 1000 }
    SystemColumn("rows", .bigint) { $0.step.rows }
    SystemColumn("bytes", .bigint) { $0.step.bytes }
    SystemColumn("rate_row", .double) { $0.rate(of: $0.step.rows) }
    SystemColumn("rate_byte", .double) { $0.rate(of: $0.step.bytes) }
    SystemColumn("label", .text) { $0.step.label }
    StepRow.memory
    StepRow.filter
  }

  private static let report = SystemRelation("svl_query_report", rows: \.allSteps) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query.id }
    SystemColumn.slice()
    SystemColumn("segment", .integer) { $0.step.segment }
    SystemColumn("step", .integer) { $0.step.step }
    SystemColumn("start_time", .timestamp) { $0.step.startTime }
    SystemColumn("end_time", .timestamp) { $0.step.endTime }
    SystemColumn("elapsed_time", .bigint) { $0.step.endTime - $0.step.startTime }
    SystemColumn("rows", .bigint) { $0.step.rows }
    SystemColumn("bytes", .bigint) { $0.step.bytes }
    SystemColumn("label", .char(256)) { $0.step.label }
    StepRow.memory
    StepRow.filter
  }

  private static let detail = SystemRelation("sys_query_detail", rows: \.allSteps) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("query_id", .bigint) { $0.query.id }
    SystemColumn.constant("child_query_sequence", .integer, 1)
    SystemColumn("stream_id", .integer) { $0.step.segment }
    SystemColumn("segment_id", .integer) { $0.step.segment }
    SystemColumn("step_id", .integer) { $0.step.step }
    SystemColumn("step_name", .text) { $0.step.kind.rawValue }
    SystemColumn("table_id", .integer) { $0.step.table }
    SystemColumn("table_name", .char(136)) { $0.step.tableName ?? "" }
    SystemColumn.constant("is_rrscan", .char(1), "f")
    SystemColumn("start_time", .timestamp) { $0.step.startTime }
    SystemColumn("end_time", .timestamp) { $0.step.endTime }
    SystemColumn("duration", .bigint) { $0.step.endTime - $0.step.startTime }
    SystemColumn.unknown("alert", .text)
    SystemColumn("input_bytes", .bigint) { $0.step.bytes }
    SystemColumn("input_rows", .bigint) { $0.step.rowsBeforeFilter }
    SystemColumn("output_bytes", .bigint) { $0.step.bytes }
    SystemColumn("output_rows", .bigint) { $0.step.rows }
    SystemColumn.constant("blocks_read", .bigint, 0)
    SystemColumn.constant("blocks_write", .bigint, 0)
    SystemColumn.constant("local_read_io", .bigint, 0)
    SystemColumn.constant("remote_read_io", .bigint, 0)
    SystemColumn.constant("source", .text, "local")
    SystemColumn.constant("data_skewness", .integer, 0)
    SystemColumn.constant("time_skewness", .integer, 0)
    SystemColumn.constant("is_active", .char(1), "f")
    SystemColumn.constant("spilled_block_local_disk", .bigint, 0)
    SystemColumn.constant("spilled_block_remote_disk", .bigint, 0)
    SystemColumn("step_attribute", .char(64)) { _ in "" }
  }
}

extension StepRow {
  @SystemColumnBuilder<StepRow>
  fileprivate static var filter: [SystemColumn<StepRow>] {
    SystemColumn.constant("is_rrscan", .char(1), "f")
    SystemColumn.constant("is_delayed_scan", .char(1), "f")
    SystemColumn("rows_pre_filter", .bigint) { $0.step.kind == .scan ? $0.step.rowsBeforeFilter : 0 }
  }

  /// In a second of its work.
  fileprivate func rate(of count: Int) -> Double? {
    step.time > 0 ? Double(count) * 1e9 / Double(step.time) : nil
  }
}
