/// The system's own relations, by schema and name.
extension SystemRelation {
  package static let all: [SystemRelation] =
    loadRelations + unloadRelations + catalogRelations + tableInfoRelations + informationSchemaRelations
    + transactionRelations + cursorRelations + statementRelations + statementTextRelations + sessionRelations

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  package static func named(_ name: TableName) -> SystemRelation? { byName[name] }

  /// Whether Redshift has a system relation of that name (sql.md part 3) that is not built here.
  package static func isMissing(_ name: String) -> Bool { missing.contains(name) }

  /// Redshift's own that are not built here: reading them is 0A000.
  package static let missing: Set<String> = [
    "stl_explain",
    "stl_error", "stl_s3client", "stl_vacuum",
    "stl_analyze", "stl_insert", "stl_scan",
    "stl_alert_event_log", "svl_query_summary", "svl_query_report", "svl_user_info",
    "stv_slices", "stv_blocklist",
    "stv_partitions", "svv_redshift_schemas", "svv_redshift_tables", "svv_redshift_columns", "svv_all_schemas",
    "svv_all_tables", "svv_all_columns", "svv_external_schemas", "svv_external_tables", "svv_external_columns",
    "svv_diskusage", "svv_user_info",
    "sys_serverless_usage", "pg_user", "pg_group", "pg_class", "pg_class_info", "pg_attribute", "pg_namespace",
    "pg_database", "pg_proc", "pg_proc_info", "pg_type", "pg_views", "pg_constraint", "pg_description", "pg_settings",
    "pg_statistic", "pg_stats",
  ]
}
