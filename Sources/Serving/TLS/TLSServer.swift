import SQLTypes
import System

/// What a server needs to speak TLS: a certificate of its own, or an authority that makes one for each name a client
/// asks for.
package final class TLSServer: @unchecked Sendable {
  let openSSL: OpenSSL
  /// The context new connections begin with: read by many threads, changed by none.
  private let context: OpenSSL.Object
  private let authority: CertificateAuthority?

  /// Throws 58030 without OpenSSL.
  package convenience init(_ authority: CertificateAuthority) throws(SQLError) {
    try self.init(authority.leaf(for: nil), authority: authority)
  }

  /// With a certificate and key in PEM files. Throws 58030 for what cannot be read.
  package convenience init(certificate: String, key: String) throws(SQLError) {
    guard let openSSL = OpenSSL.shared else { throw CertificateAuthority.missing }
    guard let pem = PrivateFile.text(of: certificate) else {
      throw SQLError(.ioError, "could not read \"\(certificate)\"")
    }
    guard let keyPEM = PrivateFile.text(of: key) else { throw SQLError(.ioError, "could not read \"\(key)\"") }
    try self.init(Certificate(pem: pem, key: keyPEM, openSSL), authority: nil)
  }

  private init(_ certificate: Certificate, authority: CertificateAuthority?) throws(SQLError) {
    guard let openSSL = OpenSSL.shared, let context = Self.makeContext(certificate, openSSL) else {
      throw SQLError(.ioError, "the system's OpenSSL takes neither certificate nor key")
    }
    self.openSSL = openSSL
    self.context = context
    self.authority = authority
    guard authority != nil else { return }
    // The callback gets this object back while the context lives, which this object frees.
    _ = openSSL.sslCtxCallbackCtrl(context, Control.setServerNameCallback, chooseCertificate)
    _ = openSSL.sslCtxCtrl(
      context, Control.setServerNameArgument, 0, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { openSSL.sslCtxFree(context) }

  /// Answers a client's handshake. nil where it fails: the client did not trust the certificate, or speaks no TLS.
  func accept(_ socket: Socket) -> TLSStream? {
    guard let connection = openSSL.sslNew(context) else { return nil }
    let stream = TLSStream(connection, socket, openSSL)
    guard openSSL.sslSetFd(connection, socket.descriptor) == 1, openSSL.sslAccept(connection) == 1 else {
      return nil
    }
    return stream
  }

  /// Numbers of ssl.h.
  enum Control {
    static let setServerName: Int32 = 55
    static let setServerNameCallback: Int32 = 53
    static let setServerNameArgument: Int32 = 54
    static let setMinimumVersion: Int32 = 123
    static let tls12 = 0x0303
  }

  private static func makeContext(_ certificate: Certificate, _ openSSL: OpenSSL) -> OpenSSL.Object? {
    guard let context = openSSL.sslCtxNew(openSSL.tlsServerMethod()) else { return nil }
    _ = openSSL.sslCtxCtrl(context, Control.setMinimumVersion, Control.tls12, nil)
    guard openSSL.sslCtxUseCertificate(context, certificate.certificate) == 1,
      openSSL.sslCtxUsePrivateKey(context, certificate.key) == 1
    else {
      openSSL.sslCtxFree(context)
      return nil
    }
    return context
  }

  /// Gives the connection the certificate of the name its client asks for.
  fileprivate func choose(for connection: OpenSSL.Object) {
    guard let authority, let asked = openSSL.sslGetServername(connection, 0),
      let name = Self.hostName(String(cString: asked)), name != "localhost",
      let leaf = try? authority.leaf(for: name), let context = Self.makeContext(leaf, openSSL)
    else { return }
    _ = openSSL.sslSetSslCtx(connection, context)
    // The connection holds it now.
    openSSL.sslCtxFree(context)
  }

  /// A name that may stand in a certificate: letters, digits, dots and hyphens.
  private static func hostName(_ text: String) -> String? {
    let isName = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isName && !text.isEmpty && text.utf8.count <= 253 ? text.lowercased() : nil
  }
}

/// OpenSSL's question, within `sslAccept`. `argument` is the `TLSServer`, which outlives the handshake.
private func chooseCertificate(
  _ connection: OpenSSL.Object?, _ alert: UnsafeMutablePointer<Int32>?, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
  guard let connection, let argument else { return 0 }
  Unmanaged<TLSServer>.fromOpaque(argument).takeUnretainedValue().choose(for: connection)
  return 0
}
