import ObjectStore
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// A stream that is read ahead, against the same stream read in place.
@Suite struct DecodeAheadTests {
  /// Gives bytes, then fails.
  private struct Failing: ByteStream {
    var pieces: Pieces

    mutating func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
      let count = try pieces.read(into: memory)
      if count == 0 { throw SQLError(.ioError, "torn") }
      return count
    }
  }

  private static func noise(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    let words = (0..<count / 8 + 1).map { _ in random.next() }
    return words.withUnsafeBytes { Array($0.prefix(count)) }
  }

  /// All bytes, in rooms of random sizes, and the error that ended them.
  private static func drain(_ stream: any ByteStream, _ random: inout SeededGenerator) -> ([UInt8], SQLError?) {
    var (stream, found) = (stream, [UInt8]())
    var memory = [UInt8](repeating: 0, count: 1 << 19)
    while true {
      let room = Int.random(in: 1...memory.count, using: &random)
      do {
        let count = try memory.withUnsafeMutableBytes { try stream.read(into: .init(rebasing: $0[..<room])) }
        if count == 0 { return (found, nil) }
        found += memory[..<count]
      } catch { return (found, error as? SQLError) }
    }
  }

  @Test func givesWhatItsSourceGives() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for count in [0, 1, 1000, 256 << 10, 300_000, 786_432] {
      let bytes = Self.noise(count, &random)
      let pieces = Pieces(bytes: bytes[...], size: Int.random(in: 1000...300_000, using: &random))
      let plain = Self.drain(try #require(DecodeAhead(pieces, Cancellation())), &random)
      #expect(plain.0 == bytes && plain.1 == nil, "seed \(seed), \(count) bytes")
      let failing = Self.drain(try #require(DecodeAhead(Failing(pieces: pieces), Cancellation())), &random)
      #expect(failing.0 == bytes && failing.1?.message == "torn", "seed \(seed), \(count) bytes")
    }
  }

  @Test func readsNothingIntoNoRoom() throws {
    let stream = try #require(DecodeAhead(Pieces(bytes: [1, 2], size: 1), Cancellation()))
    #expect(try stream.read(into: UnsafeMutableRawBufferPointer(start: nil, count: 0)) == 0)
    var memory = [UInt8](repeating: 0, count: 2)
    #expect(try memory.withUnsafeMutableBytes { try stream.read(into: $0) } == 2)
  }

  /// Counts what is asked of it, without end.
  private final class Endless: ByteStream, @unchecked Sendable {
    func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int { memory.count }
  }

  /// Its thread holds the source no longer than somebody reads.
  @Test(.timeLimit(.minutes(1))) func endsWithItsReader() async throws {
    weak var source: Endless?
    do {
      let endless = Endless()
      source = endless
      let stream = try #require(DecodeAhead(endless, Cancellation()))
      var memory = [UInt8](repeating: 0, count: 100)
      #expect(try memory.withUnsafeMutableBytes { try stream.read(into: $0) } == 100)
    }
    while source != nil { try await Task.sleep(for: .milliseconds(1)) }
  }

  @Test func stopsWhenItIsCancelled() throws {
    let cancellation = Cancellation()
    let stream = try #require(DecodeAhead(Endless(), cancellation))
    cancellation.cancel()
    var memory = [UInt8](repeating: 0, count: 1 << 20)
    let error = #expect(throws: SQLError.self) {
      while true { _ = try memory.withUnsafeMutableBytes { try stream.read(into: $0) } }
    }
    #expect(error?.state == .queryCanceled)
  }
}
