import SQLTypes

/// What the owner of a connection is to do next.
package enum ServerAction: Hashable, Sendable {
  /// Send these bytes, behind whatever else is to be sent.
  case send([UInt8])
  /// Send what there is, then begin TLS: bytes received from here on are those within it.
  case startTLS
  /// Say how this client is to prove itself: `authenticate(by:random:)`, or `end` for one who has no business here.
  case authenticate(Login)
  /// It has: open its session and `welcome` it, or `end`.
  case authenticated(Login)
  /// End what the connection of this key is doing.
  case cancel(CancelRequest)
  /// Run these statements, one after the other, and answer each; then `ready`.
  case query(String)
  /// Treat this as a statement that failed, and `fail` with it; then `ready` where the machine `owesReady`.
  case refuse(SQLError)
  case parse(FrontendMessage.Parse)
  case bind(FrontendMessage.Bind)
  case describe(FrontendMessage.Describe)
  case execute(FrontendMessage.Execute)
  case close(FrontendMessage.Close)
  /// Send what there is.
  case flush
  /// End the implicit transaction; then `ready`.
  case sync
  /// The client says farewell: roll back.
  case terminate
  /// Send what there is, and close the socket.
  case disconnect
}
