import Formats
import Foundation
import ObjectStore
import SQLTypes
import TestSupport
import Testing

/// What gzip alone has: its header, its sums, and objects read at once.
@Suite struct GzipTests {
  private static let text = CompressionTests.text

  private static func compress(_ bytes: [UInt8]) throws -> [UInt8] { try CompressionTests.compress(bytes, .gzip) }

  @Test func headerHoldsNoTimeAndNoName() throws {
    let packed = try Self.compress(Self.text)
    #expect(packed[0..<8] == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
    #expect(packed == (try Self.compress(Self.text)))
  }

  @Test func faultsNameTheObject() throws {
    let packed = try Self.compress(Self.text)
    var damaged = packed
    damaged[packed.count / 2] ^= 0xff
    damaged[packed.count / 2 + 1] ^= 0x55
    var wrongSum = packed
    wrongSum[packed.count - 6] ^= 1
    let cases: [([UInt8], String)] = [
      (Array("{\"a\": 1}\n".utf8), "does not start as gzip"), ([0x1f], "ends in the middle"),
      ([0x1f, 0x41], "damaged"), (damaged, "damaged"), (wrongSum, "damaged"),
      (packed + Array("junk".utf8), "does not start as gzip"),
    ]
    for (bytes, words) in cases {
      let error = #expect(throws: SQLError.self) { try CompressionTests.decompress(bytes, .gzip) }
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "") should say \(words)")
      #expect(error?.message.contains("s3://b/x") == true)
    }
    for cut in stride(from: 1, to: packed.count, by: 17) {
      let error = #expect(throws: SQLError.self) { try CompressionTests.decompress(Array(packed[..<cut]), .gzip) }
      #expect(error?.message.contains("ends in the middle") == true)
    }
  }

  /// What an export's sink makes (members of libdeflate, where it is installed): the same bytes whatever the pieces,
  /// read by zlib, no larger than zlib's.
  @Test func sinksMakeTheSameOfAnyPieces() throws {
    var random = SeededGenerator()
    for size in [0, 1, 1000, 1 << 18, (1 << 18) + 1, 1 << 19, 900_000] {
      let plain = (0..<size).map { _ in UInt8(97 + random.below(1 + random.below(26))) }
      var packed: Set<[UInt8]> = []
      for largest in [size, 100_000, 1 << 18, 300_000] {
        let target = Collected()
        let sink = try Compression.gzip.sink(into: target)
        var rest = plain[...]
        while !rest.isEmpty {
          let piece = rest.prefix(1 + random.below(largest))
          try sink.write(Array(piece))
          rest = rest.dropFirst(piece.count)
        }
        try sink.finish()
        #expect(target.isFinished)
        packed.insert(target.bytes)
      }
      let one = try #require(packed.first)
      #expect(packed.count == 1, "\(size) bytes, seed \(random.seed)")
      #expect(try CompressionTests.decompress(one, .gzip) == plain, "\(size) bytes, seed \(random.seed)")
      #expect(Double(one.count) <= Double(try Self.compress(plain).count) * 1.02 + 20)
    }
  }

  /// Where libdeflate is installed, a file of many members is no reason to read it as a stream.
  @Test func filesOfManyMembersAreReadAtOnce() throws {
    let folder = try TemporaryFolder()
    let one = try Self.compress(Array("one\n".utf8))
    let packed = try Self.compress(Self.text)
    let isAtOnce = try [one, packed + packed + one].map { bytes in
      try folder.write("x.gz", bytes)
      return try GzipContent(LocalStore().list(Location(folder.path))[0].open()) != nil
    }
    #expect(isAtOnce[0] == isAtOnce[1])
  }

  /// What is read at once (where libdeflate is installed) against the stream: the same bytes or the same error.
  @Test func objectsReadAtOnceAreTheSame() throws {
    let folder = try TemporaryFolder()
    let packed = try Self.compress(Self.text)
    let one = try Self.compress(Array("one\n".utf8))
    var damaged = packed
    damaged[packed.count / 2] ^= 0xff
    var claimsMore = packed
    claimsMore[packed.count - 1] = 0x02
    let samples = [
      packed, one, one + packed, packed + one, packed + one + [0, 0], [0, 0, 0], [], damaged, claimsMore, one + [7],
      Array(packed.dropLast()), Array(packed.prefix(19)), Array("{}\n".utf8), Array(repeating: 0x41, count: 40),
    ]
    for (number, sample) in samples.enumerated() {
      try folder.write("x.gz", sample)
      let object = try LocalStore().list(Location(folder.path))[0]
      let wanted = Result { try CompressionTests.decompress(sample, .gzip).count }
      let found = Result { () -> Int in
        var stream = try Compression.gzip.stream(of: object)
        let buffer = InputBuffer(capacity: 1 << 18)
        _ = try stream.fill(buffer)
        return buffer.count
      }
      switch (wanted, found) {
      case (.success(let wanted), .success(let found)): #expect(wanted == found, "sample \(number)")
      case (.failure, .failure(let error)): #expect("\(error)".contains("cannot decompress"), "sample \(number)")
      default: Issue.record("sample \(number): \(wanted) by the stream, \(found) at once")
      }
    }
  }
}
