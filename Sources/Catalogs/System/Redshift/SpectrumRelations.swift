import SQLTypes

/// Queries of external tables, which there are none of here.
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
        "starttime": .timestamp, "endtime": .timestamp, "elapsed": .bigint, "aborted": .integer,
        "external_table_name": .char(136), "file_format": .char(16), "is_partitioned": .char(1), "is_rrscan": .char(1),
        "is_nested": .varchar(1), "s3_scanned_rows": .bigint, "s3_scanned_bytes": .bigint,
        "s3query_returned_rows": .bigint, "s3query_returned_bytes": .bigint, "files": .bigint, "files_max": .integer,
        "files_avg": .bigint, "splits": .bigint, "splits_max": .integer, "splits_avg": .bigint,
        "total_split_size": .bigint, "max_split_size": .bigint, "avg_split_size": .bigint, "total_retries": .bigint,
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
        "bucket": .char(256), "prefix": .char(256), "recursive": .char(1), "retrieved_files": .integer,
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
        "user_id": .integer, "query_id": .bigint, "child_query_sequence": .integer, "transaction_id": .bigint,
        "segment_id": .integer, "source_type": .text, "start_time": .timestamp, "end_time": .timestamp,
        "duration": .bigint, "total_partitions": .integer, "qualified_partitions": .integer, "scanned_files": .bigint,
        "returned_rows": .bigint, "returned_bytes": .bigint, "file_format": .char(16), "file_location": .char(256),
        "external_query_text": .text, "warning_message": .char(4000), "table_name": .char(136),
        "is_recursive": .char(1), "is_nested": .char(1), "s3list_time": .bigint, "get_partition_time": .bigint,
      ]),
    SystemRelation(
      empty: "svv_datashare_objects",
      [
        "share_type": .varchar(8), "share_name": .identifier, "object_type": .varchar(64),
        "object_name": .varchar(512), "producer_account": .varchar(16), "producer_namespace": .varchar(64),
        "include_new": .boolean,
      ]),
    SystemRelation(
      empty: "svv_datashare_consumers",
      [
        "share_name": .identifier, "consumer_account": .varchar(16), "consumer_namespace": .varchar(64),
        "share_date": .timestamp,
      ]),
    SystemRelation(
      empty: "svv_datashare_privileges",
      [
        "share_name": .identifier, "privilege_type": .identifier, "identity_id": .integer, "identity_name": .identifier,
        "identity_type": .identifier, "admin_option": .boolean,
      ]),
  ]
}
