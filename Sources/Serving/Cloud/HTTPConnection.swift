import HTTP

/// A connection of an HTTP client: one request after the other, on a thread of its own, until either side ends it.
final class HTTPConnection {
  /// Answers a request. Errors: what was no request, which is answered and ends the connection.
  typealias Handler = (HTTPExchange) throws(HTTPRequestError) -> Void

  /// Within which the next bytes of a request, or the next request, must come.
  private static let patience = 75_000

  private let stream: any ByteStream
  private let handler: Handler
  private var reader = HTTPRequestReader()
  private var buffer: [UInt8] = []
  private var isBroken = false
  /// Whether the client waits to be told to send the body.
  private(set) var mustContinue = false

  init(_ stream: any ByteStream, handler: @escaping Handler) {
    self.stream = stream
    self.handler = handler
  }

  func run() {
    do throws(HTTPRequestError) {
      while let head = try nextHead(), answers(head) {}
    } catch {
      refuse(error)
    }
    stream.close()
  }

  /// False where no further request can follow: of a client that was not told to send the body nobody knows whether it
  /// will (RFC 9110, 10.1.1), and an answer that breaks off has no end.
  private func answers(_ head: HTTPRequestHead) -> Bool {
    mustContinue = head.expectsContinue
    let exchange = HTTPExchange(head, self)
    do throws(HTTPRequestError) {
      try handler(exchange)
      exchange.finish()
      guard !isBroken, exchange.keepsConnection else { return false }
      try exchange.skipBody()
      return true
    } catch {
      exchange.finish()
      if !exchange.hasAnswered { refuse(error) }
      return false
    }
  }

  private func nextHead() throws(HTTPRequestError) -> HTTPRequestHead? {
    while true {
      if case .head(let head) = try reader.next() { return head }
      guard receive() else { return nil }
    }
  }

  func nextBodyPart(of head: HTTPRequestHead) throws(HTTPRequestError) -> [UInt8]? {
    while true {
      switch try reader.next() {
      case .body(let bytes): return bytes
      case .end: return nil
      case .head: throw HTTPRequestError(400, "a request begins within another")
      case nil:
        if mustContinue { send(HTTPResponse(status: 100).head(length: nil, keepsConnection: true)) }
        mustContinue = false
        guard receive() else { throw HTTPRequestError(400, "the body breaks off") }
      }
    }
  }

  private func receive() -> Bool {
    guard !isBroken, stream.waitToReceive(milliseconds: Self.patience) else { return false }
    buffer.removeAll(keepingCapacity: true)
    guard stream.receive(into: &buffer, atMost: 1 << 16) > 0 else { return false }
    reader.append(buffer)
    return true
  }

  func send(_ bytes: [UInt8]) {
    guard !isBroken, !bytes.isEmpty else { return }
    isBroken = !stream.send(bytes)
  }

  private func refuse(_ error: HTTPRequestError) {
    let response = HTTPResponse(
      status: error.status, fields: ["Content-Type": "text/plain"], body: Array((error.reason + "\n").utf8))
    send(response.head(length: response.body.count, keepsConnection: false))
    send(response.body)
  }
}
