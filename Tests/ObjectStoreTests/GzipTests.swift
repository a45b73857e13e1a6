import Formats
import Foundation
import ObjectStore
import SQLTypes
import Testing

@Suite struct GzipTests {
  static func compress(_ bytes: [UInt8], level: Int = 6) throws -> [UInt8] {
    let target = Collected()
    let writer = try CompressedWriter(target, .gzip, level: level)
    try bytes.withUnsafeBytes { try writer.write($0) }
    try writer.finish()
    #expect(target.isFinished)
    return target.bytes
  }

  private func decompress(_ bytes: [UInt8], pieces: Int = 1000, room: Int = 4096) throws -> [UInt8] {
    let reader = try CompressedReader(Pieces(bytes: bytes[...], size: pieces), .gzip, name: "s3://b/x.gz")
    var found: [UInt8] = []
    var memory = [UInt8](repeating: 0, count: room)
    while true {
      let count = try memory.withUnsafeMutableBytes { try reader.read(into: $0) }
      if count == 0 { return found }
      found += memory[..<count]
    }
  }

  static let text = Array(String(repeating: "{\"artist\": \"Beyoncé\", \"n\": 12345}\n", count: 5000).utf8)

  @Test(arguments: [(1, 1), (1, 4096), (7, 3), (1000, 1 << 20), (1 << 20, 64)])
  func roundTrip(pieces: Int, room: Int) throws {
    let packed = try Self.compress(Self.text)
    #expect(packed.count < Self.text.count / 10)
    #expect(try decompress(packed, pieces: pieces, room: room) == Self.text)
  }

  @Test func emptyAndIncompressible() throws {
    #expect(try decompress(Self.compress([])) == [])
    #expect(try decompress([]) == [])
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(try decompress(Self.compress(noise, level: 9), pieces: 65536) == noise)
  }

  @Test func membersFollowEachOther() throws {
    let one = try Self.compress(Array("one\n".utf8))
    let two = try Self.compress(Array("two\n".utf8))
    for pieces in [1, 5, 1000] {
      #expect(try decompress(one + two + [0, 0, 0] + one + [0, 0], pieces: pieces) == Array("one\ntwo\none\n".utf8))
    }
  }

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
      let error = #expect(throws: SQLError.self) { try decompress(bytes) }
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "") should say \(words)")
      #expect(error?.message.contains("s3://b/x.gz") == true)
    }
    for cut in stride(from: 1, to: packed.count, by: 17) {
      let error = #expect(throws: SQLError.self) { try decompress(Array(packed[..<cut])) }
      #expect(error?.message.contains("ends in the middle") == true)
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/gzip"))) func agreesWithGzip() throws {
    let folder = try TemporaryFolder()
    try folder.write("x.gz", try Self.compress(Self.text))
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = ["-d", folder.path + "/x.gz"]
    try gzip.run()
    gzip.waitUntilExit()
    #expect(gzip.terminationStatus == 0)
    #expect(try Array(folder.read("x").utf8) == Self.text)
  }

  @Test(arguments: [Compression.none, .gzip]) func filesThereAndBack(compression: Compression) throws {
    let folder = try TemporaryFolder()
    var sink = try compression.sink(into: OutputFile(path: folder.path + "/x" + compression.suffix))
    try Self.text.withUnsafeBytes { try sink.write($0) }
    try sink.finish()
    let object = try LocalStore().list(Location(folder.path))[0]
    #expect(object.name.hasSuffix("/x" + compression.suffix))
    var stream = try compression.stream(of: object)
    let buffer = InputBuffer(capacity: Self.text.count + 1)
    #expect(try stream.fill(buffer) == false)
    #expect(Array(buffer.bytes) == Self.text)
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
      let wanted = Result { try decompress(sample).count }
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

  @Test(arguments: [Compression.lzop]) func othersAreNotBuilt(compression: Compression) throws {
    let folder = try TemporaryFolder()
    try folder.write("x")
    let object = try LocalStore().list(Location(folder.path))[0]
    let error = #expect(throws: SQLError.self) { try compression.stream(of: object) }
    #expect(error?.description == "0A000 reading \(compression.rawValue.uppercased()) is not supported yet")
  }
}
