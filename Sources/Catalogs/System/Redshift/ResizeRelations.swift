import SQLTypes

/// Resizes and restarts of a cluster, and what it does on its own: nothing here does.
/// https://docs.aws.amazon.com/redshift/latest/dg/SYS_RESTORE_STATE.html
extension SystemRelation {
  static let resizeRelations = [
    SystemRelation(
      empty: "stv_startup_recovery_state",
      [
        "db_id": .integer, "table_id": .integer, "table_name": .char(137),
      ]),
    SystemRelation(
      empty: "stv_xrestore_alter_queue_state",
      [
        "userid": .integer, "db_id": .integer, "schema": .char(128), "table_name": .char(128), "tbl": .integer,
        "status": .char(64), "task_type": .integer,
      ]),
    SystemRelation(
      empty: "svl_restore_alter_table_progress",
      [
        "tbl": .integer, "progress": .char(32), "message": .char(256),
      ]),
    SystemRelation(
      empty: "sys_restore_log",
      [
        "event_time": .timestamp, "database_name": .char(128), "schema_name": .char(128), "table_name": .char(128),
        "table_id": .integer, "action": .char(128), "table_size": .bigint, "total_data_processed": .bigint,
        "delta_data_processed": .bigint, "message": .char(512), "redistribution_type": .char(32),
      ]),
    SystemRelation(
      empty: "sys_restore_state",
      [
        "user_id": .integer, "database_name": .char(64), "schema_id": .integer, "table_id": .integer,
        "table_name": .char(128), "redistribution_status": .char(128), "percentage_redistributed": .double,
        "redistribution_type": .char(32),
      ]),
    SystemRelation(
      empty: "sys_automatic_optimization",
      [
        "session_id": .integer, "database_name": .char(128), "object_type": .char(30), "object_ids": .char(512),
        "task_type": .char(100), "event": .char(50), "event_time": .timestamp, "status": .char(512),
        "compute_type": .char(100), "task_details": .char(512),
      ]),
    SystemRelation(
      empty: "sys_auto_table_optimization",
      [
        "transaction_id": .bigint, "session_id": .integer, "table_id": .integer, "alter_table_type": .char(32),
        "status": .char(128), "event_time": .timestamp, "alter_from": .char(200),
      ]),
    SystemRelation(
      empty: "sys_extra_compute_for_automatic_optimization",
      [
        "start_time": .timestamp, "end_time": .timestamp, "query_count": .bigint,
        "compute_seconds": .decimal(precision: 27, scale: 0),
      ]),
    SystemRelation(
      empty: "stl_usage_control",
      [
        "eventtime": .timestamp, "query": .integer, "xid": .bigint, "pid": .integer, "usage_limit_id": .char(40),
        "feature_type": .char(30),
      ]),
  ]
}
