/// A session that has ended: a row of STL_SESSIONS.
package struct SessionRecord: Hashable, Sendable {
  package var session: Int
  package var userID: Int64
  package var user: String
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64
  package var endTime: Int64
  /// IDLE_SESSION_TIMEOUT in seconds; 0 for none.
  package var timeout: Int
  /// That it was what ended the session.
  package var isTimedOut: Bool

  package init(
    session: Int, userID: Int64, user: String, startTime: Int64, endTime: Int64, timeout: Int, isTimedOut: Bool
  ) {
    self.session = session
    self.userID = userID
    self.user = user
    self.startTime = startTime
    self.endTime = endTime
    self.timeout = timeout
    self.isTimedOut = isTimedOut
  }
}
