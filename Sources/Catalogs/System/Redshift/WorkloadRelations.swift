import SQLTypes

/// Workload management beyond the one queue of STL_WLM_QUERY: there are no rules, nobody waits, nothing scales.
/// https://docs.aws.amazon.com/redshift/latest/dg/cm-c-wlm-system-tables-and-views.html
extension SystemRelation {
  static let workloadRelations = workloadStates + workloadLogs + workloadRules

  private static let workloadStates = [
    SystemRelation(
      empty: "stv_wlm_service_class_config",
      [
        "service_class": .integer, "queueing_strategy": .char(32), "num_query_tasks": .integer,
        "target_num_query_tasks": .integer, "evictable": .char(8), "eviction_threshold": .bigint,
        "query_working_mem": .integer, "target_query_working_mem": .integer, "min_step_mem": .integer,
        "name": .char(64), "max_execution_time": .bigint, "user_group_wild_card": .boolean,
        "query_group_wild_card": .boolean, "concurrency_scaling": .char(20), "query_priority": .char(20),
        "user_role_wild_card": .boolean,
      ]),
    SystemRelation(
      empty: "stv_wlm_service_class_state",
      [
        "service_class": .integer, "num_queued_queries": .integer, "num_executing_queries": .integer,
        "num_serviced_queries": .integer, "num_executed_queries": .integer, "target_num_query_tasks": .integer,
        "num_query_tasks": .integer,
      ]),
    SystemRelation(
      empty: "stv_wlm_query_state",
      [
        "xid": .integer, "task": .integer, "query": .integer, "service_class": .integer, "slot_count": .integer,
        "wlm_start_time": .timestamp, "state": .char(16), "queue_time": .bigint, "exec_time": .bigint,
        "query_priority": .char(20),
      ]),
    SystemRelation(
      empty: "stv_wlm_query_queue_state",
      [
        "service_class": .integer, "position": .integer, "task": .integer, "query": .integer, "slot_count": .integer,
        "start_time": .timestamp, "queue_time": .bigint,
      ]),
    SystemRelation(
      empty: "stv_wlm_query_task_state",
      [
        "service_class": .integer, "task": .integer, "query": .integer, "level": .integer, "slot_count": .integer,
        "start_time": .timestamp, "exec_time": .bigint,
      ]),
    SystemRelation(
      empty: "stv_exec_state",
      [
        "userid": .integer, "query": .integer, "slice": .integer, "segment": .integer, "step": .integer,
        "starttime": .timestamp, "currenttime": .timestamp, "tasknum": .integer, "rows": .bigint, "bytes": .bigint,
        "label": .char(256), "is_diskbased": .char(1), "workmem": .bigint, "num_parts": .integer,
        "is_rrscan": .char(1), "is_delayed_scan": .char(1),
      ]),
    SystemRelation(
      empty: "svv_query_state",
      [
        "userid": .integer, "query": .integer, "seg": .integer, "step": .integer, "maxtime": .bigint,
        "avgtime": .bigint, "rows": .bigint, "bytes": .bigint, "cpu": .bigint, "memory": .bigint,
        "rate_row": .double, "rate_byte": .double, "label": .char(25), "is_diskbased": .char(1), "workmem": .bigint,
        "num_parts": .integer, "is_rrscan": .char(1), "is_delayed_scan": .char(1),
      ]),
    SystemRelation(
      empty: "stv_query_metrics",
      [
        "userid": .integer, "service_class": .integer, "query": .integer, "starttime": .timestamp, "slices": .integer,
        "segment": .integer, "step": .integer, "step_type": .integer, "rows": .bigint, "max_rows": .bigint,
        "cpu_time": .bigint, "max_cpu_time": .bigint, "blocks_read": .bigint, "max_blocks_read": .bigint,
        "run_time": .bigint, "max_run_time": .bigint, "blocks_to_disk": .bigint, "max_blocks_to_disk": .bigint,
        "query_scan_size": .bigint, "max_query_scan_size": .bigint, "query_priority": .char(20),
        "query_queue_time": .bigint, "service_class_name": .char(64),
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
        "data_storage": .integer, "cross_region_transferred_data": .integer, "charged_seconds": .integer,
      ]),
  ]

  private static let workloadRules = [
    SystemRelation(
      empty: "stv_wlm_classification_config",
      [
        "id": .integer, "condition": .char(128), "action_seq": .integer, "action": .char(64),
        "action_service_class": .integer,
      ]),
    SystemRelation(
      empty: "stv_wlm_qmr_config",
      [
        "service_class": .integer, "rule_name": .char(256), "action": .char(256), "metric_name": .char(64),
        "metric_operator": .char(256), "metric_value": .char(256), "action_value": .char(256),
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
        "type": .text, "database": .text, "table_id": .integer, "group_id": .integer, "ddl": .text,
        "auto_eligible": .char(1),
      ]),
  ]
}
