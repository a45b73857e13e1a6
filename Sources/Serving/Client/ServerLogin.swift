import ObjectStore
import PostgresWire
import SQLTypes
import Scheduling
import Synchronization
import System

/// Connects to a server and logs in: the one way to a `ServerConnection`.
package final class ServerLogin: Sendable {
  package let options: ConnectionOptions
  private let environment: @Sendable (String) -> String?
  private let cancellation: Cancellation
  /// Asks the user; nil where there is nobody to ask, or no answer.
  private let askPassword: @Sendable () -> String?
  /// What the user has answered: it is asked for once.
  private let answer = Mutex<String?>(nil)

  package init(
    _ options: ConnectionOptions, environment: @escaping @Sendable (String) -> String?, cancellation: Cancellation,
    askPassword: @escaping @Sendable () -> String? = { nil }
  ) {
    self.options = options
    self.environment = environment
    self.cancellation = cancellation
    self.askPassword = askPassword
  }

  /// The password is the URL's, PGPASSWORD, that of `~/.pgpass`, or what the user answers. 08001 where nobody is there,
  /// 28000 and the like as the server says, 57014 when told to stop.
  package func run(asks: Bool = true) throws(SQLError) -> ServerConnection {
    let known =
      options.password ?? answer.withLock { $0 } ?? PasswordFile(environment: environment)?.password(for: options)
    let first = try attempt(password: known)
    switch first {
    case .connected(let connection): return connection
    case .lacksPassword(let error):
      guard asks, let password = askPassword() else { throw error }
      switch try attempt(password: password) {
      case .connected(let connection):
        answer.withLock { $0 = password }
        return connection
      case .lacksPassword(let error): throw error
      }
    }
  }

  private enum Outcome {
    case connected(ServerConnection)
    case lacksPassword(SQLError)
  }

  private func attempt(password: String?) throws(SQLError) -> Outcome {
    let (socket, address) = try connect()
    let mode = options.effectiveTLSMode
    let tls: ClientStateMachine.Options.TLS =
      switch mode {
      case .disable: .never
      case .allow, .prefer: OpenSSL.shared == nil ? .never : .preferred
      case .require, .verifyAuthority, .verifyFull: .required
      }
    let machine = ClientStateMachine(
      credentials(password), .init(tls: tls, allowsCleartext: address.isLoopback),
      random: (0..<32).map { _ in UInt8.random(in: 0...255) })
    let connection = ServerConnection(machine, PlainStream(socket), address, options, cancellation)
    do throws(SQLError) {
      try connection.logIn { stream throws(SQLError) in
        try TLSClient(options, environment: environment).connect(stream.socket)
      }
      return .connected(connection)
    } catch {
      connection.close()
      if connection.lacksPassword { return .lacksPassword(error) }
      throw error
    }
  }

  private func credentials(_ password: String?) -> ClientCredentials {
    var credentials = ClientCredentials(
      user: options.user, database: options.database, password: password,
      parameters: [.init("application_name", options.applicationName), .init("client_encoding", "UTF8")])
    if options.isRedshift { credentials.parameters.append(.init("driver_version", "localshift")) }
    return credentials
  }

  /// The first of the host's addresses at which somebody listens.
  private func connect() throws(SQLError) -> (Socket, SocketAddress) {
    let addresses = SocketAddress.resolve(options.address ?? options.host, port: options.port)
    guard !addresses.isEmpty else {
      throw SQLError(SQLState("08001"), "there is no host \"\(options.address ?? options.host)\"")
    }
    var reasons: [String] = []
    for address in addresses {
      do { return (try Socket(connectingTo: address, timeout: options.timeout), address) } catch {
        if cancellation.isCancelled { throw .cancelled }
        reasons.append("\(address): \(SystemCalls.words(for: error.code))")
      }
    }
    throw SQLError(
      SQLState("08001"), "could not connect to \(options.host) on port \(options.port)",
      detail: reasons.joined(separator: "\n"), hint: "Is the server running, and does it let this machine in?")
  }
}
