import SQLTypes

/// Plans as they ran, and what made them slow: STL_EXPLAIN, STL_PLAN_INFO, STL_ALERT_EVENT_LOG, SYS_QUERY_EXPLAIN.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STL_EXPLAIN.html
extension SystemRelation {
  static let planRelations = [
    plans("stl_explain"), plans("svcs_explain"), planInfo("stl_plan_info"), planInfo("svcs_plan_info"), alerts,
    alertsOfViews, sysPlans,
  ]

  private static func plans(_ name: String) -> SystemRelation {
    SystemRelation(name, rows: \.planRows) {
      SystemColumn("userid", .integer) { $0.userID }
      SystemColumn("query", .integer) { $0.query.id }
      SystemColumn("nodeid", .integer) { $0.line.node }
      SystemColumn("parentid", .integer) { $0.line.parent }
      SystemColumn("plannode", .char(400)) { $0.line.text }
      SystemColumn("info", .char(400)) { $0.line.info }
    }
  }

  private static func planInfo(_ name: String) -> SystemRelation {
    SystemRelation(name, rows: \.operatorRows) {
      SystemColumn("userid", .integer) { $0.userID }
      SystemColumn("query", .integer) { $0.query.id }
      SystemColumn("nodeid", .integer) { $0.line.node }
      SystemColumn("segment", .integer) { $0.step?.segment }
      SystemColumn("step", .integer) { $0.step?.step }
      SystemColumn.constant("locus", .integer, 0)
      SystemColumn.unknown("plannode", .integer)
      SystemColumn("startupcost", .double) { $0.line.startupCost }
      SystemColumn("totalcost", .double) { $0.line.totalCost }
      SystemColumn("rows", .bigint) { $0.line.rows }
      SystemColumn("bytes", .bigint) { $0.line.rows * $0.line.width }
    }
  }

  private static let sysPlans = SystemRelation("sys_query_explain", rows: \.planRows) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query_id", .bigint) { $0.query.id }
    SystemColumn.constant("child_query_sequence", .integer, 1)
    SystemColumn("plan_node_id", .integer) { $0.line.node }
    SystemColumn("plan_parent_id", .integer) { $0.line.parent }
    SystemColumn("plan_node", .char(400)) { $0.line.text }
    SystemColumn("plan_info", .char(400)) { $0.line.info }
    SystemColumn.queryUUID { $0.query.id }
  }

  private static let alerts = SystemRelation("stl_alert_event_log", rows: \.alertRows) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query.id }
    SystemColumn.slice()
    AlertRow.columns
  }

  /// The same without slices.
  private static let alertsOfViews = SystemRelation("svcs_alert_event_log", rows: \.alertRows) {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query.id }
    AlertRow.columns
  }
}

private struct PlanRow: OwnedRow {
  let query: StatementRecord
  let line: PlanLine
  /// The first that is of this line.
  let step: QueryStep?

  var userID: Int64 { query.userID }
}

private struct AlertRow: OwnedRow {
  let query: StatementRecord
  let alert: QueryAlert

  var userID: Int64 { query.userID }

  @SystemColumnBuilder<AlertRow>
  static var columns: [SystemColumn<AlertRow>] {
    SystemColumn("segment", .integer) { $0.alert.segment }
    SystemColumn("step", .integer) { $0.alert.step }
    SystemColumn("pid", .integer) { $0.query.session }
    SystemColumn("xid", .bigint) { $0.query.transaction }
    SystemColumn("event", .char(1024)) { $0.alert.event }
    SystemColumn("solution", .char(1024)) { $0.alert.solution }
    SystemColumn("event_time", .timestamp) { $0.query.endTime }
  }
}

extension SystemContext {
  /// Without warnings.
  fileprivate var operatorRows: [PlanRow] { planRows.filter { !$0.line.isWarning } }

  fileprivate var planRows: [PlanRow] {
    database.activity.queries.flatMap { query in
      let details = query.details
      let steps = Dictionary(details.steps.map { ($0.node, $0) }) { first, _ in first }
      return details.plan.map { PlanRow(query: query.statement, line: $0, step: steps[$0.node]) }
    }
  }

  fileprivate var alertRows: [AlertRow] {
    database.activity.queries.flatMap { query in
      query.details.alerts.map { AlertRow(query: query.statement, alert: $0) }
    }
  }
}
