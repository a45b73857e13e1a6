import Catalogs
import Console
import SQLTypes
import Scheduling
import Serving
import Sessions
import System

/// `localshift exec`: an endpoint of its own around a command, whose scripts run unchanged.
///
/// They say port 5439, so that is where it listens: on 127.0.0.1, or where somebody else does on the next free
/// 127.0.0.x. Clients built on libpq go there whatever host their scripts name, for `PGHOSTADDR` says so.
enum ExecCommand: Command {
  static let name = "exec"
  static let usage = "exec [options] [--] COMMAND..."
  static let runsAnother = true
  static let summary = "run people's own scripts against an endpoint of their own, started and stopped around them"
  static let options = Option.shared + EndpointOptions.options + CloudOptions.options + Export.options

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard !arguments.operands.isEmpty else {
      throw UsageError("exec needs a command", hint: "usage: localshift \(usage)")
    }
    let context = try CommandContext(arguments)
    let options = try EndpointOptions(arguments)
    let cloud = try CloudOptions(arguments)
    let export = try Export(arguments)
    let cancellation = Cancellation()
    let pool = context.pool.cancellable(by: cancellation)
    let security = try options.makeTLS()
    let cluster = try options.makeCluster(context, pool: pool)
    let buckets = try BucketHome(context)
    let storage = context.storage(buckets: buckets.path).cancellable(by: cancellation)
    let make: ClusterDirectory.MakeEndpoint = { cluster, address throws(SystemError) in
      try Endpoint(cluster, at: [address], tls: security.server, pool: pool, storage: storage)
    }
    let endpoint = try listen(port: options.port) { address throws(SystemError) in try make(cluster, address) }
    endpoint.start()
    let clusters = ClusterDirectory(endpoint, makeEndpoint: make)
    let services = try cloud.start(beside: clusters, buckets: buckets, assumedRegion: CloudOptions.assumedRegion)
    let code = try run(
      arguments.operands, endpoint, security.authority, services.map { cloud.environment($0) } ?? [:])
    services?.stop()
    endpoint.stop(grace: .seconds(1))
    clusters.stop()
    let left = endpoint.cluster.isEmpty ? clusters.deletedCluster ?? endpoint.cluster : endpoint.cluster
    ExecReport(context).show(endpoint, left, hasRun: code < ExitCode.notRun && Signals.last == 0)
    if let export, code == 0 { try export.write(left.databases, context, pool) }
    return code
  }

  /// The first address of this machine's own on which nobody listens on the port.
  private static func listen(
    port: UInt16, _ make: (SocketAddress) throws(SystemError) -> Endpoint
  ) throws(SQLError) -> Endpoint {
    for last in UInt8(1)...254 {
      do { return try make(.loopback(port, last: last)) } catch {
        guard error.isInUse else { throw ServeCommand.refusal(error, [.loopback(port, last: last)]) }
      }
    }
    throw SQLError(.ioError, "port \(port) is taken on all of 127.0.0.1 to 127.0.0.254", hint: "Choose another --port.")
  }

  private static func run(
    _ command: [String], _ endpoint: Endpoint, _ authority: CertificateAuthority?, _ services: [String: String]
  ) throws -> Int32 {
    let scratch = try ScratchFolder()
    return try withExtendedLifetime(scratch) {
      let child: ChildProcess
      do {
        let variables = try environment(endpoint, authority, scratch).merging(services) { ours, _ in ours }
        child = try ChildProcess(command, environment: variables)
      } catch let error as SystemError {
        let reason = SystemCalls.words(for: error.code)
        StandardStream.error.write(TerminalText.block("localshift: \(command[0]): \(reason)\n"))
        return error.meansAbsent ? 127 : 126
      }
      var forwarded: Int32 = 0
      while true {
        if let code = child.wait() { return code }
        // A terminal sends SIGINT to the command, too; other signals are for this process alone.
        if Signals.last != 0 && Signals.last != forwarded {
          forwarded = Signals.last
          if forwarded != Signals.interrupt { child.send(forwarded) }
        }
      }
    }
  }

  /// What clients read to find the endpoint and to trust it.
  private static func environment(
    _ endpoint: Endpoint, _ authority: CertificateAuthority?, _ scratch: ScratchFolder
  ) throws -> [String: String] {
    guard let address = endpoint.addresses.first else { return [:] }
    var variables = [
      "PGHOSTADDR": address.host, "PGPORT": "\(address.port)", "LOCALSHIFT_HOST": address.host,
      "LOCALSHIFT_PORT": "\(address.port)",
    ]
    variables["PYTHONPATH"] = try PythonStart.install(in: scratch.path, path: SystemCalls.environment("PYTHONPATH"))
    guard let authority else { return variables }
    let bundle = "\(scratch.path)/authorities.pem"
    try authority.writeBundle(to: bundle)
    variables["PGSSLROOTCERT"] = authority.path
    variables["SSL_CERT_FILE"] = bundle
    return variables
  }
}
