/// Statements of SQL cursors.
package enum CursorCommand: Hashable, Sendable {
  /// `DECLARE name CURSOR FOR query`
  case declare(name: Identifier, Query)
  case fetch(CursorMovement)
  case move(CursorMovement)
  case close(name: Identifier)
}

/// How far FETCH or MOVE goes, and in which cursor.
package struct CursorMovement: Hashable, Sendable {
  package enum Distance: Hashable, Sendable {
    /// Rows forward; 0 stays on the last one.
    case rows(Int)
    /// To the end.
    case all
    /// PRIOR, FIRST, BACKWARD 2, -1…: Redshift's cursors do not go there.
    case backward
  }

  package var distance: Distance
  package var cursor: Identifier

  package init(_ distance: Distance, in cursor: Identifier) {
    self.distance = distance
    self.cursor = cursor
  }
}
