import SQLTypes

/// Scans of external tables, of which nothing is recorded.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVL_S3QUERY.html
extension SystemRelation {
  static let spectrumRelations = [
    SystemRelation(
      empty: "svl_s3query",
      [
        "userid": .integer, "query": .integer, "segment": .integer, "step": .integer, "node": .integer,
        "slice": .integer, "starttime": .timestamp, "endtime": .timestamp, "elapsed": .integer,
        "external_table_name": .char(136), "is_partitioned": .char(1), "is_rrscan": .char(1),
        "s3_scanned_rows": .bigint, "s3_scanned_bytes": .bigint, "s3query_returned_rows": .bigint,
        "s3query_returned_bytes": .bigint, "files": .integer, "splits": .integer, "total_split_size": .bigint,
        "max_split_size": .bigint, "total_retries": .integer, "max_retries": .integer,
        "max_request_duration": .integer, "avg_request_duration": .double, "max_request_parallelism": .integer,
        "avg_request_parallelism": .double,
      ]),
    SystemRelation(
      empty: "svl_s3query_summary",
      [
        "userid": .integer, "query": .integer, "xid": .bigint, "pid": .integer, "segment": .integer, "step": .integer,
        "starttime": .timestamp, "endtime": .timestamp, "elapsed": .integer, "aborted": .integer,
        "external_table_name": .char(136), "file_format": .char(16), "is_partitioned": .char(1), "is_rrscan": .char(1),
        "is_nested": .char(1), "s3_scanned_rows": .bigint, "s3_scanned_bytes": .bigint,
        "s3query_returned_rows": .bigint, "s3query_returned_bytes": .bigint, "files": .integer, "files_max": .integer,
        "files_avg": .integer, "splits": .integer, "splits_max": .integer, "splits_avg": .integer,
        "total_split_size": .bigint, "max_split_size": .bigint, "avg_split_size": .bigint, "total_retries": .integer,
        "max_retries": .integer, "max_request_duration": .integer, "avg_request_duration": .double,
        "max_request_parallelism": .integer, "avg_request_parallelism": .double, "total_slowdown_count": .bigint,
        "max_slowdown_count": .integer,
      ]),
    SystemRelation(
      empty: "svl_s3log",
      [
        "pid": .integer, "query": .integer, "segment": .integer, "step": .integer, "node": .integer, "slice": .integer,
        "eventtime": .timestamp, "message": .char(512),
      ]),
    SystemRelation(
      empty: "svl_s3partition",
      [
        "query": .integer, "segment": .integer, "node": .integer, "slice": .integer, "starttime": .timestamp,
        "endtime": .timestamp, "duration": .bigint, "total_partitions": .integer, "qualified_partitions": .integer,
        "assigned_partitions": .integer, "assignment": .char(1),
      ]),
    SystemRelation(
      empty: "svl_s3list",
      [
        "query": .integer, "segment": .integer, "node": .integer, "slice": .integer, "eventtime": .timestamp,
        "bucket": .text, "prefix": .text, "recursive": .char(1), "retrieved_files": .integer,
        "max_file_size": .bigint, "avg_file_size": .double, "generated_splits": .integer, "avg_split_length": .double,
        "duration": .bigint,
      ]),
    SystemRelation(
      empty: "svl_s3retries",
      [
        "query": .integer, "segment": .integer, "node": .integer, "slice": .integer, "eventtime": .timestamp,
        "retries": .integer, "successful_fetches": .integer, "file_size": .bigint, "location": .text,
        "message": .text,
      ]),
    SystemRelation(
      empty: "sys_external_query_detail",
      [
        "user_id": .integer, "query_id": .bigint, "transaction_id": .bigint, "child_query_sequence": .integer,
        "segment_id": .integer, "source_type": .char(32), "start_time": .timestamp, "end_time": .timestamp,
        "duration": .bigint, "total_partitions": .integer, "qualified_partitions": .integer, "scanned_files": .bigint,
        "returned_rows": .bigint, "returned_bytes": .bigint, "file_format": .text, "file_location": .text,
        "external_query_text": .text, "warning_message": .char(4000), "table_name": .char(136),
        "is_recursive": .char(1), "is_nested": .char(1), "s3list_time": .bigint, "get_partition_time": .bigint,
        "query_uuid": .char(36),
      ]),
    SystemRelation(
      empty: "svl_s3partition_summary",
      [
        "query": .integer, "segment": .integer, "assignment": .char(1), "min_starttime": .timestamp,
        "max_endtime": .timestamp, "min_duration": .bigint, "max_duration": .bigint, "avg_duration": .bigint,
        "total_partitions": .integer, "qualified_partitions": .integer, "min_assigned_partitions": .integer,
        "max_assigned_partitions": .integer, "avg_assigned_partitions": .bigint,
      ]),
    SystemRelation(
      empty: "svcs_s3partition_summary",
      [
        "query": .integer, "segment": .integer, "assignment": .char(1), "min_starttime": .timestamp,
        "max_endtime": .timestamp, "min_duration": .bigint, "max_duration": .bigint, "avg_duration": .bigint,
        "total_partitions": .integer, "qualified_partitions": .integer, "min_assigned_partitions": .integer,
        "max_assigned_partitions": .integer, "avg_assigned_partitions": .bigint,
      ]),
    SystemRelation(
      empty: "svcs_s3list",
      [
        "query": .integer, "segment": .integer, "node": .integer, "eventtime": .timestamp, "bucket": .char(256),
        "prefix": .char(256), "recursive": .char(1), "retrieved_files": .integer, "max_file_size": .bigint,
        "avg_file_size": .double, "generated_splits": .integer, "avg_split_length": .double, "duration": .bigint,
      ]),
    SystemRelation(
      empty: "svcs_s3log",
      [
        "pid": .integer, "query": .integer, "segment": .integer, "step": .integer, "node": .integer,
        "eventtime": .timestamp, "message": .char(512),
      ]),
    SystemRelation(
      empty: "svcs_s3query_summary",
      [
        "userid": .integer, "query": .integer, "xid": .bigint, "pid": .integer, "segment": .integer,
        "step": .integer, "starttime": .timestamp, "endtime": .timestamp, "elapsed": .integer, "aborted": .integer,
        "external_table_name": .char(136), "file_format": .char(16), "is_partitioned": .char(1),
        "is_rrscan": .char(1), "is_nested": .varchar(1), "s3_scanned_rows": .bigint, "s3_scanned_bytes": .bigint,
        "s3query_returned_rows": .bigint, "s3query_returned_bytes": .bigint, "files": .integer,
        "files_max": .integer, "files_avg": .integer, "splits": .bigint, "splits_max": .integer,
        "splits_avg": .bigint, "total_split_size": .bigint, "max_split_size": .bigint, "avg_split_size": .bigint,
        "total_retries": .bigint, "max_retries": .integer, "max_request_duration": .bigint,
        "avg_request_duration": .bigint, "max_request_parallelism": .integer, "avg_request_parallelism": .double,
        "total_slowdown_count": .bigint, "max_slowdown_count": .integer,
      ]),
    SystemRelation(
      empty: "svl_spectrum_scan_error",
      [
        "userid": .integer, "query": .integer, "location": .char(128), "rowid": .char(128), "colname": .char(128),
        "original_value": .char(128), "modified_value": .char(128), "trigger": .char(128), "action": .char(128),
        "action_value": .char(128), "error_code": .integer,
      ]),
    SystemRelation(
      empty: "sys_external_query_error",
      [
        "user_id": .integer, "query_id": .bigint, "file_location": .char(256), "rowid": .char(2100),
        "column_name": .char(127), "original_value": .char(1024), "modified_value": .char(1024),
        "trigger": .char(128), "action": .char(128), "action_value": .char(128), "error_code": .integer,
        "query_uuid": .char(36),
      ]),
    SystemRelation(
      empty: "svl_federated_query",
      [
        "userid": .integer, "xid": .bigint, "pid": .integer, "query": .integer, "sourcetype": .char(32),
        "recordtime": .timestamp, "querytext": .char(4000), "num_rows": .bigint, "num_bytes": .bigint,
        "duration": .bigint,
      ]),
  ]
}
