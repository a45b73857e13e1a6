import SQLTypes
import Synchronization
import System

/// The authority of this user's own machine: made once, kept in a folder that only the user can read, and trusted by
/// whoever is told to. It signs a certificate for each name that a client asks for.
///
/// ```
/// ~/.local/share/localshift/ca.pem   the certificate to trust
///                            ca.key  its key, 0600
/// ```
package final class CertificateAuthority: Sendable {
  private let authority: Certificate
  private let leaves = Mutex<[String: Certificate]>([:])
  /// The file to trust.
  package let path: String
  /// Whether this start made it.
  package let isNew: Bool

  private static let authorityDays = 3650
  private static let leafDays = 365
  /// A certificate is made anew when it has fewer days left than this.
  private static let renewalDays = 30

  /// Reads the authority in `folder`, or makes one. 58030 where that is not possible.
  package convenience init(folder: String) throws(SQLError) {
    guard let openSSL = OpenSSL.shared else { throw Self.missing }
    try self.init(folder: folder, openSSL)
  }

  private init(folder: String, _ openSSL: OpenSSL) throws(SQLError) {
    path = "\(folder)/ca.pem"
    if let kept = Self.kept(in: folder, openSSL) {
      authority = kept
      isNew = false
      return
    }
    // Of several first starts at once one makes it, and the others read it.
    let lock = try PrivateFile.lock(folder: folder)
    defer { withExtendedLifetime(lock) {} }
    let kept = Self.kept(in: folder, openSSL)
    if let kept { authority = kept } else { authority = try Self.make(in: folder, openSSL) }
    isNew = kept == nil
  }

  private static func kept(in folder: String, _ openSSL: OpenSSL) -> Certificate? {
    guard let pem = PrivateFile.text(of: "\(folder)/ca.pem"), let key = PrivateFile.text(of: "\(folder)/ca.key"),
      let kept = try? Certificate(pem: pem, key: key, openSSL), kept.isGood(inDays: renewalDays)
    else { return nil }
    return kept
  }

  private static func make(in folder: String, _ openSSL: OpenSSL) throws(SQLError) -> Certificate {
    let authority = try Certificate.authority(
      named: "localshift's authority on this machine", days: authorityDays, openSSL)
    try PrivateFile.write(authority.keyPEM, to: "\(folder)/ca.key")
    try PrivateFile.write(authority.certificatePEM, to: "\(folder)/ca.pem")
    return authority
  }

  /// No OpenSSL on this machine.
  static let missing = SQLError(
    .ioError, "TLS needs the system's OpenSSL, which is not installed",
    hint: "Install it (Debian and Ubuntu: apt-get install libssl3), or use --no-tls.")

  /// The folder of the user's authority.
  package static var defaultFolder: String? {
    if let data = Environment["XDG_DATA_HOME"], !data.isEmpty { return "\(data)/localshift" }
    return Environment["HOME"].map { "\($0)/.local/share/localshift" }
  }

  /// The certificate of a server that a client calls `name`; nil for one that it calls by address.
  func leaf(for name: String?) throws(SQLError) -> Certificate {
    let key = name ?? ""
    if let leaf = leaves.withLock({ $0[key] }), leaf.isGood(inDays: 1) { return leaf }
    let leaf = try authority.leaf(
      named: name ?? "localhost", names: (name.map { ["DNS:\($0)"] } ?? []) + Self.localNames, days: Self.leafDays)
    leaves.withLock { leaves in
      // Names are the clients' to choose: no more of them are kept than a machine has use for.
      if leaves.count >= Self.keptLeaves { leaves = [:] }
      leaves[key] = leaf
    }
    return leaf
  }

  private static let keptLeaves = 64
  private static let localNames = ["DNS:localhost", "IP:127.0.0.1", "IP:::1"]

  /// A file for clients that read one file of authorities: the system's and ours.
  package func writeBundle(to path: String) throws(SQLError) {
    let system = Self.systemBundles.lazy.compactMap(PrivateFile.text(of:)).first ?? ""
    let text = system + "\n" + authority.certificatePEM
    do { try AtomicFile.write(text, to: path) } catch { throw SQLError(.ioError, "\(error)") }
  }

  private static let systemBundles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
  ]
}
