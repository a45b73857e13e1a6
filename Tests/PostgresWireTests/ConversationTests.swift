import PostgresWire
import Testing

/// Clients as wire.md records them, against the server's state machine.
@Suite struct ConversationTests {
  @Test(arguments: Conversation.clients) func goesAsItMust(_ conversation: Conversation) {
    #expect(conversation.played().transcript == conversation.transcript)
  }

  @Test(arguments: Conversation.clients) func byteForByteIsTheSame(_ conversation: Conversation) {
    var owner = ScriptedOwner(.init(tls: conversation.tls), conversation.method)
    for byte in conversation.pieces.joined() { owner.feed([byte]) }
    #expect(owner.transcript == conversation.transcript)
    #expect(owner.sent == conversation.played().sent)
  }

  /// What a client sends ahead waits for its turn; only behind the wish to encrypt it may send nothing.
  @Test(arguments: Conversation.clients.filter { $0.tls == .off && $0.method == .trust })
  func allAtOnceIsTheSame(_ conversation: Conversation) {
    var owner = ScriptedOwner()
    owner.feed(Array(conversation.pieces.joined()))
    #expect(owner.transcript == conversation.transcript)
  }

  /// A driver's own bytes are understood to the last, which is its farewell.
  @Test(arguments: Conversation.recorded) func recordedOnesAreUnderstood(_ conversation: Conversation) {
    let transcript = conversation.played().transcript
    #expect(transcript.suffix(2) == ["terminate", "disconnect"])
    #expect(transcript.contains("authenticated"))
    #expect(!transcript.contains { $0.hasPrefix("refuse") })
  }
}
