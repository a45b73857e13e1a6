import SQLTypes

/// The cursors that are open: STV_ACTIVE_CURSORS, SVV_ACTIVE_CURSORS, STV_CURSOR_CONFIGURATION. A cursor streams, so
/// nobody knows how many rows it will give: NULL.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STV_ACTIVE_CURSORS.html
extension SystemRelation {
  static let cursorRelations = [activeCursors, activeCursorsView, cursorConfiguration]

  private static let activeCursors = SystemRelation("stv_active_cursors", rows: \.activeCursors) {
    SystemColumn.userID("userid")
    SystemColumn("name", .char(256)) { $0.cursor.name }
    SystemColumn("xid", .bigint) { $0.cursor.transaction }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("starttime", .timestamp) { $0.cursor.startTime }
    SystemColumn.unknown("row_count", .bigint)
    SystemColumn.unknown("byte_count", .bigint)
    SystemColumn("fetched_rows", .bigint) { $0.cursor.fetchedRows }
  }

  private static let activeCursorsView = SystemRelation("svv_active_cursors", rows: \.activeCursors) {
    SystemColumn.userID("user_id")
    SystemColumn("cursor_name", .identifier) { $0.cursor.name }
    SystemColumn("transaction_id", .bigint) { $0.cursor.transaction }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn("declare_time", .timestamp) { $0.cursor.startTime }
    SystemColumn.unknown("total_bytes", .bigint)
    SystemColumn.unknown("total_rows", .bigint)
    SystemColumn("fetched_rows", .bigint) { $0.cursor.fetchedRows }
    SystemColumn.constant("cursor_storage_limit_used_percent", .integer, 0)
  }

  /// No cursor uses the disk, and none is limited.
  private static let cursorConfiguration = SystemRelation("stv_cursor_configuration", rows: \.cursorCounts) {
    SystemColumn("current_cursor_count", .integer) { $0 }
    SystemColumn.unknown("max_diskspace_usable", .integer)
    SystemColumn.constant("current_diskspace_used", .integer, 0)
  }
}

private struct ActiveCursor {
  var session: Int
  var cursor: SessionEntry.CursorState
}

extension SystemContext {
  fileprivate var activeCursors: [ActiveCursor] {
    database.sessions.all.compactMap { entry in
      entry.cursor.map { ActiveCursor(session: entry.id, cursor: $0) }
    }
  }

  fileprivate var cursorCounts: [Int] { [activeCursors.count] }
}
