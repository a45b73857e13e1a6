import SQLTypes

/// Machine learning models, Lambda functions and spatial values: there are none here.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ML_MODEL_INFO.html
extension SystemRelation {
  static let modelRelations = [
    SystemRelation(
      empty: "stv_ml_model_info",
      [
        "schema_name": .char(128), "user_name": .char(128), "model_name": .char(128), "life_cycle": .char(20),
        "is_refreshable": .integer, "model_state": .char(128),
      ]),
    SystemRelation(
      empty: "svv_ml_model_info",
      [
        "database_name": .char(128), "schema_name": .char(128), "user_name": .char(128), "model_name": .char(128),
        "life_cycle": .char(20), "is_refreshable": .integer, "model_state": .char(128),
      ]),
    SystemRelation(
      empty: "svv_ml_model_privileges",
      [
        "namespace_name": .identifier, "model_name": .identifier, "model_version": .integer,
        "privilege_type": .identifier, "identity_id": .integer, "identity_name": .identifier,
        "identity_type": .identifier, "admin_option": .boolean,
      ]),
    SystemRelation(
      empty: "sys_udf_log",
      [
        "query_id": .bigint, "function_name": .text, "record_time": .timestamp, "sequence": .integer,
        "message": .text, "query_uuid": .char(36),
      ]),
    SystemRelation(
      empty: "sys_ludf_detail",
      [
        "user_id": .integer, "transaction_id": .bigint, "query_id": .bigint, "function_oid": .bigint,
        "function_position": .integer, "stream_id": .integer, "segment_id": .integer, "step_id": .integer,
        "lambda_function_name": .char(256), "start_time": .timestamp, "end_time": .timestamp,
        "total_duration": .bigint, "invocations": .integer, "total_rows": .bigint, "input_bytes": .bigint,
        "output_bytes": .bigint, "query_uuid": .char(36),
      ]),
    SystemRelation(
      empty: "svv_geometry_columns",
      [
        "f_table_catalog": .identifier, "f_table_schema": .identifier, "f_table_name": .identifier,
        "f_geometry_column": .identifier, "coord_dimension": .integer, "srid": .integer, "type": .identifier,
      ]),
    SystemRelation(
      empty: "svv_geography_columns",
      [
        "f_table_catalog": .identifier, "f_table_schema": .identifier, "f_table_name": .identifier,
        "f_geography_column": .identifier, "coord_dimension": .integer, "srid": .integer, "type": .identifier,
      ]),
    SystemRelation(
      empty: "svl_spatial_simplify",
      [
        "query": .integer, "line_number": .integer, "maximum_tolerance": .double, "initial_size": .integer,
        "simplified": .char(1), "final_size": .integer, "final_tolerance": .double,
      ]),
    SystemRelation(
      empty: "sys_spatial_simplify",
      [
        "query_id": .bigint, "line_number": .bigint, "maximum_tolerance": .double, "initial_size": .bigint,
        "simplified": .char(1), "final_size": .bigint, "final_tolerance": .double,
      ]),
  ]
}
