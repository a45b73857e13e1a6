import Catalogs
import Console
import SQLTypes
import Scheduling
import Serving
import Sessions
import System

/// `localshift serve`: a Redshift endpoint, until it is stopped.
enum ServeCommand: Command {
  static let name = "serve"
  static let usage = "serve [options]"
  static let summary = "a Redshift endpoint for drivers and tools, until it is stopped"
  static let options =
    Option.shared
    + [
      Option(name: "host", value: "ADDRESS", summary: "listen on this address (default 127.0.0.1 and ::1)"),
      Option(name: "ready-file", value: "FILE", summary: "write the port here once clients may come"),
    ] + EndpointOptions.options + CloudOptions.options + Export.options

  static func run(_ arguments: Arguments) throws -> Int32 {
    if let stray = arguments.operands.first { throw UsageError("serve takes no operand \"\(stray)\"") }
    let context = try CommandContext(arguments)
    let options = try EndpointOptions(arguments)
    let cloud = try CloudOptions(arguments)
    let export = try Export(arguments)
    let addresses = try addresses(arguments.value("host"), options)
    // Statements go on for a while after a signal: they do not stand under its token.
    let cancellation = Cancellation()
    let pool = context.pool.cancellable(by: cancellation)
    let security = try options.makeTLS()
    let cluster = try options.makeCluster(context, pool: pool)
    let buckets = try BucketHome(context)
    let storage = context.storage(buckets: buckets.path).cancellable(by: cancellation)
    let endpoint: Endpoint
    do {
      endpoint = try Endpoint(cluster, at: addresses, tls: security.server, pool: pool, storage: storage)
    } catch { throw refusal(error, addresses) }
    endpoint.start()
    let clusters = ClusterDirectory(endpoint) { cluster, address throws(SystemError) in
      try Endpoint(cluster, at: [address], tls: security.server, pool: pool, storage: storage)
    }
    let services = try cloud.start(beside: clusters, buckets: buckets)
    try announce(endpoint, services, options, security, context, readyFile: arguments.value("ready-file"))
    Signals.wait()
    services?.stop()
    endpoint.stop(grace: .seconds(10))
    clusters.stop()
    if let export { try export.write(endpoint.cluster.databases, context, pool) }
    return ExitCode.done
  }

  private static func addresses(_ host: String?, _ options: EndpointOptions) throws -> [SocketAddress] {
    guard let host else { return [.loopback(options.port), .loopback6(options.port)] }
    let found = SocketAddress.resolve(host, port: options.port)
    guard !found.isEmpty else { throw UsageError("--host: \"\(host)\" is no address of this machine") }
    guard options.password != nil || found.allSatisfy(\.isLoopback) else {
      throw UsageError(
        "--host \(host) lets other machines in", hint: "Give --user and --password, or listen on 127.0.0.1.")
    }
    return found
  }

  /// `option`: what chooses another port.
  static func refusal(_ error: SystemError, _ addresses: [SocketAddress], option: String = "--port") -> SQLError {
    let address = addresses.first.map { "\($0)" } ?? ""
    guard error.isInUse else {
      return SQLError(.ioError, "could not listen on \(address): \(SystemCalls.words(for: error.code))")
    }
    return SQLError(
      .ioError, "could not listen on \(address): another program does",
      hint: "Stop it, or choose another \(option) (0 takes a free one).")
  }

  private static func announce(
    _ endpoint: Endpoint, _ services: CloudEndpoint?, _ options: EndpointOptions, _ security: TransportSecurity,
    _ context: CommandContext,
    readyFile: String?
  ) throws {
    guard let address = endpoint.addresses.first else { return }
    let user = options.userName
    let database = options.database ?? SessionInfo.defaultDatabase
    if !context.isQuiet {
      StandardStream.output.write(
        "localshift \(CommandLineTool.version) listens on \(address)\n"
          + "  psql \"host=\(address.host) port=\(address.port) user=\(user) dbname=\(database)\"\n"
          + "  psycopg2.connect(host=\"\(address.host)\", port=\(address.port), user=\"\(user)\", password=\"…\", "
          + "dbname=\"\(database)\")\n")
      if let address = services?.addresses.first {
        StandardStream.output.write("  AWS's services: AWS_ENDPOINT_URL=http://\(address.host):\(address.port)\n")
      }
      if let reason = security.reason { StandardStream.output.write("  no TLS: \(TerminalText.line(reason))\n") }
      if let authority = security.authority {
        StandardStream.output.write(
          (authority.isNew ? "  made an authority for TLS: " : "  TLS: drivers that verify trust ")
            + "\(authority.path)\n")
      }
    }
    if let readyFile {
      do { try AtomicFile.write("\(address.port)\n", to: readyFile) } catch { throw SQLError(.ioError, "\(error)") }
    }
  }
}
