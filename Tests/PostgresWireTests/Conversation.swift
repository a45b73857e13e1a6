import PostgresWire
import Testing

/// What a client sends from its first byte to its last, as wire.md has it, and what must come of it.
struct Conversation: CustomTestStringConvertible, Sendable {
  var name: String
  var tls = ServerStateMachine.Options.TLS.off
  var method = AuthenticationMethod.trust
  /// One piece for each time that the client waits for an answer.
  var pieces: [[UInt8]]
  var transcript: [String]

  var testDescription: String { name }

  /// The owner, behind the last piece.
  func played() -> ScriptedOwner {
    var owner = ScriptedOwner(.init(tls: tls), method)
    for piece in pieces { owner.feed(piece) }
    return owner
  }
}
