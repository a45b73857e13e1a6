import Catalogs
import Columnar
import ObjectStore
import Planning
import PostgresWire
import SQLTypes
import Scheduling
import Sessions
import System

/// One client's connection, from its first byte to its last: bytes go into the state machine, what it says is done with
/// a session, and the answers go back. It has a thread of its own, which waits for the client and runs its statements.
///
/// ```
/// socket ─ bytes ─► ServerStateMachine ─ action ─► Session ─► WireSink ─► output ─ bytes ─► socket
/// ```
final class ClientConnection {
  let endpoint: Endpoint
  private var stream: any ByteStream
  var machine: ServerStateMachine
  private var output = MessageWriter()
  /// The one it logs in to, from before the log-in on.
  private var cluster: Cluster?
  /// From the log-in on.
  private(set) var session: Session?
  var portals = NamedPortals<WirePortal>()
  /// The settings that the client keeps track of, as they were when it was last told of them.
  private var reported: [String: String] = [:]
  private var isOpen = true
  /// How the client proves who it is.
  private var authentication = ""
  /// Who has asked to log in, until it is in.
  private var candidate: Login?
  private let peer: SocketAddress?

  init(_ socket: Socket, _ endpoint: Endpoint) {
    self.endpoint = endpoint
    stream = PlainStream(socket)
    peer = socket.peer
    machine = ServerStateMachine(.init(tls: endpoint.tls == nil ? .off : .offered))
  }

  /// Talks with the client until one of the two has had enough.
  func run() {
    while isOpen {
      guard let action = machine.next() else {
        receive()
        continue
      }
      perform(action)
    }
    session?.close()
    if let candidate { noteRefusal(of: candidate) }
    stream.close()
  }

  private func perform(_ action: ServerAction) {
    if action.isRequest { session?.entry.setAnswering(true) }
    switch action {
    case .send(let bytes): output.append(bytes)
    case .startTLS: startTLS()
    case .authenticate(let login): authenticate(login)
    case .authenticated(let login): welcome(login)
    case .cancel(let request):
      _ = endpoint.cluster.cancel(Int(request.processID), key: UInt32(bitPattern: request.secret))
    case .query(let text): query(text)
    case .refuse(let error): refuse(error)
    case .parse(let parse): extended { try self.parse(parse) }
    case .bind(let bind): extended { try self.bind(bind) }
    case .describe(let describe): extended { try self.describe(describe) }
    case .execute(let execute): extended { try self.execute(execute) }
    case .close(let close): self.close(close)
    case .sync: sync()
    case .flush: flush()
    case .terminate: isOpen = false
    case .disconnect:
      flush()
      isOpen = false
    }
  }
}

extension ServerAction {
  /// Asks for statements to be run.
  fileprivate var isRequest: Bool {
    switch self {
    case .query, .parse, .bind, .execute: true
    default: false
    }
  }
}

/// Bytes.
extension ClientConnection {
  private func receive() {
    flush()
    session?.entry.setAnswering(false)
    guard isOpen && !endsForAdministrator() else { return }
    let patience = session?.settings.idleTimeout
    guard stream.waitToReceive(milliseconds: patience) else {
      session?.isTimedOut = true
      machine.end(SQLError(SQLState("57P05"), "terminating connection due to idle session timeout"))
      return
    }
    // Who ends an idle session wakes its thread.
    if endsForAdministrator() { return }
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { memory in
      let count = stream.receive(into: memory)
      if count > 0 { machine.receive(UnsafeRawBufferPointer(rebasing: memory[..<count])) } else { isOpen = false }
    }
  }

  private func endsForAdministrator() -> Bool {
    guard session?.entry.termination.isCancelled == true else { return false }
    machine.end(SQLError(SQLState("57P01"), "terminating connection due to administrator command"))
    return true
  }

  func flush() {
    guard !output.bytes.isEmpty else { return }
    if !stream.send(output.bytes) { isOpen = false }
    output.removeAll()
  }

  func append(_ message: BackendMessage) { output.append(message) }

  /// Renders rows, and sends them where there are enough of them. Throws `ConnectionLost`.
  func send(_ batch: Batch, _ rows: Range<Int>, by encoder: RowEncoder) throws {
    encoder.encode(batch, rows, into: &output)
    if output.bytes.count >= Self.sendSize { flush() }
    guard isOpen else { throw ConnectionLost() }
  }

  private static let sendSize = 1 << 16

  private func startTLS() {
    flush()
    guard let tls = endpoint.tls, let secured = tls.accept(stream.socket) else {
      isOpen = false
      return
    }
    stream = secured
  }
}

/// Log-in.
extension ClientConnection {
  private func authenticate(_ login: Login) {
    candidate = login
    do {
      let cluster = endpoint.cluster
      self.cluster = cluster
      let method = try endpoint.authentication(of: login, to: cluster)
      authentication = method.name
      machine.authenticate(by: method, random: (0..<32).map { _ in UInt8.random(in: 0...255) })
    } catch { machine.end(error) }
  }

  private func welcome(_ login: Login) {
    do {
      let session = try endpoint.makeSession(for: login, in: cluster ?? endpoint.cluster)
      let socket = stream.socket
      session.entry.setHangUp { socket.shutDownReceiving() }
      self.session = session
      endpoint.watch(session.entry, socket)
      candidate = nil
      session.noteConnection(clientInfo(login))
      for setting in login.settings { session.set(setting.name, to: setting.value) }
      let greeting = Greeting(
        login, version: SessionInfo.redshiftVersion, timeZone: session.settings["timezone"] ?? "UTC",
        dateStyle: session.settings["datestyle"] ?? "ISO, MDY", isSuperuser: session.settings["is_superuser"] == "on",
        key: BackendMessage.BackendKeyData(
          processID: Int32(session.entry.id), secret: Int32(bitPattern: session.entry.key)))
      for (name, setting) in Self.reportedSettings { reported[name] = session.settings[setting] }
      machine.welcome(greeting)
    } catch { machine.end(error) }
  }

  /// In the log of the database it wanted, where there is one.
  private func noteRefusal(of login: Login) {
    let database = endpoint.cluster.databases.first { $0.name == login.database }
    database?.activity.record(
      ConnectionRecord(
        .authenticationFailure, time: WallClock.now, session: 0, user: login.userName, client: clientInfo(login)))
  }

  private func clientInfo(_ login: Login) -> ClientInfo {
    var client = ClientInfo()
    client.host = peer?.host ?? ""
    client.port = peer.map { "\($0.port)" } ?? ""
    client.authentication = authentication
    client.tlsVersion = stream.tlsVersion
    client.application = login["application_name"] ?? ""
    client.driver = login["driver_version"] ?? ""
    client.system = login["os_version"] ?? ""
    client.plugin = login["plugin_name"] ?? ""
    client.protocolVersion = login.protocolVersion
    return client
  }

  /// Tells the client of settings it keeps track of, where a statement has changed them (wire.md part 7, 8).
  func reportSettings() {
    guard let session else { return }
    for (name, setting) in Self.reportedSettings {
      guard let value = session.settings[setting], reported[name] != value else { continue }
      reported[name] = value
      append(.parameterStatus(BackendMessage.ParameterStatus(name, value)))
    }
  }

  private static let reportedSettings = [
    ("client_encoding", "client_encoding"), ("DateStyle", "datestyle"), ("TimeZone", "timezone"),
    ("application_name", "application_name"), ("session_authorization", "session_authorization"),
    ("is_superuser", "is_superuser"),
  ]
}
