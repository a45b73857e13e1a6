import Catalogs
import ObjectStore
import SQLTypes
import Scheduling
import Serving
import Sessions
import System

/// What `serve` and `exec` say of the endpoint: where it listens, who may log in, and what there is when it is ready.
struct EndpointOptions {
  static let options = [
    Option(name: "port", value: "PORT", summary: "listen on this port (default 5439; 0 takes a free one)"),
    Option(name: "user", value: "NAME", summary: "the administrator (default awsuser)"),
    Option(name: "password", value: "TEXT", summary: "ask for this password; without one everybody may log in"),
    Option(
      name: "dbname", value: "NAME", summary: "the one database (default: whatever clients ask for; dev with --init)"),
    Option(name: "tls", summary: "refuse to start where there is no TLS"),
    Option(name: "no-tls", summary: "plain connections only"),
    Option(name: "cert", value: "FILE", summary: "the TLS certificate, in PEM, in place of one made here"),
    Option(name: "key", value: "FILE", summary: "its key, in PEM"),
    Option(
      name: "init", value: "PATH", summary: "run scripts, a pipeline folder or a load folder first", repeats: true),
  ]

  let port: UInt16
  let database: String?
  /// nil for the name of whoever logs in first.
  private let user: String?
  let password: String?
  let initial: [String]
  private let wantsTLS: Bool?
  private let certificate: (file: String, key: String)?

  init(_ arguments: Arguments) throws {
    let number = try arguments.number("port", atLeast: 0) ?? 5439
    guard let port = UInt16(exactly: number) else { throw UsageError("--port takes a number up to 65535") }
    self.port = port
    database = arguments.value("dbname")
    user = arguments.value("user")
    password = arguments.value("password")
    initial = arguments.all("init")
    if arguments.has("tls") && arguments.has("no-tls") { throw UsageError("--tls and --no-tls contradict each other") }
    wantsTLS = arguments.has("tls") ? true : arguments.has("no-tls") ? false : nil
    switch (arguments.value("cert"), arguments.value("key")) {
    case (let file?, let key?): certificate = (file, key)
    case (nil, nil): certificate = nil
    default: throw UsageError("--cert and --key go together")
    }
  }

  /// TLS as asked for: by default where the system has OpenSSL. 58030 where it is wanted and cannot be had.
  func makeTLS() throws -> TransportSecurity {
    if wantsTLS == false { return TransportSecurity() }
    if let certificate {
      return TransportSecurity(server: try TLSServer(certificate: certificate.file, key: certificate.key))
    }
    do {
      guard let folder = CertificateAuthority.defaultFolder else {
        throw SQLError(.ioError, "there is no home folder for the certificate", hint: "Set HOME, or use --no-tls.")
      }
      let authority = try CertificateAuthority(folder: folder)
      return TransportSecurity(server: try TLSServer(authority), authority: authority)
    } catch {
      if wantsTLS == true { throw error }
      return TransportSecurity(reason: (error as? SQLError)?.message ?? "\(error)")
    }
  }

  /// The cluster, with what `--init` puts into its first database. Throws `ReportedFailure` behind the words for the
  /// first statement that failed.
  func makeCluster(_ context: CommandContext, pool: WorkerPool) throws -> Cluster {
    let name = password == nil && initial.isEmpty ? user : userName
    let principals = PrincipalStore(
      Principals(administrator: name, password: password.map(User.Password.plain) ?? .none))
    let cluster = Cluster(principals: principals)
    guard database != nil || !initial.isEmpty else { return cluster }
    let first = database ?? SessionInfo.defaultDatabase
    try cluster.create(first, owner: Principals.administratorID, isolation: nil) { _ in }
    for path in initial { try run(path, in: try cluster.connect(to: first), of: cluster, context, pool) }
    return cluster
  }

  /// Who a client is told to log in as.
  var userName: String { user ?? SessionInfo.defaultUser }

  private func run(
    _ path: String, in database: Database, of cluster: Cluster, _ context: CommandContext, _ pool: WorkerPool
  ) throws {
    let pipeline = try Pipeline(paths: [path], settings: context.settings)
    let session = Session(
      database: database, in: cluster, pool: pool, storage: context.storage(s3Root: pipeline.s3Root))
    defer { session.close() }
    var hasFailed = false
    _ = PipelineRunner(pipeline, in: session, keepsGoing: false).run { report in
      guard case .failure(let reason) = report.outcome else { return }
      hasFailed = true
      StandardStream.error.write(
        ErrorText.statement(reason, at: "\(report.path):\(report.line)", sql: report.text, style: context.style))
    }
    if hasFailed { throw ReportedFailure() }
  }
}
