import SQLTypes

/// Zero-ETL integrations, COPY jobs, templates and streams: there are none here.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_INTEGRATION.html
extension SystemRelation {
  static let integrationRelations = [
    SystemRelation(
      empty: "svv_integration",
      [
        "integration_id": .char(128), "target_database": .char(128), "source": .char(128), "state": .char(128),
        "current_lag": .bigint, "last_replicated_checkpoint": .char(128), "total_tables_replicated": .integer,
        "total_tables_failed": .integer, "creation_time": .timestamp, "refresh_interval": .integer,
        "source_database": .char(128), "is_history_mode": .boolean, "latest_detected_change_time": .timestamp,
        "latest_applied_change_time": .timestamp, "auto_remediation": .boolean,
        "latest_shipped_source_commit_time": .timestamp,
      ]),
    SystemRelation(
      empty: "svv_integration_table_mapping",
      [
        "integration_id": .char(128), "source_database": .char(128), "target_database": .char(128),
        "source_schema_name": .char(128), "target_schema_name": .char(128), "source_table_name": .char(128),
        "target_table_name": .char(128), "source_column_name": .char(128), "target_column_name": .char(128),
        "source_data_type": .char(128), "target_data_type": .char(128),
      ]),
    SystemRelation(
      empty: "svv_integration_table_state",
      [
        "integration_id": .char(128), "target_database": .char(128), "schema_name": .char(128),
        "table_name": .char(128), "table_state": .char(128), "table_last_replicated_checkpoint": .char(128),
        "reason": .char(256), "last_updated_timestamp": .timestamp, "table_rows": .bigint, "table_size": .bigint,
        "is_history_mode": .boolean,
      ]),
    SystemRelation(
      empty: "sys_integration_activity",
      [
        "integration_id": .char(128), "target_database": .char(128), "source": .char(128),
        "checkpoint_name": .char(128), "checkpoint_type": .char(16), "checkpoint_bytes": .bigint,
        "last_commit_timestamp": .timestamp, "modified_tables": .integer, "integration_start_time": .timestamp,
        "integration_end_time": .timestamp,
      ]),
    SystemRelation(
      empty: "sys_integration_table_activity",
      [
        "integration_id": .char(128), "checkpoint_name": .char(128), "target_database": .char(128),
        "schema_name": .char(128), "table_name": .char(128), "table_id": .integer, "record_time": .timestamp,
        "transaction_id": .bigint, "inserted_rows": .bigint, "deleted_rows": .bigint, "updated_rows": .bigint,
        "bytes_ingested": .bigint,
      ]),
    SystemRelation(
      empty: "sys_integration_table_state_change",
      [
        "integration_id": .char(128), "database_name": .char(128), "schema_name": .char(128),
        "table_name": .char(128), "new_state": .char(128), "table_last_replicated_checkpoint": .char(128),
        "state_change_reason": .char(256), "record_time": .timestamp,
      ]),
    SystemRelation(
      empty: "svv_copy_job_integrations",
      [
        "job_owner": .integer, "channel_arn": .objectName, "bucket": .text, "channel_state": .objectName,
        "db_name": .objectName, "job_name": .text, "job_state": .integer,
      ]),
    SystemRelation(
      empty: "sys_copy_job",
      [
        "job_id": .bigint, "job_name": .char(128), "iam_role": .char(128), "job_text": .char(256),
        "is_auto": .integer, "on_error_suspend": .integer,
      ]),
    SystemRelation(
      empty: "sys_copy_job_detail",
      [
        "user_id": .integer, "database_name": .text, "job_id": .integer, "job_name": .text, "file_location": .text,
        "file_name": .text, "file_size": .bigint, "file_etag": .text, "job_text": .char(256),
        "modification_time": .timestamp, "enqueue_time": .timestamp, "status": .char(1),
      ]),
    SystemRelation(
      empty: "sys_copy_job_info",
      [
        "job_id": .bigint, "job_name": .char(128), "database_name": .char(128), "record_time": .timestamp,
        "message": .char(512),
      ]),
    SystemRelation(
      empty: "sys_redshift_template",
      [
        "database_name": .char(128), "schema_name": .char(128), "template_name": .char(128),
        "template_type": .integer, "create_time": .timestamp, "last_modified_time": .timestamp, "owner_id": .integer,
        "last_modified_by": .integer, "template_parameters": .text,
      ]),
    SystemRelation(
      empty: "sys_stream_scan_errors",
      [
        "external_schema_name": .char(128), "stream_name": .char(255), "mv_name": .char(128),
        "transaction_id": .bigint, "query_id": .bigint, "stream_timestamp_type": .char(1),
        "stream_timestamp": .timestamp, "record_time": .timestamp, "partition_id": .char(128),
        "position": .char(128), "error_code": .integer, "error_reason": .char(128),
      ]),
    SystemRelation(
      empty: "sys_stream_scan_states",
      [
        "external_schema_name": .char(128), "stream_name": .char(255), "mv_name": .char(128),
        "transaction_id": .bigint, "query_id": .bigint, "record_time": .timestamp, "partition_id": .char(128),
        "latest_position": .char(128), "scanned_rows": .bigint, "skipped_rows": .bigint, "scanned_bytes": .bigint,
        "stream_record_time_min": .timestamp, "stream_record_time_max": .timestamp,
      ]),
    SystemRelation(
      empty: "stl_sshclient_error",
      [
        "userid": .integer, "query": .integer, "slice": .integer, "recordtime": .timestamp, "pid": .integer,
        "ssh_username": .char(1024), "endpoint": .char(1024), "command": .char(4096), "error": .char(1024),
      ]),
  ]
}
