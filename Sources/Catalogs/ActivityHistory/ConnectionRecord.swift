/// Something that happened to a connection: a row of STL_CONNECTION_LOG.
package struct ConnectionRecord: Hashable, Sendable {
  package enum Event: String, Sendable {
    case authenticated = "authenticated"
    case authenticationFailure = "authentication failure"
    case begin = "initiating session"
    case end = "disconnecting session"
  }

  package var event: Event
  /// Microseconds since 1970-01-01 UTC.
  package var time: Int64
  package var session: Int
  package var user: String
  package var client: ClientInfo
  /// Microseconds that it has lasted.
  package var duration: Int64

  package init(_ event: Event, time: Int64, session: Int, user: String, client: ClientInfo, duration: Int64 = 0) {
    self.event = event
    self.time = time
    self.session = session
    self.user = user
    self.client = client
    self.duration = duration
  }
}

/// What is known of a client: where it is, and what it has told of itself.
package struct ClientInfo: Hashable, Sendable {
  package var host = ""
  package var port = ""
  /// `Trust`, `password`, `md5`, `sha256`.
  package var authentication = ""
  /// `TLSv1.3`; empty without TLS.
  package var tlsVersion = ""
  package var application = ""
  package var driver = ""
  package var system = ""
  package var plugin = ""
  package var protocolVersion = 0

  package init() {}
}
