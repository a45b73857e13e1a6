import SQLTypes

/// What queries took: STL_QUERY_METRICS, SVL_QUERY_METRICS, SVL_QUERY_METRICS_SUMMARY. Of a cluster's levels, which are
/// the query, its segments and its steps, those of the query and of the steps are kept. Nothing is written to disk, and
/// one slice has no skew.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STL_QUERY_METRICS.html
extension SystemRelation {
  static let queryMetricRelations = [metrics, metricViews, metricSummary]

  private static let metrics = SystemRelation("stl_query_metrics", rows: \.metricRows) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn.constant("service_class", .integer, 6)
    SystemColumn("query", .integer) { $0.query.id }
    SystemColumn("segment", .integer) { $0.step?.segment ?? -1 }
    SystemColumn("step_type", .integer) { $0.step?.kind.metricNumber ?? -1 }
    SystemColumn("starttime", .timestamp) { $0.step?.startTime ?? $0.query.startTime }
    SystemColumn.constant("slices", .integer, 1)
    SystemColumn("max_rows", .bigint) { $0.rows }
    SystemColumn("rows", .bigint) { $0.rows }
    SystemColumn("max_cpu_time", .bigint) { $0.workTime }
    SystemColumn("cpu_time", .bigint) { $0.workTime }
    SystemColumn.constant("max_blocks_read", .integer, 0)
    SystemColumn.constant("blocks_read", .bigint, 0)
    SystemColumn("max_run_time", .bigint) { $0.runTime }
    SystemColumn("run_time", .bigint) { $0.runTime }
    SystemColumn.constant("max_blocks_to_disk", .bigint, 0)
    SystemColumn.constant("blocks_to_disk", .bigint, 0)
    SystemColumn("step", .integer) { $0.step?.step ?? -1 }
    SystemColumn.constant("max_query_scan_size", .bigint, 0)
    SystemColumn.constant("query_scan_size", .bigint, 0)
    SystemColumn.constant("query_priority", .integer, 0)
    SystemColumn.constant("query_queue_time", .bigint, 0)
    SystemColumn.constant("service_class_name", .char(64), "Default queue")
  }

  private static let metricViews = SystemRelation("svl_query_metrics", rows: \.metricRows) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query.id }
    SystemColumn.constant("service_class", .integer, 6)
    SystemColumn("dimension", .varchar(24)) { $0.step == nil ? "query" : "step" }
    SystemColumn("segment", .integer) { $0.step?.segment }
    SystemColumn("step", .integer) { $0.step?.step }
    SystemColumn("step_label", .varchar(30)) { $0.step?.kind.rawValue }
    SystemColumn("query_cpu_time", .bigint) { $0.step == nil ? $0.workTime / 1_000_000 : nil }
    SystemColumn.constant("query_blocks_read", .bigint, 0)
    SystemColumn("query_execution_time", .bigint) { $0.step == nil ? $0.runTime / 1_000_000 : nil }
    SystemColumn.unknown("query_cpu_usage_percent", .bigint)
    SystemColumn.constant("query_temp_blocks_to_disk", .bigint, 0)
    SystemColumn("segment_execution_time", .bigint) { $0.step == nil ? nil : $0.runTime / 1_000_000 }
    SystemColumn.unknown("cpu_skew", .decimal(precision: 38, scale: 2))
    SystemColumn.unknown("io_skew", .decimal(precision: 38, scale: 2))
    SystemColumn("scan_row_count", .bigint) { $0.count(.scan) }
    SystemColumn("join_row_count", .bigint) { $0.count(.hashJoin) ?? $0.count(.nestedLoop) }
    SystemColumn("nested_loop_join_row_count", .bigint) { $0.count(.nestedLoop) }
    SystemColumn("return_row_count", .bigint) { $0.count(.result) }
    SystemColumn.unknown("spectrum_scan_row_count", .bigint)
    SystemColumn.unknown("spectrum_scan_size_mb", .bigint)
    SystemColumn.constant("query_queue_time", .bigint, 0)
  }

  private static let metricSummary = SystemRelation("svl_query_metrics_summary", rows: \.measuredQueries) {
    SystemColumn("userid", .integer) { $0.statement.userID }
    SystemColumn("query", .integer) { $0.statement.id }
    SystemColumn.constant("service_class", .integer, 6)
    SystemColumn("query_cpu_time", .bigint) { $0.workTime / 1_000_000 }
    SystemColumn.constant("query_blocks_read", .bigint, 0)
    SystemColumn("query_execution_time", .bigint) { $0.statement.duration / 1_000_000 }
    SystemColumn.unknown("query_cpu_usage_percent", .decimal(precision: 38, scale: 2))
    SystemColumn.constant("query_temp_blocks_to_disk", .bigint, 0)
    SystemColumn("segment_execution_time", .bigint) { $0.longestStep / 1_000_000 }
    SystemColumn.unknown("cpu_skew", .decimal(precision: 38, scale: 2))
    SystemColumn.unknown("io_skew", .decimal(precision: 38, scale: 2))
    SystemColumn("scan_row_count", .bigint) { $0.mostRows(.scan) }
    SystemColumn("join_row_count", .bigint) { $0.mostRows(.hashJoin, .nestedLoop) }
    SystemColumn("nested_loop_join_row_count", .bigint) { $0.mostRows(.nestedLoop) }
    SystemColumn("return_row_count", .bigint) { $0.mostRows(.result) }
    SystemColumn.unknown("spectrum_scan_row_count", .bigint)
    SystemColumn.unknown("spectrum_scan_size_mb", .bigint)
    SystemColumn.constant("query_queue_time", .bigint, 0)
  }
}

/// A query as a whole, or one of its steps.
private struct MetricRow: OwnedRow {
  let query: StatementRecord
  let step: QueryStep?
  let rows: Int
  /// Microseconds.
  let workTime: Int64
  let runTime: Int64

  var userID: Int64 { query.userID }

  func count(_ kind: QueryStep.Kind) -> Int? { step?.kind == kind ? rows : nil }
}

extension SystemContext {
  fileprivate var measuredQueries: [MeasuredQuery] {
    database.activity.queries.map { MeasuredQuery(statement: $0.statement, steps: $0.details.steps) }
  }

  fileprivate var metricRows: [MetricRow] {
    measuredQueries.flatMap { query in
      let whole = MetricRow(
        query: query.statement, step: nil, rows: query.steps.last?.rows ?? 0, workTime: query.workTime,
        runTime: query.statement.duration)
      return [whole]
        + query.steps.map { step in
          MetricRow(
            query: query.statement, step: step, rows: step.rows, workTime: step.time / 1000,
            runTime: step.endTime - step.startTime)
        }
    }
  }
}

/// A query with its steps.
private struct MeasuredQuery: OwnedRow {
  let statement: StatementRecord
  let steps: [QueryStep]

  var userID: Int64 { statement.userID }

  /// Microseconds of work in all steps.
  fileprivate var workTime: Int64 { steps.reduce(0) { $0 + $1.time } / 1000 }
  fileprivate var longestStep: Int64 { steps.map { $0.endTime - $0.startTime }.max() ?? 0 }

  fileprivate func mostRows(_ kinds: QueryStep.Kind...) -> Int? {
    steps.filter { kinds.contains($0.kind) }.map(\.rows).max()
  }
}

extension StatementRecord {
  /// Microseconds.
  var duration: Int64 { endTime - startTime }
}

extension QueryStep.Kind {
  /// As AWS numbers the types of steps; nil where it has no number.
  fileprivate var metricNumber: Int? {
    switch self {
    case .scan: 1
    case .insert: 2
    case .aggregate: 3
    case .sort: 6
    case .hashJoin: 10
    case .save: 12
    case .hash: 14
    case .nestedLoop: 15
    case .project: 16
    case .limit: 17
    case .unique: 18
    case .delete: 20
    case .window: 29
    case .result: 38
    case .unnest: nil
    }
  }
}
