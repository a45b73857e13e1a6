/// Sends requests over connections that stay open: the system's libcurl does, or a script of the tests.
package protocol HTTPTransport: AnyObject, Sendable {
  /// Begins `transfer`, `delay` milliseconds from now. Its `finished` is called once, on any thread, however it ends.
  func start(_ transfer: HTTPTransfer, after delay: Int)

  /// Calls it off: it ends soon, with the failure `cancelled` unless it had ended before.
  func cancel(_ transfer: HTTPTransfer)
}

/// What bounds the transfers of a transport.
package struct HTTPLimits: Hashable, Sendable {
  /// Transfers at a time, each on a connection of its own; others wait for their turn.
  package var connections = 64
  /// Milliseconds until a connection is made, TLS included.
  package var connectTimeout = 20_000
  /// Seconds for which fewer than `slowest` bytes a second arrive, or none at all.
  package var stallTimeout = 30
  package var slowest = 100
  /// A file of certificates to trust in place of the system's: AWS_CA_BUNDLE.
  package var certificates: String?

  package init() {}
}
