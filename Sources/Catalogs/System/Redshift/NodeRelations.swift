import SQLTypes

/// Logs of what happens between the nodes of a cluster, or in its engine: nothing moves here, nothing is compiled, and
/// a commit waits in no queue.
/// https://docs.aws.amazon.com/redshift/latest/dg/c_intro_STL_tables.html
extension SystemRelation {
  static let nodeRelations = movementRelations + engineRelations

  private static let movementRelations = [
    SystemRelation(
      empty: "stl_bcast",
      [
        "userid": .integer, "query": .integer, "slice": .integer, "segment": .integer, "step": .integer,
        "starttime": .timestamp, "endtime": .timestamp, "tasknum": .integer, "rows": .bigint, "bytes": .bigint,
        "packets": .integer,
      ]),
    SystemRelation(
      empty: "stl_dist",
      [
        "userid": .integer, "query": .integer, "slice": .integer, "segment": .integer, "step": .integer,
        "starttime": .timestamp, "endtime": .timestamp, "tasknum": .integer, "rows": .bigint, "bytes": .bigint,
        "packets": .integer,
      ]),
    SystemRelation(
      empty: "stl_merge",
      [
        "userid": .integer, "query": .integer, "slice": .integer, "segment": .integer, "step": .integer,
        "starttime": .timestamp, "endtime": .timestamp, "tasknum": .integer, "rows": .bigint,
      ]),
    SystemRelation(
      empty: "stl_mergejoin",
      [
        "userid": .integer, "query": .integer, "slice": .integer, "segment": .integer, "step": .integer,
        "starttime": .timestamp, "endtime": .timestamp, "tasknum": .integer, "rows": .bigint, "tbl": .integer,
        "checksum": .bigint,
      ]),
  ]

  private static let engineRelations = [
    SystemRelation(
      empty: "stl_commit_stats",
      [
        "xid": .bigint, "node": .integer, "startqueue": .timestamp, "startwork": .timestamp, "endflush": .timestamp,
        "endstage": .timestamp, "endlocal": .timestamp, "startglobal": .timestamp, "endtime": .timestamp,
        "queuelen": .bigint, "permblocks": .bigint, "newblocks": .bigint, "dirtyblocks": .bigint, "headers": .bigint,
        "numxids": .integer, "oldestxid": .bigint, "extwritelatency": .bigint, "metadatawritten": .integer,
        "tombstonedblocks": .bigint, "tossedblocks": .bigint, "batched_by": .bigint,
      ]),
    SystemRelation(
      empty: "stl_error",
      [
        "userid": .integer, "process": .char(12), "recordtime": .timestamp, "pid": .integer, "errcode": .integer,
        "file": .char(90), "linenum": .integer, "context": .char(100), "error": .char(512),
      ]),
    SystemRelation(
      empty: "stl_disk_full_diag",
      [
        "currenttime": .bigint, "node_num": .bigint, "query_id": .bigint, "temp_blocks": .bigint,
      ]),
    SystemRelation(
      empty: "stl_restarted_sessions",
      [
        "currenttime": .timestamp, "dbname": .char(50), "newpid": .integer, "oldpid": .integer,
        "username": .char(50), "remotehost": .char(45), "remoteport": .char(32), "parkedtime": .timestamp,
        "session_vars": .char(2000),
      ]),
    SystemRelation(
      empty: "svl_compile",
      [
        "userid": .integer, "xid": .bigint, "pid": .integer, "query": .integer, "segment": .integer,
        "locus": .integer, "starttime": .timestamp, "endtime": .timestamp, "compile": .integer,
      ]),
    SystemRelation(
      empty: "svcs_compile",
      [
        "userid": .integer, "xid": .bigint, "pid": .integer, "query": .integer, "segment": .integer,
        "locus": .integer, "starttime": .timestamp, "endtime": .timestamp, "compile": .integer,
      ]),
    SystemRelation(
      empty: "svl_udf_log",
      [
        "query": .bigint, "message": .char(4096), "created": .timestamp, "traceback": .char(4096),
        "funcname": .char(256), "node": .integer, "slice": .integer, "seq": .integer,
      ]),
  ]
}
