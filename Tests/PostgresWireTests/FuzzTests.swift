import Foundation
import PostgresWire
import TestSupport
import Testing

/// Recorded conversations, changed at random: whatever comes, the machine answers or closes, and holds no more than it
/// was sent. 5,000 messages, or 100,000 in a long run, or as many as `LOCALSHIFT_FUZZ_MESSAGES` says.
@Suite struct FuzzTests {
  private static let count =
    ProcessInfo.processInfo.environment["LOCALSHIFT_FUZZ_MESSAGES"].flatMap { Int($0) }
    ?? LongRun.count(5_000, long: 100_000)

  private static let seeds = Conversation.clients + Conversation.recorded

  @Test(.timeLimit(.minutes(10))) func noInputIsTooOdd() {
    var random = SeededGenerator()
    var messages = 0
    while messages < Self.count {
      let conversation = random.pick(Self.seeds)
      var owner = ScriptedOwner(
        .init(tls: random.pick([.off, .offered]), maximumMessage: 1 << 20), conversation.method)
      for piece in mutated(conversation.pieces, &random) {
        messages += 1
        feed(piece, to: &owner, &random)
      }
      check(owner.sent.count < 1 << 20, "seed \(random.seed): \(owner.sent.count) bytes are an answer to little")
    }
  }

  private func feed(_ piece: [UInt8], to owner: inout ScriptedOwner, _ random: inout SeededGenerator) {
    var rest = piece[...]
    while !rest.isEmpty {
      let portion = random.flag() ? rest : rest.prefix(1 + random.below(40))
      owner.feed(Array(portion))
      rest = rest.dropFirst(portion.count)
    }
  }

  /// Pieces left out, given twice, swapped; bytes changed, inserted, cut.
  private func mutated(_ pieces: [[UInt8]], _ random: inout SeededGenerator) -> [[UInt8]] {
    var pieces = pieces
    switch random.below(6) {
    case 0: pieces.remove(at: random.below(pieces.count))
    case 1: pieces.append(random.pick(pieces))
    case 2: pieces.swapAt(random.below(pieces.count), random.below(pieces.count))
    case 3: pieces += random.pick(Self.seeds).pieces
    default: break
    }
    return pieces.map { random.flag() ? changed($0, &random) : $0 }
  }

  private func changed(_ piece: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var piece = piece
    for _ in 0...random.below(4) where !piece.isEmpty {
      let place = random.below(piece.count)
      switch random.below(5) {
      case 0: piece[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: piece[place] ^= 1 << UInt8(random.below(8))
      case 2: piece.insert(random.pick([0, 1, 0x7f, 0x80, 0xff]), at: place)
      case 3: piece.remove(at: place)
      default: piece.removeSubrange(place...)
      }
    }
    return piece
  }

  /// Bodies of every kind, at random, both ways.
  @Test func noBodyIsTooOdd() {
    var random = SeededGenerator()
    for _ in 0..<Self.count {
      let body = random.bytes(upTo: 40, of: [0, 0, 0, 1, 2, 4, 0x41, 0x50, 0x53, 0x7f, 0x80, 0xff])
      if let message = try? FrontendMessage(random.pick(FrontendMessage.ID.allCases), body: body) {
        var writer = MessageWriter()
        writer.append(message)
        check(writer.count >= 5, "seed \(random.seed)")
      }
      _ = try? BackendMessage(random.pick(BackendMessage.ID.allCases), body: body, protocolVersion: random.below(3))
      _ = try? StartupPacket(body: body)
      for type in RandomValues.types {
        _ = try? ParameterDecoder(.utc).value(body, random.pick([.text, .binary]), as: type, number: 1)
      }
    }
  }
}
