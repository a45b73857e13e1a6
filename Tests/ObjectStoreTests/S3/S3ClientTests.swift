import Formats
import Foundation
import HTTP
import ObjectStore
import SQLTypes
import Scheduling
import Synchronization
import TestSupport
import Testing

/// The client against servers that misbehave; see `FakeBucket` for the one that does not.
@Suite struct S3ClientTests {
  private static func storage(_ server: LoopbackServer, attempts: Int = 3) throws -> ObjectStorage {
    ObjectStorage(s3: try .client(of: server, attempts: attempts))
  }

  private static func bytes(_ object: StoredObject) throws -> [UInt8] {
    let buffer = InputBuffer()
    try object.readWhole(into: buffer)
    return Array(buffer.bytes)
  }

  private static func failure(_ body: () throws -> Void) -> SQLError? {
    do { try body() } catch { return error as? SQLError }
    return nil
  }

  /// Answers like the bucket but for the requests that `fault` has an answer for: it gets their numbers, from 0.
  private static func server(
    _ bucket: FakeBucket, _ fault: @escaping @Sendable (Int, LoopbackServer.Request) -> LoopbackServer.Answer?
  ) -> LoopbackServer {
    let count = Atomic<Int>(0)
    return LoopbackServer { request in
      let number = count.wrappingAdd(1, ordering: .relaxed).oldValue
      return fault(number, request) ?? bucket.answer(request)
    }
  }

  private static let one = FakeBucket(["a/1": Array("hello".utf8)])

  // MARK: Lists

  @Test func listsAllPagesInByteOrder() throws {
    var objects: [String: [UInt8]] = [:]
    for number in 0..<257 { objects["log/\(number)"] = [UInt8](repeating: 1, count: number) }
    objects["lod"] = [1]
    let bucket = FakeBucket(objects, pageSize: 50)
    let server = Self.server(bucket) { _, _ in nil }
    let found = try Self.storage(server).list(Location("s3://bucket/log/"))
    let expected = objects.keys.filter { $0.hasPrefix("log/") }.sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    #expect(found.map(\.name) == expected.map { "s3://bucket/\($0)" })
    #expect(found.map(\.size) == expected.map { objects[$0]?.count })
    #expect(server.requests.count == 6)
  }

  @Test func saysThatAPrefixHasNothing() throws {
    let server = Self.server(Self.one) { _, _ in nil }
    let storage = try Self.storage(server)
    #expect(try storage.find(Location("s3://bucket/x")).isEmpty)
    #expect(
      Self.failure { _ = try storage.list(Location("s3://bucket/x")) }?.message
        == "The specified S3 prefix 'x' does not exist")
  }

  @Test func findsOneObjectOrNone() throws {
    let server = Self.server(Self.one) { _, _ in nil }
    let storage = try Self.storage(server)
    #expect(try storage.object(at: Location("s3://bucket/a/1"))?.size == 5)
    #expect(try storage.object(at: Location("s3://bucket/a/")) == nil)
    let found = try storage.objects(at: [
      Location("s3://bucket/a/1"), Location("s3://bucket/b"), Location("s3://bucket/a/1"),
    ])
    #expect(found.map { $0?.size } == [5, nil, 5])
    #expect(server.requests.map(\.method) == ["HEAD", "HEAD", "HEAD", "HEAD", "HEAD"])
  }

  // MARK: Repetition

  @Test(arguments: [500, 502, 503, 504, 429])
  func asksAgainAfterAnOutage(status: Int) throws {
    let server = Self.server(Self.one) { number, _ in number < 2 ? Self.refusal(status) : nil }
    #expect(try Self.storage(server).list(Location("s3://bucket/a")).count == 1)
    #expect(server.requests.count == 3)
    #expect(Set(server.requests.compactMap { $0.fields["authorization"] }).count >= 1)
  }

  private static func refusal(_ status: Int) -> LoopbackServer.Answer { FakeBucket.refusal(status, "SlowDown") }

  @Test func givesUpAfterItsAttempts() throws {
    let server = Self.server(Self.one) { _, _ in Self.refusal(503) }
    let error = Self.failure { _ = try Self.storage(server, attempts: 4).list(Location("s3://bucket/a")) }
    #expect(error?.message.contains("SlowDown") == true, "\(error as Any)")
    #expect(server.requests.count == 4)
  }

  @Test func takesAnErrorWithStatus200ForOne() throws {
    let server = Self.server(Self.one) { number, _ in number == 0 ? FakeBucket.refusal(200, "InternalError") : nil }
    #expect(try Self.storage(server).list(Location("s3://bucket/a")).count == 1)
    #expect(server.requests.count == 2)
  }

  @Test func asksAgainForWhatWasCutOff() throws {
    let object = Self.server(Self.one) { number, request in
      switch number {
      case 1: .cut(200, Array("hel".utf8), length: 5)
      case 2: .close
      // A whole answer that is too short, such as a proxy's.
      case 3: .text(200, "hell")
      default: nil
      }
    }
    let found = try Self.storage(object, attempts: 4).list(Location("s3://bucket/a"))
    #expect(try Self.bytes(found[0]) == Array("hello".utf8))
    #expect(object.requests.count == 5)
  }

  @Test func doesNotRepeatWhatIsForbidden() throws {
    for (code, status) in [
      ("AccessDenied", 403), ("NoSuchBucket", 404), ("ExpiredToken", 400), ("RequestTimeTooSkewed", 403),
    ] {
      let server = Self.server(Self.one) { _, _ in FakeBucket.refusal(status, code) }
      let error = Self.failure { _ = try Self.storage(server).list(Location("s3://bucket/a")) }
      #expect(error?.message.contains(code) == true && error?.hint != nil, "\(error as Any)")
      #expect(server.requests.count == 1, "\(code)")
    }
  }

  @Test func followsABucketToItsRegionOnce() throws {
    let server = Self.server(Self.one) { _, request in
      request.fields["authorization"]?.contains("/eu-west-3/") == true
        ? nil : FakeBucket.refusal(400, "AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>")
    }
    let storage = try Self.storage(server)
    let found = try storage.list(Location("s3://bucket/a"))
    #expect(server.requests.count == 2)
    _ = try Self.bytes(found[0])
    #expect(server.requests.count == 3)
    let lost = Self.server(Self.one) { number, _ in
      FakeBucket.refusal(301, "PermanentRedirect", "<Region>region-\(number)</Region>")
    }
    #expect(
      Self.failure { _ = try Self.storage(lost).list(Location("s3://bucket/a")) }?.message.contains("PermanentRedirect")
        == true)
    #expect(lost.requests.count == 2)
  }

  // MARK: Objects that change

  @Test func noticesThatAnObjectWasReplaced() throws {
    let other = FakeBucket(["a/1": Array("olleh".utf8)])
    let honest = LoopbackServer { request in
      request.query("list-type") != nil ? Self.one.answer(request) : other.answer(request)
    }
    // One that does not know If-Match.
    let simple = LoopbackServer { request in
      var request = request
      request.fields["if-match"] = nil
      return request.query("list-type") != nil ? Self.one.answer(request) : other.answer(request)
    }
    for server in [honest, simple] {
      let found = try Self.storage(server).list(Location("s3://bucket/a"))
      let error = Self.failure { _ = try Self.bytes(found[0]) }
      #expect(error?.message.contains("PreconditionFailed") == true, "\(error as Any)")
      #expect(error?.detail?.contains("s3://bucket/a/1") == true && error?.hint?.contains("replaced") == true)
      #expect(server.requests.count == 2)
    }
  }

  @Test func refusesBytesOfAnotherPlace() throws {
    let bucket = FakeBucket(["big": [UInt8](repeating: 9, count: 9 << 20)])
    let server = Self.server(bucket) { _, request in
      request.fields["range"] == nil ? nil : .reply(206, ["Content-Range": "bytes 1-2/9"], [1, 2])
    }
    let found = try Self.storage(server).list(Location("s3://bucket/big"))
    #expect(Self.failure { _ = try Self.bytes(found[0]) } != nil)
  }

  // MARK: Reading

  @Test func readsLargeObjectsInParts() throws {
    var random = SeededGenerator()
    let bytes = (0..<2900).flatMap { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 4095) }
    let server = Self.server(FakeBucket(["big": bytes])) { _, _ in nil }
    let object = try Self.storage(server).list(Location("s3://bucket/big"))[0]
    #expect(try Self.bytes(object) == bytes)
    #expect(server.requests.count == 4)
    let reader = try object.open()
    for _ in 0..<20 {
      let place = random.below(bytes.count)
      let piece = InputBuffer(capacity: 1 + random.below(700_000))
      piece.count = try reader.read(into: piece.free, at: place)
      check(piece.bytes.elementsEqual(bytes[place...].prefix(piece.capacity)), "\(place)")
    }
    var stream = reader.stream(from: 5)
    let all = InputBuffer(capacity: bytes.count)
    while try stream.read(into: all) > 0 {}
    #expect(all.bytes.elementsEqual(bytes[5...]))
    #expect(try reader.read(into: all.free, at: bytes.count + 7) == 0)
  }

  @Test func samplesOfLargeObjectsAreCheap() throws {
    let bucket = FakeBucket(["big": [UInt8](repeating: 9, count: 64 << 20)])
    let server = Self.server(bucket) { _, _ in nil }
    let object = try Self.storage(server).list(Location("s3://bucket/big"))[0]
    let buffer = InputBuffer(capacity: 100_000)
    buffer.count = try object.open().read(into: buffer.free, at: 0)
    #expect(buffer.count == 100_000)
    #expect(server.requests.last?.fields["range"] == "bytes=0-262143")
    #expect(server.requests.count == 2)
  }

  // MARK: What is not reached, and cancellation

  @Test func namesTheServerThatDoesNotAnswer() throws {
    let gone: UInt16 = LoopbackServer { _ in .close }.port
    var configuration = S3Configuration()
    configuration.endpoint = try S3Endpoint("http://127.0.0.1:\(gone)")
    configuration.credentials = SigningCredentials(accessKey: "AKIDTEST", secretKey: "verysecret")
    let client = S3Client(configuration, transport: try CurlTransport(), retryBase: 0.002)
    let error = Self.failure { _ = try ObjectStorage(s3: client).list(Location("s3://bucket/a")) }
    #expect(error?.state == .ioError && error?.message.contains("http://127.0.0.1:\(gone)") == true, "\(error as Any)")
    #expect(error.map { "\($0)\($0.detail ?? "")\($0.hint ?? "")".contains("verysecret") } == false)
  }

  /// A server that says nothing, and one that wants to be left alone for half a minute between attempts.
  private static let unhelpful: [@Sendable (LoopbackServer.Request) -> LoopbackServer.Answer] = [
    { _ in .silence }, { _ in .reply(503, ["Retry-After": "30"], []) },
  ]

  /// The time from the cancellation on, and what became of the list.
  private static func cancelled(
    _ storage: ObjectStorage, by cancellation: Cancellation
  ) -> (late: Duration, error: SQLError?) {
    let moment = Mutex(ContinuousClock.now)
    _ = ServiceThread.start {
      usleep(50_000)
      moment.withLock { $0 = .now }
      cancellation.cancel()
    }
    let error = failure { _ = try storage.list(Location("s3://bucket/a")) }
    return (moment.withLock { $0.duration(to: .now) }, error)
  }

  /// The token is a statement's, not the storage's: one that was cancelled leaves others alone.
  @Test(arguments: [0, 1]) func waitingEndsWithACancellation(kind: Int) throws {
    let server = LoopbackServer(Self.unhelpful[kind])
    let storage = try Self.storage(server)
    var lates: [Duration] = []
    for _ in 0..<3 {
      let session = Cancellation()
      let (late, error) = Self.cancelled(storage.cancellable(by: Cancellation(under: session)), by: session)
      #expect(error?.state == .queryCanceled && error?.message == "Query cancelled on user's request")
      lates.append(late)
    }
    // Other tests may keep the processors busy.
    let (least, most) = (lates.min() ?? .zero, lates.max() ?? .zero)
    #expect(least < .milliseconds(100) && most < .milliseconds(500), "\(lates)")
  }

  @Test(arguments: [0, 1]) func waitingEndsAtTheDeadline(kind: Int) throws {
    let server = LoopbackServer(Self.unhelpful[kind])
    let storage = try Self.storage(server)
    let start = ContinuousClock.now
    let statement = Cancellation(deadline: start + .milliseconds(80))
    let error = Self.failure { _ = try storage.cancellable(by: statement).list(Location("s3://bucket/a")) }
    #expect(error?.state == .queryCanceled && error?.message == "Query cancelled due to statement timeout")
    let taken = start.duration(to: .now)
    #expect(taken > .milliseconds(80) && taken < .milliseconds(580), "\(taken)")
  }

  /// Who reads is ended as well: the object was found while the server still answered.
  @Test func readingEndsWithACancellation() throws {
    let server = Self.server(Self.one) { number, _ in number == 0 ? nil : .silence }
    let cancellation = Cancellation()
    let object = try Self.storage(server).cancellable(by: cancellation).list(Location("s3://bucket/a"))[0]
    let moment = Mutex(ContinuousClock.now)
    _ = ServiceThread.start {
      usleep(50_000)
      moment.withLock { $0 = .now }
      cancellation.cancel()
    }
    let error = Self.failure { _ = try Self.bytes(object) }
    #expect(error?.state == .queryCanceled)
    #expect(moment.withLock { $0.duration(to: .now) } < .milliseconds(500))
  }
}
