import ObjectStore
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// Objects go into a bucket together or not at all.
@Suite struct S3DestinationTests {
  private static func write(_ bytes: [UInt8], _ key: String, _ destination: any ObjectDestination) throws {
    let sink = try destination.make(key)
    // Pieces that meet no border of a part.
    for start in stride(from: 0, to: bytes.count, by: 10_007) {
      try bytes[start..<min(bytes.count, start + 10_007)].withUnsafeBytes { try sink.write($0) }
    }
    #expect(sink.size == bytes.count)
    try sink.finish()
  }

  private static let small = Array("hello".utf8)
  private static let large = (0..<(5 << 15)).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  private static func destination(
    _ server: LoopbackServer, attempts: Int = 3, cancellation: Cancellation = Cancellation()
  ) throws -> any ObjectDestination {
    let client = try S3Client.client(of: server, attempts: attempts, cancellation: cancellation)
    return S3Destination(client, bucket: "bucket", partSize: 1 << 16)
  }

  @Test func writesSmallAndLargeObjectsAtCommit() throws {
    let bucket = WritableBucket()
    bucket.content.withLock { $0.objects = ["u/old": [1], "u/manifest": [2], "u/small": [3], "other": [4]] }
    let server = LoopbackServer { bucket.answer($0) }
    let destination = try Self.destination(server)
    #expect(try destination.existing("u/") == ["u/manifest", "u/old", "u/small"])
    try Self.write(Self.small, "u/small", destination)
    try Self.write(Self.large, "u/large é+", destination)
    try Self.write([], "u/empty", destination)
    try Self.write([UInt8](repeating: 7, count: 1 << 16), "u/edge", destination)
    #expect(bucket.objects.count == 4 && bucket.openUploads == 1)
    try destination.commit(removing: ["u/manifest", "u/old", "u/small"], last: ("u/manifest", "{}"))
    #expect(bucket.openUploads == 0)
    #expect(
      bucket.objects == [
        "u/small": Self.small, "u/large é+": Self.large, "u/empty": [],
        "u/edge": [UInt8](repeating: 7, count: 1 << 16), "u/manifest": Array("{}".utf8), "other": [4],
      ])
    // The manifest comes after all others.
    let writes = server.requests.filter { $0.method == "PUT" || $0.target.contains("uploadId") }
    #expect(writes.last?.path == "/bucket/u/manifest")
  }

  @Test func muchInMemoryGoesUpBeforeCommit() throws {
    let bucket = WritableBucket()
    let server = LoopbackServer { bucket.answer($0) }
    let destination = try Self.destination(server)
    let piece = [UInt8](repeating: 5, count: 1 << 16)
    for number in 0..<10 { try Self.write(piece, "u/\(number)", destination) }
    #expect(bucket.openUploads == 2 && bucket.objects.isEmpty)
    try destination.commit(removing: [], last: nil)
    #expect(bucket.objects.count == 10 && bucket.objects.values.allSatisfy { $0 == piece })
  }

  @Test func whatGoesAwayUncommittedLeavesNothing() throws {
    let bucket = WritableBucket()
    let server = LoopbackServer { bucket.answer($0) }
    var destination: (any ObjectDestination)? = try Self.destination(server)
    if let destination {
      try Self.write(Self.large, "u/large", destination)
      try Self.write(Self.small, "u/small", destination)
    }
    #expect(bucket.openUploads == 1)
    destination = nil
    #expect(bucket.openUploads == 0 && bucket.objects.isEmpty)
  }

  /// Uploads are aborted although nothing else is asked any more.
  @Test func cancellationLeavesNothing() throws {
    let bucket = WritableBucket()
    let server = LoopbackServer { bucket.answer($0) }
    let cancellation = Cancellation()
    var destination: (any ObjectDestination)? = try Self.destination(server, cancellation: cancellation)
    if let destination {
      try Self.write(Self.large, "u/large", destination)
      cancellation.cancel()
      #expect(throws: SQLError.self) { try destination.commit(removing: [], last: nil) }
    }
    destination = nil
    #expect(bucket.openUploads == 0 && bucket.objects.isEmpty)
  }

  /// The n-th writing request is refused for good: nothing new stays, and what was there does.
  @Test(arguments: 0..<6) func aFailureTakesEverythingBack(_ number: Int) throws {
    let bucket = WritableBucket()
    bucket.content.withLock { $0.objects = ["u/old": [1]] }
    let server = LoopbackServer { request in
      let isTarget =
        switch number {
        case 0: request.target.contains("?uploads")
        case 1: request.target.contains("partNumber=2")
        case 2: request.method == "POST" && request.target.contains("uploadId")
        case 3: request.path.hasSuffix("small")
        case 4: request.path.hasSuffix("manifest")
        default: request.target.contains("partNumber=3")
        }
      return isTarget ? FakeBucket.refusal(403, "AccessDenied") : bucket.answer(request)
    }
    let destination = try Self.destination(server)
    #expect(throws: SQLError.self) {
      _ = try destination.existing("u/")
      try Self.write(Self.large, "u/large", destination)
      try Self.write(Self.small, "u/small", destination)
      try destination.commit(removing: [], last: ("u/manifest", "{}"))
    }
    withExtendedLifetime(destination) {}
    if number == 0 { #expect(bucket.openUploads == 0) }
    #expect(bucket.objects == ["u/old": [1]])
  }

  @Test func storms() throws {
    let bucket = WritableBucket()
    // Every third request is told to slow down.
    let server = LoopbackServer { request in
      let count = bucket.content.withLock { content in
        content.made += 100
        return content.made / 100
      }
      return count % 3 == 0 ? FakeBucket.refusal(503, "SlowDown") : bucket.answer(request)
    }
    let destination = try Self.destination(server, attempts: 12)
    try Self.write(Self.large, "u/large", destination)
    for number in 0..<20 { try Self.write(Self.small, "u/\(number)", destination) }
    try destination.commit(removing: [], last: nil)
    #expect(bucket.objects["u/large"] == Self.large && bucket.objects.count == 21)
  }
}
