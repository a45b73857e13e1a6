import Formats
import Foundation
import HTTP
import SQLTypes
import Synchronization
import TestSupport
import Testing

/// The system's libcurl against a server of this process.
@Suite struct CurlTransportTests {
  private static func run(
    _ transport: any HTTPTransport, _ requests: [HTTPRequest], limit: Int = 1 << 20, delay: Int = 0
  ) -> [HTTPTransfer] {
    let group = DispatchGroup()
    let transfers = requests.map { request in
      group.enter()
      return HTTPTransfer(request, into: InputBuffer(), limit: limit) { _ in group.leave() }
    }
    for transfer in transfers { transport.start(transfer, after: delay) }
    group.wait()
    return transfers
  }

  private static func run(
    _ server: LoopbackServer, _ request: HTTPRequest, limits: HTTPLimits = HTTPLimits(), limit: Int = 1 << 20
  ) throws -> HTTPTransfer {
    run(try CurlTransport(limits), [request], limit: limit)[0]
  }

  private static func get(_ server: LoopbackServer, _ path: String = "/a") -> HTTPRequest {
    HTTPRequest(.get, scheme: .http, host: server.host, path: path, fields: ["Host": server.host])
  }

  private static func text(_ transfer: HTTPTransfer) -> String { String(decoding: transfer.body.bytes, as: UTF8.self) }

  @Test func bringsStatusFieldsAndBody() throws {
    let server = LoopbackServer { _ in .reply(206, ["ETag": "\"x\"", "X-Empty": ""], Array("hello".utf8)) }
    let answer = try Self.run(server, Self.get(server))
    #expect(answer.failure == nil && answer.status == 206 && Self.text(answer) == "hello")
    #expect(answer.field("etag").map { String(decoding: $0, as: UTF8.self) } == "\"x\"")
    #expect(answer.field("x-empty")?.isEmpty == true && answer.field("x-absent") == nil)
    #expect(answer.response.fields["content-length"] == "5")
  }

  @Test func sendsThePathAndTheQueryAsTheyAre() throws {
    let server = LoopbackServer { .text(200, $0.target) }
    var request = Self.get(server, "/b/../a//./%2B%20x")
    request.query = "prefix=a%2Fb&x="
    #expect(Self.text(try Self.run(server, request)) == "/b/../a//./%2B%20x?prefix=a%2Fb&x=")
  }

  @Test(arguments: [HTTPRequest.Method.put, .post, .delete, .head, .get])
  func sendsEachMethodWithItsBody(method: HTTPRequest.Method) throws {
    let server = LoopbackServer { .text(200, "\($0.method) \($0.body.count) \($0.fields["expect"] ?? "-")") }
    var request = Self.get(server)
    request.method = method
    if method == .put || method == .post {
      request.body = [UInt8](repeating: 7, count: 3_000_000)
      request.fields.add("Content-Length", "3000000")
    }
    let answer = try Self.run(server, request)
    #expect(Self.text(answer) == (method == .head ? "" : "\(method.rawValue) \(request.body?.count ?? 0) -"))
  }

  @Test func keepsConnectionsAndBoundsTheirNumber() throws {
    let server = LoopbackServer { .text(200, $0.target) }
    var limits = HTTPLimits()
    limits.connections = 4
    let transport = try CurlTransport(limits)
    let answers = Self.run(transport, (0..<500).map { Self.get(server, "/\($0)") })
    #expect(answers.map(Self.text) == (0..<500).map { "/\($0)" })
    #expect(server.connections <= 4)
  }

  @Test func keepsTheBodyOfErrorsWithinBounds() throws {
    let server = LoopbackServer { _ in .reply(404, [:], [UInt8](repeating: 120, count: 100_000)) }
    let answer = try Self.run(server, Self.get(server), limit: 10)
    #expect(answer.status == 404 && answer.failure == nil && (1...65_536).contains(answer.body.count))
  }

  @Test func refusesMoreThanWasAskedFor() throws {
    let server = LoopbackServer { _ in .text(200, "12345678901") }
    #expect(try Self.run(server, Self.get(server), limit: 10).failure?.kind == .tooLong)
  }

  @Test func tellsWhyNoAnswerCame() throws {
    var limits = HTTPLimits()
    (limits.stallTimeout, limits.slowest) = (1, 50)
    let cut = LoopbackServer { _ in .cut(200, [1, 2, 3], length: 10) }
    #expect(try Self.run(cut, Self.get(cut)).failure?.kind == .lost)
    let closed = LoopbackServer { _ in .close }
    #expect(try Self.run(closed, Self.get(closed)).failure?.kind == .lost)
    let silent = LoopbackServer { _ in .silence }
    #expect(try Self.run(silent, Self.get(silent), limits: limits).failure?.kind == .timedOut)
    let slow = LoopbackServer { _ in .drip(200, [UInt8](repeating: 1, count: 1000), milliseconds: 100) }
    #expect(try Self.run(slow, Self.get(slow), limits: limits).failure?.kind == .timedOut)
    var request = Self.get(silent)
    request.host = "127.0.0.1:1"
    #expect(try Self.run(silent, request).failure?.kind == .refused)
    request.host = "nowhere.invalid"
    #expect(try Self.run(silent, request).failure?.kind == .unknownHost)
    request = Self.get(silent)
    request.scheme = .https
    let plain = LoopbackServer { _ in .text(200, "no TLS") }
    request.host = plain.host
    #expect(try Self.run(plain, request, limits: limits).failure?.kind == .handshake)
  }

  @Test func canBeCalledOff() throws {
    let server = LoopbackServer { _ in .silence }
    let transport = try CurlTransport()
    let clock = ContinuousClock()
    let start = clock.now
    for delay in [0, 60_000] {
      let group = DispatchGroup()
      group.enter()
      let transfer = HTTPTransfer(Self.get(server), into: InputBuffer(), limit: 9) { _ in group.leave() }
      transport.start(transfer, after: delay)
      usleep(50_000)
      transport.cancel(transfer)
      group.wait()
      #expect(transfer.failure?.kind == .cancelled)
      transport.cancel(transfer)
    }
    #expect(start.duration(to: clock.now) < .seconds(5))
  }

  @Test func waitsBeforeItStarts() throws {
    let server = LoopbackServer { _ in .text(200, "") }
    let transport = try CurlTransport()
    let clock = ContinuousClock()
    let start = clock.now
    #expect(Self.run(transport, [Self.get(server)], delay: 120)[0].isSuccess)
    #expect(start.duration(to: clock.now) >= .milliseconds(119))
  }

  @Test func endsWhatIsUnderWayWhenItGoesAway() throws {
    let server = LoopbackServer { _ in .silence }
    let group = DispatchGroup()
    group.enter()
    let transfer = HTTPTransfer(Self.get(server), into: InputBuffer(), limit: 9) { _ in group.leave() }
    do {
      let transport = try CurlTransport()
      transport.start(transfer, after: 0)
      usleep(50_000)
    }
    group.wait()
    #expect(transfer.failure?.kind == .cancelled)
  }
}
