import SQLTypes

/// Row-level security, masking, identity providers and privileges on IAM roles: there are none here.
/// https://docs.aws.amazon.com/redshift/latest/dg/t_rls.html
extension SystemRelation {
  static let policyRelations = [
    SystemRelation(
      empty: "svv_rls_policy",
      [
        "poldb": .text, "polname": .text, "polalias": .text, "polatts": .text, "polqual": .text,
        "polenabled": .boolean, "polmodifiedby": .text, "polmodifiedtime": .timestamp,
      ]),
    SystemRelation(
      empty: "svv_rls_relation",
      [
        "datname": .text, "relschema": .text, "relname": .text, "relkind": .text, "is_rls_on": .boolean,
        "is_rls_datashare_on": .boolean, "rls_conjunction_type": .char(3),
        "rls_datashare_conjunction_type": .char(3),
      ]),
    SystemRelation(
      empty: "svv_rls_attached_policy",
      [
        "relschema": .text, "relname": .text, "relkind": .text, "polname": .text, "grantor": .text, "grantee": .text,
        "granteekind": .text, "is_pol_on": .boolean, "is_rls_on": .boolean, "rls_conjunction_type": .char(3),
      ]),
    SystemRelation(
      empty: "svv_rls_applied_policy",
      [
        "username": .text, "query": .integer, "xid": .bigint, "pid": .integer, "recordtime": .timestamp,
        "command": .char(1), "datname": .text, "relschema": .text, "relname": .text, "polname": .text,
        "poldefault": .char(1),
      ]),
    SystemRelation(
      empty: "svv_masking_policy",
      [
        "policy_database": .text, "policy_name": .text, "input_columns": .text, "policy_expression": .text,
        "policy_modified_by": .text, "policy_modified_time": .timestamp,
      ]),
    SystemRelation(
      empty: "svv_attached_masking_policy",
      [
        "policy_name": .text, "schema_name": .text, "table_name": .text, "table_type": .text, "grantor": .text,
        "grantee": .text, "grantee_type": .text, "priority": .integer, "input_columns": .text,
        "output_columns": .text, "is_masking_datashare_on": .boolean,
      ]),
    SystemRelation(
      empty: "sys_applied_masking_policy_log",
      [
        "policy_name": .text, "user_id": .text, "record_time": .timestamp, "session_id": .integer,
        "transaction_id": .bigint, "query_id": .integer, "database_name": .text, "relation_name": .text,
        "schema_name": .text, "attachment_id": .bigint, "relation_kind": .text, "query_uuid": .char(36),
      ]),
    SystemRelation(
      empty: "svv_identity_providers",
      [
        "uid": .integer, "name": .text, "type": .text, "instanceid": .text, "namespc": .text, "params": .text,
        "enabled": .boolean,
      ]),
    SystemRelation(
      empty: "svv_iam_privileges",
      [
        "iam_arn": .text, "command_type": .text, "identity_id": .integer, "identity_name": .text,
        "identity_type": .text,
      ]),
  ]
}
