import SQLTypes

/// What is told of materialized views and their refreshes: STV_MV_INFO, SVV_MV_INFO, STV_MV_DEPS, SVV_MV_DEPENDENCY,
/// SVL_MV_REFRESH_STATUS, SYS_MV_REFRESH_HISTORY, STL_MV_STATE, SYS_MV_STATE (AWS documentation of each).
extension SystemRelation {
  static let materializedViewRelations = [
    states, listed, dependencies, namedDependencies, refreshStatus, refreshHistory, stateLog, stateHistory,
  ]

  private static let states = SystemRelation("stv_mv_info", rows: \.materializedViews) {
    SystemColumn.database("db_name", .char(128))
    SystemColumn("schema", .char(128)) { $0.view.name.schema }
    SystemColumn("name", .char(128)) { $0.view.name.name }
    SystemColumn("updated_upto_xid", .bigint) { $0.materialization.transaction }
    SystemColumn("is_stale", .char(1)) { row, context in row.isStale(in: context) }
    SystemColumn("owner_user_name", .char(128)) { $1.userName(Int($0.userID)) }
    SystemColumn("state", .integer) { $1.catalog.state(of: $0.materialization).rawValue }
    SystemColumn.constant("autorewrite", .char(1), "f")
    SystemColumn("autorefresh", .char(1)) { $0.materialization.isAutoRefreshed ? "t" : "f" }
  }

  private static let listed = SystemRelation("svv_mv_info", rows: \.materializedViews) {
    SystemColumn.database("database_name", .char(128))
    SystemColumn("schema_name", .char(128)) { $0.view.name.schema }
    SystemColumn("user_name", .char(128)) { $1.userName(Int($0.userID)) }
    SystemColumn("name", .char(128)) { $0.view.name.name }
    SystemColumn("is_stale", .char(1)) { row, context in row.isStale(in: context) }
    SystemColumn("state", .integer) { $1.catalog.state(of: $0.materialization).rawValue }
    SystemColumn.constant("autorewrite", .char(1), "f")
    SystemColumn("autorefresh", .char(1)) { $0.materialization.isAutoRefreshed ? "t" : "f" }
  }

  private static let dependencies = SystemRelation("stv_mv_deps", rows: \.materializedViewDependencies) {
    SystemColumn.database("db_name", .char(128))
    SystemColumn("schema", .char(128)) { $0.name.schema }
    SystemColumn("name", .char(128)) { $0.name.name }
    SystemColumn("ref_schema", .char(128)) { $0.source.schema }
    SystemColumn("ref_name", .char(128)) { $0.source.name }
    SystemColumn.database("ref_database_name", .char(128))
  }

  private static let namedDependencies = SystemRelation("svv_mv_dependency", rows: \.materializedViewDependencies) {
    SystemColumn.database("database_name", .char(128))
    SystemColumn("schema_name", .char(128)) { $0.name.schema }
    SystemColumn("name", .char(128)) { $0.name.name }
    SystemColumn.database("dependent_database_name", .char(128))
    SystemColumn("dependent_schema_name", .char(128)) { $0.source.schema }
    SystemColumn("dependent_name", .char(128)) { $0.source.name }
  }

  private static let refreshStatus = SystemRelation("svl_mv_refresh_status", rows: \.database.activity.refreshes) {
    SystemColumn.database("db_name", .char(128))
    SystemColumn("userid", .bigint) { $0.userID }
    SystemColumn("schema_name", .char(128)) { $0.name.schema }
    SystemColumn("mv_name", .char(128)) { $0.name.name }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("starttime", .timestamp) { $0.startTime }
    SystemColumn("endtime", .timestamp) { $0.endTime }
    SystemColumn("status", .longText) { $0.outcome.status }
    SystemColumn.constant("refresh_type", .char(32), "Manual")
    consumer
  }

  private static let refreshHistory = SystemRelation("sys_mv_refresh_history", rows: \.database.activity.refreshes) {
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn.database("database_name", .char(128))
    SystemColumn("schema_name", .char(128)) { $0.name.schema }
    SystemColumn("mv_id", .bigint) { $0.view }
    SystemColumn("mv_name", .char(128)) { $0.name.name }
    SystemColumn.constant("refresh_type", .char(32), "Manual")
    SystemColumn("status", .longText) { $0.outcome.status }
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("end_time", .timestamp) { $0.endTime }
    SystemColumn("duration", .bigint) { $0.endTime - $0.startTime }
    consumer
  }

  /// Of another cluster that asked for the refresh.
  @SystemColumnBuilder<RefreshRecord>
  private static var consumer: [SystemColumn<RefreshRecord>] {
    SystemColumn.unknown("consumer_account", .char(12))
    SystemColumn.unknown("consumer_region", .char(32))
    SystemColumn.unknown("consumer_namespace", .char(36))
  }
}

extension SystemRelation {
  private static let stateLog = SystemRelation("stl_mv_state", rows: \.database.activity.viewStates) {
    SystemColumn("userid", .bigint) { $0.userID }
    SystemColumn("starttime", .timestamp) { $0.time }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("event_desc", .char(500)) { $0.event }
    SystemColumn.database("db_name", .char(128))
    SystemColumn("base_table_schema", .char(128)) { $0.table.schema }
    SystemColumn("base_table_name", .char(128)) { $0.table.name }
    SystemColumn("mv_schema", .char(128)) { $0.view.schema }
    SystemColumn("mv_name", .char(128)) { $0.view.name }
    SystemColumn("state", .char(32)) { $0.outcome.rawValue }
  }

  private static let stateHistory = SystemRelation("sys_mv_state", rows: \.database.activity.viewStates) {
    SystemColumn("user_id", .bigint) { $0.userID }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn.database("database_name", .char(128))
    SystemColumn("event_desc", .char(500)) { $0.event }
    SystemColumn("start_time", .timestamp) { $0.time }
    SystemColumn.database("base_table_database_name", .char(128))
    SystemColumn("base_table_schema", .char(128)) { $0.table.schema }
    SystemColumn("base_table_name", .char(128)) { $0.table.name }
    SystemColumn("mv_schema", .char(128)) { $0.view.schema }
    SystemColumn("mv_name", .char(128)) { $0.view.name }
    SystemColumn("state", .char(32)) { $0.outcome.rawValue }
  }
}

extension RefreshRecord: OwnedRow {}
extension ViewStateRecord: OwnedRow {}

/// A materialized view and its owner.
private struct OwnedMaterializedView: OwnedRow {
  let view: ViewEntry
  let materialization: Materialization
  let userID: Int64

  func isStale(in context: SystemContext) -> String { context.catalog.isStale(materialization) ? "t" : "f" }
}

/// That a materialized view reads another.
private struct MaterializedViewDependency: OwnedRow {
  let name: TableName
  let source: TableName
  let userID: Int64
}

extension SystemContext {
  fileprivate var materializedViews: [OwnedMaterializedView] {
    catalog.allViews.compactMap { view in
      view.materialization.map { materialization in
        let owner = catalog.access.owner(of: .relation(view.id))
        return OwnedMaterializedView(view: view, materialization: materialization, userID: Int64(owner))
      }
    }
  }

  fileprivate var materializedViewDependencies: [MaterializedViewDependency] {
    materializedViews.flatMap { row in
      catalog.materializedViews(readBy: row.materialization).map {
        MaterializedViewDependency(name: row.view.name, source: $0.name, userID: row.userID)
      }
    }
  }
}
