import SQLTypes

/// All steps of queries: SVL_QUERY_SUMMARY, SVL_QUERY_REPORT, STL_STREAM_SEGS. There is one slice, so that a step has
/// one row in each; a segment is a stream of its own, since one ends before the next begins.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVL_QUERY_SUMMARY.html
extension SystemRelation {
  static let stepSummaryRelations = [
    summary("svl_query_summary"), summary("svcs_query_summary"), report, stepDetail, streams, streamsOfViews,
  ]

  private static func summary(_ name: String) -> SystemRelation {
    SystemRelation(name, rows: \.allSteps) { summaryColumns }
  }

  @SystemColumnBuilder<StepRow>
  private static var summaryColumns: [SystemColumn<StepRow>] {
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
}

extension SystemRelation {
  private static let streams = SystemRelation("stl_stream_segs", rows: \.streams) {
    StreamRow.columns
    SystemColumn.queryUUID { $0.query.id }
  }

  private static let streamsOfViews = SystemRelation("svcs_stream_segs", rows: \.streams) { StreamRow.columns }
}

/// A segment of a query, which is a stream.
private struct StreamRow: OwnedRow {
  let query: StatementRecord
  let segment: Int

  var userID: Int64 { query.userID }

  @SystemColumnBuilder<StreamRow>
  static var columns: [SystemColumn<StreamRow>] {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query.id }
    SystemColumn("stream", .integer) { $0.segment }
    SystemColumn("segment", .integer) { $0.segment }
  }
}

extension SystemContext {
  fileprivate var streams: [StreamRow] {
    database.activity.queries.flatMap { query in
      Set(query.details.steps.map(\.segment)).sorted().map { StreamRow(query: query.statement, segment: $0) }
    }
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
