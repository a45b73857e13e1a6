import SQLTypes
import System

/// The client's side of TLS: begins it, and verifies whom one speaks with as far as `sslmode` asks.
///
/// Trusted are the system's authorities, the one of this user's own machine, and those of `~/.postgresql/root.crt`;
/// `sslrootcert` names a file in place of all of them, or `system` for the first alone.
struct TLSClient {
  private let options: ConnectionOptions
  private let openSSL: OpenSSL
  private let environment: (String) -> String?

  /// Throws 58030 without OpenSSL.
  init(_ options: ConnectionOptions, environment: @escaping (String) -> String?) throws(SQLError) {
    guard let openSSL = OpenSSL.shared else {
      var error = CertificateAuthority.missing
      error.hint = "Install it (Debian and Ubuntu: apt-get install libssl3), or connect with sslmode=disable."
      throw error
    }
    self.openSSL = openSSL
    self.options = options
    self.environment = environment
  }

  /// The handshake. 08006 where it fails or the server is not who it should be.
  func connect(_ socket: Socket) throws(SQLError) -> TLSStream {
    guard let context = openSSL.sslCtxNew(openSSL.tlsClientMethod()) else { throw failure("OpenSSL gives no context") }
    // The connection holds it as long as it needs it.
    defer { openSSL.sslCtxFree(context) }
    _ = openSSL.sslCtxCtrl(context, TLSServer.Control.setMinimumVersion, TLSServer.Control.tls12, nil)
    if verifies { try trust(context) }
    guard let connection = openSSL.sslNew(context) else { throw failure("OpenSSL gives no connection") }
    let stream = TLSStream(connection, socket, openSSL)
    try name(connection)
    guard openSSL.sslSetFd(connection, socket.descriptor) == 1, openSSL.sslConnect(connection) == 1 else {
      throw refusal(connection)
    }
    return stream
  }

  private var verifies: Bool {
    switch options.effectiveTLSMode {
    case .disable, .allow, .prefer, .require: false
    case .verifyAuthority, .verifyFull: true
    }
  }

  private func trust(_ context: OpenSSL.Object) throws(SQLError) {
    openSSL.sslCtxSetVerify(context, Self.verifyPeer, nil)
    if let file = options.rootCertificate, file != "system" {
      guard openSSL.sslCtxLoadVerifyLocations(context, file, nil) == 1 else {
        throw SQLError(.ioError, "could not read the certificates of sslrootcert \"\(file)\"")
      }
      return
    }
    _ = openSSL.sslCtxSetDefaultVerifyPaths(context)
    guard options.rootCertificate == nil else { return }
    for file in userFiles where FilePath(file).status != nil {
      _ = openSSL.sslCtxLoadVerifyLocations(context, file, nil)
    }
  }

  private var userFiles: [String] {
    [
      CertificateAuthority.defaultFolder.map { "\($0)/ca.pem" },
      environment("HOME").map { "\($0)/.postgresql/root.crt" },
    ].compactMap { $0 }
  }

  /// Tells the server which host is meant, and OpenSSL whose certificate it must be.
  private func name(_ connection: OpenSSL.Object) throws(SQLError) {
    if SocketAddress(options.host, port: 0) == nil {
      options.host.withCString { text in
        _ = openSSL.sslCtrl(
          connection, TLSServer.Control.setServerName, 0, UnsafeMutableRawPointer(mutating: UnsafeRawPointer(text)))
      }
    }
    guard options.effectiveTLSMode == .verifyFull else { return }
    guard openSSL.sslSet1Host(connection, options.host) == 1 else {
      throw failure("no certificate can be for \"\(options.host)\"")
    }
  }

  private func refusal(_ connection: OpenSSL.Object) -> SQLError {
    let verdict = openSSL.sslGetVerifyResult(connection)
    guard verifies, verdict != 0 else { return failure("the server speaks no TLS that this machine's OpenSSL accepts") }
    let words = openSSL.x509VerifyCertErrorString(verdict).map { String(cString: $0) } ?? "it is not trusted"
    return SQLError(
      .connectionFailure, "the certificate of \(options.host) is refused: \(words)",
      hint: "sslrootcert=FILE names the authorities to trust; sslmode=require goes without knowing who the server is.")
  }

  private func failure(_ reason: String) -> SQLError { SQLError(.connectionFailure, "TLS failed: \(reason)") }

  /// SSL_VERIFY_PEER of ssl.h.
  private static let verifyPeer: Int32 = 1
}
