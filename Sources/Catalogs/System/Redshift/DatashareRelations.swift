import SQLTypes

/// Data shares: there is none here.
/// https://docs.aws.amazon.com/redshift/latest/dg/datashare-overview.html
extension SystemRelation {
  static let datashareRelations = [
    SystemRelation(
      empty: "svv_datashares",
      [
        "share_name": .identifier, "share_id": .integer, "share_owner": .integer, "source_database": .identifier,
        "consumer_database": .identifier, "share_type": .varchar(8), "createdate": .timestamp,
        "is_publicaccessible": .boolean, "share_acl": .text, "producer_account": .varchar(16),
        "producer_namespace": .varchar(64), "managed_by": .varchar(64),
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
        "datashare_name": .identifier, "privilege_type": .identifier, "identity_id": .integer,
        "identity_name": .identifier, "identity_type": .identifier, "admin_option": .boolean,
      ]),
    SystemRelation(
      empty: "svl_datashare_change_log",
      [
        "userid": .integer, "username": .varchar(128), "pid": .integer, "xid": .bigint, "share_id": .integer,
        "share_name": .varchar(128), "source_database_id": .integer, "source_database_name": .varchar(128),
        "consumer_database_id": .integer, "consumer_database_name": .varchar(128), "arn": .varchar(192),
        "recordtime": .timestamp, "action": .varchar(128), "status": .integer, "share_object_type": .varchar(64),
        "share_object_id": .integer, "share_object_name": .varchar(128), "target_user_type": .varchar(16),
        "target_userid": .integer, "target_username": .varchar(128), "consumer_account": .varchar(16),
        "consumer_namespace": .varchar(64), "producer_account": .varchar(16), "producer_namespace": .varchar(64),
        "attribute_name": .varchar(64), "attribute_value": .varchar(128), "message": .varchar(512),
      ]),
    SystemRelation(
      empty: "sys_datashare_change_log",
      [
        "user_id": .integer, "user_name": .varchar(128), "session_id": .integer, "transaction_id": .bigint,
        "share_id": .integer, "share_name": .varchar(128), "source_database_id": .integer,
        "source_database_name": .varchar(128), "consumer_database_id": .integer,
        "consumer_database_name": .varchar(128), "arn": .varchar(192), "record_time": .timestamp,
        "action": .varchar(128), "status": .integer, "share_object_type": .varchar(64), "share_object_id": .integer,
        "share_object_name": .varchar(128), "target_user_type": .varchar(16), "target_user_id": .integer,
        "target_user_name": .varchar(128), "consumer_account": .varchar(16), "consumer_namespace": .varchar(64),
        "producer_account": .varchar(16), "producer_namespace": .varchar(64), "attribute_name": .varchar(64),
        "attribute_value": .varchar(128), "message": .varchar(512),
      ]),
    SystemRelation(
      empty: "svl_datashare_cross_region_usage",
      [
        "query": .integer, "segment": .bigint, "start_time": .timestamp, "end_time": .timestamp,
        "transferred_data": .bigint, "source_region": .char(25), "recordtime": .timestamp,
      ]),
    SystemRelation(
      empty: "sys_datashare_cross_region_usage",
      [
        "query_id": .integer, "child_query_sequence": .integer, "segment_id": .bigint, "start_time": .timestamp,
        "end_time": .timestamp, "transferred_data": .bigint, "source_region": .char(25), "query_uuid": .char(36),
      ]),
    SystemRelation(
      empty: "svl_datashare_usage_consumer",
      [
        "userid": .integer, "pid": .integer, "xid": .bigint, "request_id": .varchar(50),
        "request_type": .varchar(25), "transaction_uid": .varchar(50), "recordtime": .timestamp, "status": .integer,
        "error": .varchar(512),
      ]),
    SystemRelation(
      empty: "sys_datashare_usage_consumer",
      [
        "user_id": .integer, "session_id": .integer, "transaction_id": .bigint, "request_id": .varchar(50),
        "request_type": .varchar(25), "transaction_uid": .varchar(50), "record_time": .timestamp, "status": .integer,
        "error": .varchar(512),
      ]),
    SystemRelation(
      empty: "svl_datashare_usage_producer",
      [
        "share_id": .integer, "share_name": .varchar(128), "request_id": .varchar(50), "request_type": .varchar(25),
        "object_type": .varchar(64), "object_oid": .integer, "object_name": .varchar(128),
        "consumer_account": .varchar(16), "consumer_namespace": .varchar(64),
        "consumer_transaction_uid": .varchar(50), "recordtime": .timestamp, "status": .integer,
        "error": .varchar(512), "consumer_region": .char(64),
      ]),
    SystemRelation(
      empty: "sys_datashare_usage_producer",
      [
        "share_id": .integer, "share_name": .varchar(128), "request_id": .varchar(50), "request_type": .varchar(25),
        "object_type": .varchar(64), "object_oid": .integer, "object_name": .varchar(128),
        "consumer_account": .varchar(16), "consumer_namespace": .varchar(64),
        "consumer_transaction_uid": .varchar(50), "record_time": .timestamp, "status": .integer,
        "error": .varchar(512), "consumer_region": .char(64),
      ]),
  ]
}
