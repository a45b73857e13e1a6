import Catalogs
import SQLTypes

/// Which server, and as whom: what a connection URL says, and the `PG…` variables where it says nothing.
///
/// ```
/// redshift://user:password@host:5439/database?sslmode=verify-full&sslrootcert=FILE
/// ```
///
/// `postgresql://`, `postgres://` and the `+driver` of SQLAlchemy's URLs are read the same. No message has the
/// password.
package struct ConnectionOptions: Hashable, Sendable {
  /// How much TLS there has to be, in libpq's words.
  package enum TLSMode: String, Hashable, Sendable, CaseIterable {
    case disable, allow, prefer, require
    /// The server's certificate is signed by an authority that is trusted.
    case verifyAuthority = "verify-ca"
    /// It is the host's own besides.
    case verifyFull = "verify-full"
  }

  package var host = "localhost"
  /// Where the host is, if its name is not to be asked for: PGHOSTADDR.
  package var address: String?
  package var port: UInt16 = 5439
  package var user = SessionInfo.defaultUser
  package var database = SessionInfo.defaultDatabase
  package var password: String?
  package var applicationName = "localshift"
  /// nil: `verify-full`, and `prefer` for a host of this machine.
  package var tlsMode: TLSMode?
  /// The authorities to trust in place of the system's and ours.
  package var rootCertificate: String?
  /// Whether the URL says so: such a server is told the driver's version, and may then ask for its digest of the
  /// password.
  package private(set) var isRedshift = true
  /// Seconds to wait for the connection; nil for as long as the system does.
  package var timeout: Int?

  /// From a URL and the process's environment. 22023 for what is no such URL.
  package init(url: String, environment: (String) -> String?) throws(SQLError) {
    let parts = try ConnectionURL(url)
    isRedshift = !parts.isPostgres
    if parts.isPostgres { port = 5432 }
    for (variable, parameter) in Self.variables {
      guard let value = environment(variable), !value.isEmpty else { continue }
      try set(parameter, to: value, in: variable)
    }
    for (name, value) in parts.parameters { try set(name, to: value, in: "the connection URL") }
  }

  private static let variables = [
    ("PGHOST", "host"), ("PGHOSTADDR", "hostaddr"), ("PGPORT", "port"), ("PGUSER", "user"), ("PGPASSWORD", "password"),
    ("PGDATABASE", "dbname"), ("PGSSLMODE", "sslmode"), ("PGSSLROOTCERT", "sslrootcert"),
    ("PGAPPNAME", "application_name"), ("PGCONNECT_TIMEOUT", "connect_timeout"),
  ]

  private mutating func set(_ name: String, to value: String, in source: String) throws(SQLError) {
    switch name {
    case "host": host = value
    case "hostaddr": address = value
    case "user": user = value
    case "password": password = value
    case "dbname", "database": database = value
    case "sslrootcert": rootCertificate = value
    case "application_name": applicationName = value
    case "connect_timeout": timeout = try Self.timeout(value, source)
    case "port":
      guard let number = UInt16(value), number > 0 else { throw Self.invalidPort(source) }
      port = number
    case "sslmode":
      guard let mode = TLSMode(rawValue: value) else {
        let modes = TLSMode.allCases.map(\.rawValue).joined(separator: ", ")
        throw SQLError(.invalidParameter, "\(source): sslmode is one of \(modes)")
      }
      tlsMode = mode
    default: throw Self.unknown(name, source)
    }
  }

  private static func timeout(_ text: String, _ source: String) throws(SQLError) -> Int? {
    guard let seconds = Int(text) else {
      throw SQLError(.invalidParameter, "\(source): connect_timeout is a number of seconds")
    }
    return seconds > 0 ? seconds : nil
  }

  /// Without the text that was read: it may be half of a password.
  private static func invalidPort(_ source: String) -> SQLError {
    SQLError(
      .invalidParameter, "\(source): the port is a number from 1 to 65535",
      hint: "In a password / ? # % and @ are written %2F %3F %23 %25 and %40.")
  }

  private static func unknown(_ name: String, _ source: String) -> SQLError {
    let known = variables.map(\.1)
    return SQLError(
      .invalidParameter, "\(source): there is no parameter \"\(name)\"",
      hint: EditDistance.nearest(to: name, among: known).map { "Did you mean \"\($0)\"?" }
        ?? "Known are \(known.filter { $0 != "password" }.joined(separator: ", ")).")
  }

  /// Whether the name is one that this machine has for itself.
  package var isLocal: Bool {
    let named = (address ?? host).lowercased()
    return named == "localhost" || named == "::1" || named.hasPrefix("127.")
  }

  package var effectiveTLSMode: TLSMode { tlsMode ?? (isLocal ? .prefer : .verifyFull) }
}

extension ConnectionOptions: CustomStringConvertible {
  /// `redshift://user@host:port/database`, without the password.
  package var description: String {
    "redshift://\(user)@\(host.contains(":") ? "[\(host)]" : host):\(port)/\(database)"
  }
}
