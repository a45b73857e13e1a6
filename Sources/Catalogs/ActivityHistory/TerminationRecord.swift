/// A CANCEL, PG_CANCEL_BACKEND or PG_TERMINATE_BACKEND that found its session: a row of SVL_TERMINATE.
package struct TerminationRecord: Sendable {
  package enum Kind: String, Sendable {
    case cancel = "CANCEL"
    case terminate = "TERMINATE"
  }

  package let kind: Kind
  /// The process id of the session that was stopped.
  package let session: Int
  /// Who stopped it.
  package let userID: Int64
  /// Microseconds since 1970-01-01 UTC.
  package let time: Int64

  package init(_ kind: Kind, session: Int, by userID: Int64, time: Int64) {
    self.kind = kind
    self.session = session
    self.userID = userID
    self.time = time
  }
}
