import CloudAPI
import HTTP
import ObjectStore
import Scheduling
import Synchronization
import System

/// AWS's services on one port: reads requests, finds whose they are, and keeps the services' state.
///
/// Operations change the state one at a time; they are decisions of microseconds. What streams (S3) or waits
/// (statements) does so outside.
package final class CloudEndpoint: Sendable {
  /// Which requests are let in.
  package struct Access: Sendable {
    /// By access key; empty lets everybody in, whatever they signed with.
    package var keys: [String: SigningCredentials]
    /// Which clients sign for that were told none.
    package var assumedRegion: String?

    package init(keys: [String: SigningCredentials] = [:], assumedRegion: String? = nil) {
      self.keys = keys
      self.assumedRegion = assumedRegion
    }
  }

  private static let longestBody = 16 << 20

  private let listeners: [ListeningSocket]
  private let access: Access
  private let clusters: ClusterDirectory
  private let statements: StatementRunner
  private let storage: StorageService
  private let start: CloudState
  private let state: Mutex<CloudState>
  private let connections = Mutex(Connections())

  private struct Connections {
    var open: [ObjectIdentifier: Socket] = [:]
    var isStopped = false
  }

  /// Listens, and accepts nobody yet. Throws what the system says of the address.
  package init(
    at addresses: [SocketAddress], access: Access, clusters: ClusterDirectory, buckets: BucketFolder,
    state: CloudState = CloudState()
  ) throws(SystemError) {
    self.access = access
    self.clusters = clusters
    statements = StatementRunner(clusters)
    storage = StorageService(buckets, access)
    start = state
    self.state = Mutex(state)
    listeners = try ListeningSocket.listen(at: addresses)
  }

  package var addresses: [SocketAddress] { listeners.map(\.address) }

  package func run() {
    for listener in listeners {
      _ = ServiceThread.start { [self] in
        while let socket = listener.accept() { serve(socket) }
      }
    }
  }

  package func stop() {
    storage.uploads.endAll()
    storage.buckets.forgetUploads()
    for listener in listeners { listener.shutDown() }
    let open = connections.withLock { connections in
      connections.isStopped = true
      return Array(connections.open.values)
    }
    for socket in open { socket.shutDown() }
  }

  private func serve(_ socket: Socket) {
    let isWelcome = connections.withLock { connections in
      if !connections.isStopped { connections.open[ObjectIdentifier(socket)] = socket }
      return !connections.isStopped
    }
    guard isWelcome else { return }
    _ = ServiceThread.start { [self] in
      HTTPConnection(PlainStream(socket)) { [self] (exchange) throws(HTTPRequestError) in try answer(exchange) }.run()
      connections.withLock { $0.open[ObjectIdentifier(socket)] = nil }
    }
  }

  // MARK: Requests

  private func answer(_ exchange: HTTPExchange) throws(HTTPRequestError) {
    if exchange.head.path.hasPrefix("/_localshift/") { return try answerOurs(exchange) }
    if CloudCall.isForStorage(exchange.head) { return try answerStorage(exchange) }
    let body = try exchange.body(limit: Self.longestBody)
    guard let request = exchange.head.request(body: body) else {
      throw HTTPRequestError(405, "the method \(exchange.head.method) is not supported yet")
    }
    exchange.answer(response(to: request))
  }

  /// S3's requests are read as they are stored: their signatures are checked before their bodies come.
  private func answerStorage(_ exchange: HTTPExchange) throws(HTTPRequestError) {
    do throws(CloudError) { try check(exchange.head) } catch {
      return exchange.answer(StorageAnswer.error(error, resource: exchange.head.path))
    }
    try storage.answer(exchange)
  }

  private func response(to request: HTTPRequest) -> HTTPResponse {
    do throws(CloudError) {
      try check(request)
      return run(try CloudCall(request))
    } catch {
      return CloudCall.refusal(error, of: request)
    }
  }

  private func run(_ call: CloudCall) -> HTTPResponse {
    guard call.service.changesState else {
      var context = context(call, state.withLock { $0 })
      return call.response(&context)
    }
    return state.withLock { state in
      var context = context(call, state)
      let response = call.response(&context)
      state = context.state
      clusters.associateRoles(state)
      return response
    }
  }

  private func context(_ call: CloudCall, _ state: CloudState) -> CloudContext {
    CloudContext(
      state: state, time: WallClock.now, region: call.region, accessKey: call.accessKey,
      nonce: (0..<16).map { _ in UInt8.random(in: 0...255) }, clusters: clusters, statements: statements)
  }

  /// Errors: what is wrong with the signature, where keys were given.
  private func check(_ request: HTTPRequest) throws(CloudError) {
    guard !access.keys.isEmpty else { return }
    do throws(SignatureError) {
      _ = try SignatureV4.verify(request, at: AmazonTime(seconds: WallClock.now / 1_000_000)) {
        access.keys[$0]
      }
    } catch {
      throw CloudError(error)
    }
  }

  /// The same of a request whose body has not come: its digest is compared when it has. A public object needs no
  /// signature.
  private func check(_ head: HTTPRequestHead) throws(CloudError) {
    guard !access.keys.isEmpty else { return }
    let isSigned = head.fields["Authorization"] != nil || head.query.contains("X-Amz-Signature")
    // The signature of a form stands in it.
    let isForm =
      head.method == "POST" && head.query.isEmpty
      && head.fields["Content-Type"]?.hasPrefix("multipart/form-data") == true
    guard isSigned || !["GET", "HEAD"].contains(head.method) && !isForm else { return }
    guard let request = head.request(body: nil) else {
      throw CloudError("MethodNotAllowed", "No such method", status: 405)
    }
    do throws(SignatureError) {
      _ = try SignatureV4.verify(request, at: AmazonTime(seconds: WallClock.now / 1_000_000)) { access.keys[$0] }
    } catch {
      if error != .payloadMismatch { throw CloudError(ofStorage: error) }
    }
  }

  // MARK: Our own

  /// `GET /_localshift/health`, `POST /_localshift/reset`.
  private func answerOurs(_ exchange: HTTPExchange) throws(HTTPRequestError) {
    switch (exchange.head.method, exchange.head.path) {
    case ("GET", "/_localshift/health"): exchange.answer(Self.json("{\"status\":\"ok\"}\n"))
    case ("POST", "/_localshift/reset"):
      state.withLock { state in
        statements.forgetAll()
        clusters.reset()
        storage.reset()
        state = start
        clusters.associateRoles(state)
      }
      exchange.answer(Self.json("{\"status\":\"reset\"}\n"))
    default: throw HTTPRequestError(404, "there is GET /_localshift/health and POST /_localshift/reset")
    }
  }

  private static func json(_ text: String) -> HTTPResponse {
    HTTPResponse(status: 200, fields: ["Content-Type": "application/json"], body: Array(text.utf8))
  }
}
