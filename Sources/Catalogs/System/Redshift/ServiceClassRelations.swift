import SQLTypes

/// The two queues of workload management, and what runs in them: superusers' own, which none asks for here, and the
/// default one. STV_WLM_CLASSIFICATION_CONFIG, STV_WLM_SERVICE_CLASS_CONFIG, STV_WLM_SERVICE_CLASS_STATE,
/// STV_WLM_QUERY_STATE, STV_WLM_QUERY_TASK_STATE.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STV_WLM_SERVICE_CLASS_CONFIG.html
extension SystemRelation {
  static let serviceClassRelations = [classifications, configurations, states, queryStates, taskStates]

  private static let classifications = SystemRelation("stv_wlm_classification_config", of: ServiceClass.all) {
    SystemColumn("id", .integer) { $0.number }
    SystemColumn("condition", .char(128)) { $0.condition }
    SystemColumn.constant("action_seq", .integer, 0)
    SystemColumn.constant("action", .char(64), "assign")
    SystemColumn("action_service_class", .integer) { $0.number }
  }

  private static let configurations = SystemRelation("stv_wlm_service_class_config", of: ServiceClass.all) {
    SystemColumn("service_class", .integer) { $0.number }
    SystemColumn.constant("queueing_strategy", .char(32), "fixed pool")
    SystemColumn("num_query_tasks", .integer) { $0.slots }
    SystemColumn("target_num_query_tasks", .integer) { $0.slots }
    SystemColumn.constant("evictable", .char(8), "true")
    SystemColumn.constant("eviction_threshold", .bigint, 0)
    SystemColumn("query_working_mem", .integer) { $0.memory }
    SystemColumn("target_query_working_mem", .integer) { $0.memory }
    SystemColumn.constant("min_step_mem", .integer, 5)
    SystemColumn("name", .char(64)) { $0.name }
    SystemColumn.constant("max_execution_time", .bigint, 0)
    SystemColumn.constant("user_group_wild_card", .boolean, false)
    SystemColumn.constant("query_group_wild_card", .boolean, false)
    SystemColumn.constant("concurrency_scaling", .char(20), "off")
    SystemColumn.constant("query_priority", .char(20), "Normal")
    SystemColumn.constant("user_role_wild_card", .boolean, false)
  }

  private static let states = SystemRelation("stv_wlm_service_class_state", of: ServiceClass.all) {
    SystemColumn("service_class", .integer) { $0.number }
    SystemColumn.constant("num_queued_queries", .integer, 0)
    SystemColumn("num_executing_queries", .integer) { $0.isDefault ? $1.runningQueries.count : 0 }
    SystemColumn("num_serviced_queries", .integer) { $0.isDefault ? $1.queries.count + $1.runningQueries.count : 0 }
    SystemColumn("num_executed_queries", .integer) { $0.isDefault ? $1.queries.count : 0 }
    SystemColumn.constant("num_evicted_queries", .integer, 0)
    SystemColumn.constant("num_concurrency_scaling_queries", .integer, 0)
  }

  private static let queryStates = SystemRelation("stv_wlm_query_state", rows: \.runningQueries) {
    SystemColumn("xid", .integer) { $0.transaction }
    SystemColumn("task", .integer) { $0.id }
    SystemColumn("query", .integer) { $0.id }
    SystemColumn.constant("service_class", .integer, ServiceClass.standard.number)
    SystemColumn.constant("slot_count", .integer, 1)
    SystemColumn("wlm_start_time", .timestamp) { $0.startTime }
    SystemColumn.constant("state", .char(16), "Running")
    SystemColumn.constant("queue_time", .bigint, 0)
    SystemColumn("exec_time", .bigint) { $0.duration }
    SystemColumn.constant("query_priority", .char(20), "Normal")
  }

  private static let taskStates = SystemRelation("stv_wlm_query_task_state", rows: \.runningQueries) {
    SystemColumn.constant("service_class", .integer, ServiceClass.standard.number)
    SystemColumn("task", .integer) { $0.id }
    SystemColumn("query", .integer) { $0.id }
    SystemColumn.constant("slot_count", .integer, 1)
    SystemColumn("start_time", .timestamp) { $0.startTime }
    SystemColumn("exec_time", .bigint) { $0.duration }
  }
}

/// A queue of workload management.
private struct ServiceClass {
  let number: Int
  let name: String
  /// Of the queries that come here.
  let condition: String
  /// Queries at a time, and megabytes of each; -1 where nothing limits them.
  let slots: Int
  let memory: Int

  static let superusers = ServiceClass(
    number: 5, name: "Service class for super user", condition: "(super user) and (query group: superuser)", slots: 1,
    memory: -1)
  static let standard = ServiceClass(
    number: 6, name: "Default queue", condition: "(querytype: any)", slots: -1, memory: -1)
  static let all = [superusers, standard]

  var isDefault: Bool { number == Self.standard.number }
}
