import SQLTypes

/// The time and the session (sql.md 2.4, 2.11): one value throughout a statement.
package enum SessionFunction: String, Hashable, Sendable, CaseIterable {
  case statementTimestamp, transactionTimestamp, currentTimestamp, currentDate, currentTime, localTime
  case databaseCollation, currentDatabase, currentSchema, currentSchemas, currentUser, sessionUser, currentUserID,
    currentSetting
  case version, backendPID, lastQueryID, lastCopyID, lastCopyCount, lastUnloadID, lastUnloadCount, sliceNumber
  case hasTablePrivilege, hasSchemaPrivilege, hasDatabasePrivilege, hasColumnPrivilege, hasLanguagePrivilege

  static let named: [NamedFunction<Self>] = [
    .init("getdate", .statementTimestamp, [], .fixed(.timestamp)),
    .init("sysdate localtimestamp", .transactionTimestamp, [], .fixed(.timestamp)),
    .init("current_timestamp now transaction_timestamp", .currentTimestamp, [], .fixed(.timestamptz)),
    .init("current_date", .currentDate, [], .fixed(.date)),
    .init("current_time", .currentTime, [], .fixed(.timetz)),
    .init("localtime", .localTime, [], .fixed(.time)),
    .init("db_collation", .databaseCollation, [], .fixed(.varchar(32))),
    .init("current_database", .currentDatabase, [], .fixed(.identifier)),
    .init("current_schema", .currentSchema, [], .fixed(.identifier)),
    .init("current_schemas", .currentSchemas, [.boolean], .fixed(.array(.name))),
    .init("current_user user", .currentUser, [], .fixed(.identifier)),
    .init("session_user", .sessionUser, [], .fixed(.identifier)),
    .init("current_user_id", .currentUserID, [], .fixed(.integer)),
    .init("current_setting", .currentSetting, [.text, .boolean], optional: 1, .fixed(.longestVarchar)),
    .init("version", .version, [], .fixed(.longestVarchar)),
    .init("pg_backend_pid", .backendPID, [], .fixed(.integer)),
    .init("pg_last_query_id last_user_query_id", .lastQueryID, [], .fixed(.integer)),
    .init("pg_last_copy_id", .lastCopyID, [], .fixed(.integer)),
    .init("pg_last_copy_count", .lastCopyCount, [], .fixed(.bigint)),
    .init("pg_last_unload_id", .lastUnloadID, [], .fixed(.integer)),
    .init("pg_last_unload_count", .lastUnloadCount, [], .fixed(.bigint)),
    .init("slice_num", .sliceNumber, [], .fixed(.integer)),
    .init("has_table_privilege", .hasTablePrivilege, [.text, .text, .text], optional: 1, .fixed(.boolean)),
    .init("has_schema_privilege", .hasSchemaPrivilege, [.text, .text, .text], optional: 1, .fixed(.boolean)),
    .init("has_database_privilege", .hasDatabasePrivilege, [.text, .text, .text], optional: 1, .fixed(.boolean)),
    .init("has_language_privilege", .hasLanguagePrivilege, [.text, .text, .text], optional: 1, .fixed(.boolean)),
    .init("has_column_privilege", .hasColumnPrivilege, [.text, .text, .text, .text], optional: 1, .fixed(.boolean)),
  ]
}
