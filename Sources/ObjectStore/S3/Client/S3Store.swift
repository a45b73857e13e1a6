import HTTP
import SQLTypes
import Scheduling
import Synchronization

/// The way to S3: configuration, libcurl and connections are looked for when the first object is.
struct S3Store: Sendable {
  private let connections: S3Connections
  private var clauses = S3Clauses()
  private var cancellation: Cancellation

  init(cancellation: Cancellation) {
    connections = S3Connections()
    self.cancellation = cancellation
  }

  init(_ client: S3Client) {
    connections = S3Connections(client.connection)
    cancellation = client.cancellation
  }

  func asking(_ clauses: S3Clauses) -> S3Store {
    var copy = self
    copy.clauses = clauses
    return copy
  }

  func cancellable(by cancellation: Cancellation) -> S3Store {
    var copy = self
    copy.cancellation = cancellation
    return copy
  }

  /// Errors: what is wrong with the configuration; 58030 where libcurl is missing.
  func client() throws(SQLError) -> S3Client {
    S3Client(try connections.connection(for: clauses), cancellation: cancellation)
  }
}

/// One transport, and one connection for each way of asking, as long as a session lasts.
private final class S3Connections: Sendable {
  private struct State {
    var transport: (any HTTPTransport)?
    var known: [S3Clauses: S3Connection] = [:]
  }

  private let completion = CompletionSignal()
  private let state: Mutex<State>

  init() { state = Mutex(State()) }

  /// The only one, which the tests give.
  init(_ connection: S3Connection) { state = Mutex(State(known: [S3Clauses(): connection])) }

  func connection(for clauses: S3Clauses) throws(SQLError) -> S3Connection {
    try state.withLock { state throws(SQLError) in
      if let connection = state.known[clauses] { return connection }
      let configuration = try S3Configuration(.process, clauses: clauses)
      let transport = try Self.transport(&state, configuration)
      let connection = S3Connection(configuration, transport: transport, completion: completion)
      state.known[clauses] = connection
      return connection
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
