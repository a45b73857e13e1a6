import SQLTypes

/// SYS_QUERY_DETAIL: of a query a row for it as a whole, one for each of its streams and segments, and one for each
/// step. A segment is a stream of its own, since one ends before the next begins.
/// https://docs.aws.amazon.com/redshift/latest/dg/SYS_QUERY_DETAIL.html
extension SystemRelation {
  static let stepDetail = SystemRelation("sys_query_detail", rows: \.detailRows) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("query_id", .bigint) { $0.query.id }
    SystemColumn.constant("child_query_sequence", .integer, 1)
    SystemColumn("stream_id", .integer) { $0.stream }
    SystemColumn("segment_id", .integer) { $0.segment }
    SystemColumn("step_id", .integer) { $0.step?.step ?? -1 }
    SystemColumn("step_name", .text) { $0.step?.kind.fullName ?? "" }
    SystemColumn("table_id", .integer) { $0.step?.table }
    SystemColumn("table_name", .char(136)) { $1.fullName(of: $0.step) }
    SystemColumn("is_rrscan", .char(1)) { $0.step == nil ? "" : "f" }
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("end_time", .timestamp) { $0.endTime }
    SystemColumn("duration", .bigint) { $0.endTime - $0.startTime }
    SystemColumn("alert", .text) { $0.alert }
    SystemColumn("input_bytes", .bigint) { $0.step?.kind == .scan ? $0.step?.bytes : 0 }
    SystemColumn("input_rows", .bigint) { $0.step?.rowsBeforeFilter ?? 0 }
    SystemColumn("output_bytes", .bigint) { $0.step?.bytes ?? 0 }
    SystemColumn("output_rows", .bigint) { $0.step?.rows ?? 0 }
    storage
    SystemColumn("metrics_level", .char(64)) { $0.level.rawValue }
    SystemColumn("plan_parent_id", .integer) { $0.parent }
    SystemColumn("plan_node_id", .integer) { $0.step?.node }
  }

  /// All in memory, and of one slice.
  @SystemColumnBuilder<DetailRow>
  private static var storage: [SystemColumn<DetailRow>] {
    SystemColumn.constant("blocks_read", .bigint, 0)
    SystemColumn.constant("blocks_write", .bigint, 0)
    SystemColumn.constant("local_read_io", .bigint, 0)
    SystemColumn.constant("remote_read_io", .bigint, 0)
    SystemColumn("source", .text) { $0.step?.kind == .scan ? "local" : "" }
    SystemColumn.constant("data_skewness", .integer, 0)
    SystemColumn.constant("time_skewness", .integer, 0)
    SystemColumn.constant("is_active", .char(1), "f")
    SystemColumn.constant("spilled_block_local_disk", .bigint, 0)
    SystemColumn.constant("spilled_block_remote_disk", .bigint, 0)
    SystemColumn.constant("step_attribute", .char(64), "")
  }
}

/// A query, one of its streams or segments, or a step.
private struct DetailRow: OwnedRow {
  enum Level: String, Sendable {
    case query = "child query"
    case stream, segment, step
  }

  let query: StatementRecord
  let level: Level
  var stream = -1
  var segment = -1
  var step: QueryStep?
  /// What is to be said of the step.
  var alert: String?
  /// The line of the plan above the step's.
  var parent: Int?
  let startTime: Int64
  let endTime: Int64

  var userID: Int64 { query.userID }
}

extension DetailRow {
  static func rows(of query: QueryRecord) -> [DetailRow] {
    let (statement, details) = (query.statement, query.details)
    let whole = DetailRow(
      query: statement, level: .query, startTime: statement.startTime, endTime: statement.endTime)
    let grouped = Dictionary(grouping: details.steps, by: \.segment).sorted { $0.key < $1.key }
    return [whole] + grouped.flatMap { segments(statement, $0.key, $0.value) + steps(statement, $0.value, details) }
  }

  private static func segments(_ statement: StatementRecord, _ number: Int, _ steps: [QueryStep]) -> [DetailRow] {
    let start = steps.map(\.startTime).min() ?? statement.startTime
    let end = steps.map(\.endTime).max() ?? statement.endTime
    return [
      DetailRow(query: statement, level: .stream, stream: number, startTime: start, endTime: end),
      DetailRow(
        query: statement, level: .segment, stream: number, segment: number, startTime: start, endTime: end),
    ]
  }

  private static func steps(_ statement: StatementRecord, _ steps: [QueryStep], _ details: QueryDetails) -> [DetailRow]
  {
    steps.map { step in
      let alert = details.alerts.first { ($0.segment, $0.step) == (step.segment, step.step) }
      return DetailRow(
        query: statement, level: .step, stream: step.segment, segment: step.segment, step: step,
        alert: alert?.event, parent: details.plan.first { $0.node == step.node }?.parent,
        startTime: step.startTime, endTime: step.endTime)
    }
  }
}

extension SystemContext {
  fileprivate var detailRows: [DetailRow] { database.activity.queries.flatMap(DetailRow.rows) }

  /// `dev.public.sales`; of what has gone, or is no table of a user, the name alone.
  fileprivate func fullName(of step: QueryStep?) -> String {
    guard let step, let name = step.tableName else { return "" }
    guard let table = step.table.flatMap({ catalog.table(id: $0) }), table.definition.name.name == name else {
      return name
    }
    return "\(database.name).\(table.definition.name.schema).\(name)"
  }
}

extension QueryStep.Kind {
  /// As SYS_QUERY_DETAIL calls the step.
  fileprivate var fullName: String {
    switch self {
    case .aggregate: "aggregate"
    case .hashJoin: "hashjoin"
    case .nestedLoop: "nestloop"
    default: rawValue
    }
  }
}
