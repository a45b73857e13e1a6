import Formats
import Foundation
import ObjectStore
import SQLTypes
import Scheduling
import Synchronization
import TestSupport
import Testing

@Suite struct ReadAheadTests {
  private static func read(_ reader: ObjectReader, from start: Int = 0) throws -> [UInt8] {
    let buffer = InputBuffer(capacity: max(1, reader.size))
    buffer.count = try reader.read(into: buffer.free, at: start)
    return Array(buffer.bytes)
  }

  /// Workers read runs of files; whoever is asked for what, everybody gets the bytes of the file he opened.
  @Test(arguments: [1, 2, 5]) func bringsEachFileItsOwnBytes(threads: Int) throws {
    var random = SeededGenerator()
    var objects: [String: [UInt8]] = [:]
    for number in 0..<600 { objects["f/\(1000 + number)"] = random.bytes(upTo: 3000, of: Array(1...255)) }
    let bucket = FakeBucket(objects, pageSize: 100)
    let server = LoopbackServer { bucket.answer($0) }
    let storage = ObjectStorage(s3: try .client(of: server))
    let found = try storage.list(Location("s3://bucket/f/"))
    let pieces = found.indices.map { ReadAhead.Piece(wholeObject: $0, size: found[$0].size) }
    let ahead = try #require(ReadAhead(found, pieces, threads: threads))
    let pool = WorkerPool(threads: threads)
    try pool.forEach(count: 12) { run in
      for number in run * 50..<(run + 1) * 50 {
        let bytes = try Self.read(ahead.open(number, at: 0))
        check(bytes == bucket.objects["f/\(1000 + number)"], "file \(number)")
      }
    }
    ahead.close()
    // A list of six pages, and each file that is not empty once.
    #expect(server.requests.count == 6 + objects.values.count { !$0.isEmpty })
  }

  @Test func asksAheadWithinBounds() throws {
    let bucket = FakeBucket(
      Dictionary(uniqueKeysWithValues: (0..<40).map { ("b/\(100 + $0)", [UInt8](repeating: 1, count: 4 << 20)) }))
    let server = LoopbackServer { bucket.answer($0) }
    let found = try ObjectStorage(s3: .client(of: server)).list(Location("s3://bucket/b/"))
    let ahead = try #require(
      ReadAhead(found, found.indices.map { .init(wholeObject: $0, size: found[$0].size) }, threads: 1))
    _ = try Self.read(ahead.open(0, at: 0))
    usleep(300_000)
    // 64 MB ahead are sixteen of them; the list and the one that was read come in addition.
    #expect(server.requests.count <= 18)
    ahead.close()
  }

  @Test func readsAgainWhatWasReadBefore() throws {
    let bucket = FakeBucket(["a": [1, 2, 3, 4, 5, 6]])
    let server = LoopbackServer { bucket.answer($0) }
    let found = try ObjectStorage(s3: .client(of: server)).list(Location("s3://bucket/a"))
    let ahead = try #require(
      ReadAhead(found, [.init(object: 0, range: 0..<4), .init(object: 0, range: 2..<6)], threads: 1))
    for start in [0, 2, 0, 1] {
      #expect(try Self.read(ahead.open(0, at: start), from: start) == Array([1, 2, 3, 4, 5, 6][start...]))
    }
    ahead.close()
    #expect(try Self.read(ahead.open(0, at: 0)) == [1, 2, 3, 4, 5, 6])
  }

  @Test func leavesFilesOfThisMachineAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", "hello")
    let found = try ObjectStorage().list(Location(folder.path))
    #expect(ReadAhead(found, [.init(wholeObject: 0, size: 5)], threads: 2) == nil)
  }

  @Test func aFailureReachesWhoOpensTheObject() throws {
    let bucket = FakeBucket(["a": [1, 2], "b": [3]])
    let server = LoopbackServer { request in
      request.path.hasSuffix("/b") ? FakeBucket.refusal(403, "AccessDenied") : bucket.answer(request)
    }
    let found = try ObjectStorage(s3: .client(of: server)).list(Location("s3://bucket/"))
    let ahead = try #require(
      ReadAhead(found, found.indices.map { .init(wholeObject: $0, size: found[$0].size) }, threads: 1))
    #expect(try Self.read(ahead.open(0, at: 0)) == [1, 2])
    #expect(throws: SQLError.self) { try Self.read(ahead.open(1, at: 0)) }
    ahead.close()
  }
}
