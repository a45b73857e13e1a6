import SQLTypes

/// Workload management beyond its queues: there are no rules, nobody waits, nothing scales.
/// https://docs.aws.amazon.com/redshift/latest/dg/cm-c-wlm-system-tables-and-views.html
extension SystemRelation {
  static let workloadRelations = workloadStates + workloadLogs + workloadRules

  private static let workloadStates = [
    SystemRelation(
      empty: "stv_wlm_query_queue_state",
      [
        "service_class": .integer, "position": .integer, "task": .integer, "query": .integer, "slot_count": .integer,
        "start_time": .timestamp, "queue_time": .bigint,
      ]),
    SystemRelation(
      empty: "stv_exec_state",
      [
        "userid": .integer, "query": .integer, "slice": .integer, "segment": .integer, "step": .integer,
        "starttime": .timestamp, "currenttime": .timestamp, "tasknum": .integer, "rows": .bigint, "bytes": .bigint,
        "label": .char(256), "is_diskbased": .char(1), "workmem": .bigint, "num_parts": .integer,
        "is_rrscan": .char(1), "is_delayed_scan": .char(1), "query_uuid": .char(36),
      ]),
    SystemRelation(
      empty: "svv_query_state",
      [
        "userid": .integer, "query": .integer, "seg": .integer, "step": .integer, "maxtime": .interval,
        "avgtime": .interval, "rows": .bigint, "bytes": .bigint, "cpu": .bigint, "memory": .bigint,
        "rate_row": .double, "rate_byte": .double, "label": .char(25), "is_diskbased": .char(1), "workmem": .bigint,
        "num_parts": .integer, "is_rrscan": .char(1), "is_delayed_scan": .char(1),
      ]),
    SystemRelation(
      empty: "stv_query_metrics",
      [
        "userid": .integer, "service_class": .integer, "query": .integer, "starttime": .timestamp, "slices": .integer,
        "segment": .integer, "step_type": .integer, "rows": .bigint, "max_rows": .bigint, "cpu_time": .bigint,
        "max_cpu_time": .bigint, "blocks_read": .bigint, "max_blocks_read": .bigint, "run_time": .bigint,
        "max_run_time": .bigint, "max_blocks_to_disk": .bigint, "blocks_to_disk": .bigint, "step": .integer,
        "max_query_scan_size": .bigint, "query_scan_size": .bigint, "query_priority": .integer,
        "query_queue_time": .bigint,
      ]),
  ]

  private static let workloadLogs = [
    SystemRelation(
      empty: "stl_wlm_error",
      ["userid": .integer, "recordtime": .timestamp, "pid": .integer, "error_string": .char(256)]),
    SystemRelation(
      empty: "stl_wlm_rule_action",
      [
        "userid": .integer, "query": .integer, "service_class": .integer, "rule": .char(256), "action": .char(256),
        "recordtime": .timestamp, "action_value": .char(256), "service_class_name": .char(64),
      ]),
    SystemRelation(
      empty: "svl_query_queue_info",
      [
        "database": .text, "query": .integer, "xid": .bigint, "userid": .integer, "querytxt": .text,
        "queue_start_time": .timestamp, "exec_start_time": .timestamp, "service_class": .integer, "slots": .integer,
        "queue_elapsed": .bigint, "exec_elapsed": .bigint, "wlm_total_elapsed": .bigint,
        "commit_queue_elapsed": .bigint, "commit_exec_time": .bigint, "service_class_name": .char(64),
      ]),
    SystemRelation(
      empty: "svcs_concurrency_scaling_usage",
      ["start_time": .timestamp, "end_time": .timestamp, "queries": .bigint, "usage_in_seconds": .double]),
    SystemRelation(
      empty: "sys_serverless_usage",
      [
        "start_time": .timestamp, "end_time": .timestamp, "compute_seconds": .double, "compute_capacity": .double,
        "data_storage": .bigint, "cross_region_transferred_data": .bigint, "charged_seconds": .bigint,
        "charged_extra_compute_for_automatic_optimization_seconds": .bigint,
      ]),
  ]

  private static let workloadRules = [
    SystemRelation(
      empty: "stv_wlm_qmr_config",
      [
        "service_class": .integer, "rule_name": .char(256), "action": .char(256), "metric_name": .char(256),
        "metric_operator": .char(256), "metric_value": .double, "action_value": .char(256),
      ]),
    SystemRelation(
      empty: "svl_auto_worker_action",
      [
        "table_id": .integer, "type": .char(32), "status": .char(128), "eventtime": .timestamp, "sequence": .integer,
        "previous_state": .char(200),
      ]),
    SystemRelation(
      empty: "svv_alter_table_recommendations",
      [
        "type": .char(30), "database": .char(128), "table_id": .integer, "group_id": .integer, "ddl": .char(1024),
        "auto_eligible": .char(1),
      ]),
  ]
}
