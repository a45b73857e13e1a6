import SQLTypes

/// What the owner of a client's connection is to do next.
package enum ClientAction: Hashable, Sendable {
  case send([UInt8])
  /// The server agreed to TLS: begin it, and verify whom one speaks with; then `encrypted()`.
  case startTLS
  /// Logged in: settings, and the key for cancelling.
  case ready([BackendMessage.ParameterStatus], BackendMessage.BackendKeyData?)
  /// A message for whoever waits for answers to queries.
  case message(BackendMessage)
  /// The connection is of no use any more.
  case failed(SQLError)
}
