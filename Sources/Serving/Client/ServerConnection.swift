import ObjectStore
import PostgresWire
import SQLTypes
import Scheduling
import System

/// A connection to a server, from its first byte on: `logIn` once, then messages both ways. Used by one thread.
package final class ServerConnection {
  private var machine: ClientStateMachine
  private var stream: any ByteStream
  private let address: SocketAddress
  private let options: ConnectionOptions
  /// The user's wish to stop; it ends the log-in, and a statement by a CancelRequest.
  private let cancellation: Cancellation
  private var key: BackendMessage.BackendKeyData?
  private var hasAskedToCancel = false
  /// What the server says of itself and of its settings.
  private(set) var parameters: [String: String] = [:]
  package private(set) var isOpen = true
  /// What was received last; kept for its memory.
  private var bytes: [UInt8] = []

  init(
    _ machine: ClientStateMachine, _ stream: any ByteStream, _ address: SocketAddress, _ options: ConnectionOptions,
    _ cancellation: Cancellation
  ) {
    self.machine = machine
    self.stream = stream
    self.address = address
    self.options = options
    self.cancellation = cancellation
  }

  deinit { if isOpen { close() } }

  /// Of the server's process for this connection.
  var processID: Int? { key.map { Int($0.processID) } }
  var isSecure: Bool { stream is TLSStream }
  var lacksPassword: Bool { machine.lacksPassword }

  /// Negotiates, proves who the user is, and reads up to the first ReadyForQuery. Throws what the server answers, 08006
  /// where it goes away, 57014 when told to stop.
  func logIn(_ secure: (any ByteStream) throws(SQLError) -> TLSStream) throws(SQLError) {
    while true {
      guard let action = machine.next() else {
        try receive(stops: true)
        continue
      }
      switch action {
      case .send(let bytes): try send(bytes)
      case .startTLS:
        stream = try secure(stream)
        machine.encrypted()
      case .ready(let parameters, let key):
        for parameter in parameters { self.parameters[parameter.name] = parameter.value }
        self.key = key
        return
      case .message: break
      case .failed(let error):
        isOpen = false
        throw error
      }
    }
  }

  /// Throws 08006 where nobody reads it.
  func send(_ message: FrontendMessage) throws(SQLError) {
    var writer = MessageWriter()
    writer.append(message)
    hasAskedToCancel = false
    try send(writer.bytes)
  }

  /// The next message, and before it the rows that come: those go to `visit` where they lie.
  ///
  /// When the user wants the statement to stop, the server is told so, once; its answer is a message like any. Throws
  /// 08006.
  func next(rows visit: (UnsafeRawBufferPointer) throws(WireFormatError) -> Void) throws(SQLError) -> BackendMessage {
    while true {
      do { try machine.visitRows(visit) } catch {
        close()
        throw error.sqlError
      }
      switch machine.next() {
      case .message(.parameterStatus(let status)): parameters[status.name] = status.value
      case .message(let message): return message
      case .failed(let error):
        close()
        throw error
      case .send(let bytes): try send(bytes)
      case .startTLS, .ready: break
      case nil: try receive(stops: false)
      }
    }
  }

  /// Tells the server to end what it does for this connection, as libpq does: over a connection of its own, in the
  /// clear.
  func askToCancel() {
    guard !hasAskedToCancel, let key else { return }
    hasAskedToCancel = true
    guard let socket = try? Socket(connectingTo: address, timeout: Self.cancelTimeout) else { return }
    var writer = MessageWriter()
    StartupPacket.cancel(CancelRequest(processID: key.processID, secret: key.secret)).write(to: &writer)
    guard socket.send(writer.bytes) else { return }
    // The server closes once it has read it.
    if socket.waitToReceive(milliseconds: Self.cancelTimeout * 1000) { _ = socket.receive(into: &bytes, atMost: 1) }
  }

  private static let cancelTimeout = 10

  package func close() {
    guard isOpen else { return }
    isOpen = false
    var writer = MessageWriter()
    writer.append(.terminate)
    _ = stream.send(writer.bytes)
    stream.close()
  }

  private func send(_ bytes: [UInt8]) throws(SQLError) {
    guard isOpen, stream.send(bytes) else { throw lost }
  }

  private func receive(stops: Bool) throws(SQLError) {
    while !stream.waitToReceive(milliseconds: Self.patience) {
      guard cancellation.isCancelled else { continue }
      if stops { throw .cancelled }
      askToCancel()
    }
    if cancellation.isCancelled && !stops { askToCancel() }
    bytes.removeAll(keepingCapacity: true)
    guard stream.receive(into: &bytes, atMost: 1 << 16) > 0 else { throw lost }
    machine.receive(bytes)
  }

  /// Milliseconds between two looks at the user's wish.
  private static let patience = 50

  private var lost: SQLError {
    isOpen = false
    return SQLError(.connectionFailure, "the connection to \(options.host) on port \(options.port) is lost")
  }
}
