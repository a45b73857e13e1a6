import HTTP
import SQLTypes
import Scheduling
import Synchronization

/// The way to S3: configuration, libcurl and clients are looked for when the first object is.
struct S3Store: Sendable {
  private let access: S3Access
  private var clauses = S3Clauses()

  init(cancellation: Cancellation) { access = S3Access(cancellation) }
  init(_ client: S3Client) { access = S3Access(client) }

  func asking(_ clauses: S3Clauses) -> S3Store {
    var copy = self
    copy.clauses = clauses
    return copy
  }

  /// Errors: what is wrong with the configuration; 58030 where libcurl is missing.
  func client() throws(SQLError) -> S3Client { try access.client(clauses) }
}

/// One transport and one client for each way of asking, as long as a session lasts.
private final class S3Access: Sendable {
  private struct State {
    var transport: (any HTTPTransport)?
    var clients: [S3Clauses: S3Client] = [:]
  }

  private let cancellation: Cancellation
  private let gate: Gate
  private let state: Mutex<State>

  init(_ cancellation: Cancellation) {
    self.cancellation = cancellation
    gate = Gate()
    state = Mutex(State())
  }

  init(_ client: S3Client) {
    cancellation = client.cancellation
    gate = client.gate
    state = Mutex(State(transport: client.transport, clients: [S3Clauses(): client]))
  }

  func client(_ clauses: S3Clauses) throws(SQLError) -> S3Client {
    try state.withLock { state throws(SQLError) in
      if let client = state.clients[clauses] { return client }
      let configuration = try S3Configuration(.process, clauses: clauses)
      let transport = try Self.transport(&state, configuration)
      let client = S3Client(configuration, transport: transport, cancellation: cancellation, gate: gate)
      state.clients[clauses] = client
      return client
    }
  }

  private static func transport(
    _ state: inout State, _ configuration: S3Configuration
  ) throws(SQLError) -> any HTTPTransport {
    if let transport = state.transport { return transport }
    let transport = try SystemTransport.make(configuration.limits)
    state.transport = transport
    return transport
  }
}
